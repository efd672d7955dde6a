"""What all figures are drawn with: shapes as SVG, written by hand.

No plotting library, no script, no font file. Colours are attributes, so that a saved file stands
alone; each shape also has a class by which a page can recolour it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from voc.errors import VocError
from voc.report.formats import printable

__all__ = ["COLOURS", "Figure", "drawing", "label", "line", "rect", "strip", "whisker"]

FONT = (
    "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',"
    "'Source Han Sans SC',sans-serif"
)
# Okabe and Ito's bluish green and vermilion, darkened: told apart in every colour blindness.
COLOURS = {
    "accent": "#2c4a7c",
    "positive": "#0b8063",
    "neutral": "#b7bdc7",
    "negative": "#c64a1b",
    "track": "#edeff3",
    "rule": "#c9ced6",
    "ink": "#1c2330",
    "soft": "#5d6675",
}


@dataclass(frozen=True)
class Figure:
    """A finished chart that a notebook shows by itself.

    Parameters
    ----------
    svg : str
        A complete ``<svg>`` element.
    """

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> Path:
        """Write the chart to an ``.svg`` file and return its path.

        Raises
        ------
        VocError
            If the file name asks for another format.
        """
        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise VocError(
                "A figure can only be saved as SVG", where=str(target), fix="Use a name.svg."
            )
        target.write_text(self.svg, encoding="utf-8")
        return target


def drawing(width: float, height: float, title: str, description: str, shapes: list[str]) -> Figure:
    return Figure(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" width="{width:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="{FONT}" font-size="13">'
        f"<title>{_plain(title)}</title><desc>{_plain(description)}</desc>{''.join(shapes)}</svg>"
    )


def strip(view_box: str, description: str, shapes: list[str]) -> str:
    return (
        f'<svg class="strip" viewBox="{view_box}" preserveAspectRatio="none" role="img">'
        f"<title>{_plain(description)}</title>{''.join(shapes)}</svg>"
    )


def whisker(low: float, high: float, middle: float, half: float) -> list[str]:
    return [
        line(low, middle, high, middle, "ink"),
        line(low, middle - half, low, middle + half, "ink"),
        line(high, middle - half, high, middle + half, "ink"),
    ]


def rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect class="fill-{colour}" x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" '
        f'height="{max(height, 0):.2f}" fill="{COLOURS[colour]}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return (
        f'<line class="line-{colour}" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
        f'stroke="{COLOURS[colour]}" stroke-width="1.2" vector-effect="non-scaling-stroke"/>'
    )


def label(
    x: float, y: float, text: str, colour: str, anchor: str = "start", size: float = 13
) -> str:
    return (
        f'<text class="fill-{colour}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'font-size="{size:g}" fill="{COLOURS[colour]}">{_plain(text)}</text>'
    )


def _plain(text: str) -> str:
    return escape(printable(text), quote=True)
