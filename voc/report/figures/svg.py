"""What all figures are drawn with: shapes as SVG, written by hand.

No plotting library, no script, no font file. Colours are attributes, so that a saved file stands
alone; each shape also has a class by which a page can recolour it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from voc.errors import VocError
from voc.report.formats import printable

__all__ = [
    "COLOURS",
    "Figure",
    "area",
    "arrow",
    "box",
    "circle",
    "curve",
    "drawing",
    "label",
    "line",
    "rect",
    "strip",
    "tile",
    "whisker",
]

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


COLUMN = 800.0  # widest chart that is read beside text


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
            raise VocError("report.svg-only", where=str(target))
        target.write_text(self.svg, encoding="utf-8")
        return target


def drawing(width: float, height: float, title: str, description: str, shapes: list[str]) -> Figure:
    """A chart; one wider than a column of text is marked, so that a page gives it more room."""
    name = "figure broad" if width > COLUMN else "figure"
    return Figure(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img" width="{width:g}" '
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


def tile(x: float, y: float, width: float, height: float, colour: str, opacity: float) -> str:
    """A rectangle of a weaker colour, on which text can be read."""
    return (
        f'<rect class="fill-{colour}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}" rx="2" fill="{COLOURS[colour]}" fill-opacity="{opacity:.2f}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<line class="line-{colour}" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
        f'stroke="{COLOURS[colour]}" stroke-width="1.2"{dashes} '
        f'vector-effect="non-scaling-stroke"/>'
    )


def arrow(
    start: tuple[float, float], end: tuple[float, float], colour: str, *, dashed: bool = False
) -> str:
    """A line with a head at its end."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5 or 1.0
    x, y = across / length, down / length
    neck = (end[0] - 9 * x, end[1] - 9 * y)
    head = [end, (neck[0] - 4 * y, neck[1] + 4 * x), (neck[0] + 4 * y, neck[1] - 4 * x)]
    return line(*start, *neck, colour, dashed=dashed) + area(head, colour, 1.0)


def box(x: float, y: float, width: float, height: float) -> str:
    """A frame to write in."""
    return (
        f'<rect class="fill-track line-rule" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}" rx="6" fill="{COLOURS["track"]}" stroke="{COLOURS["rule"]}"/>'
    )


def circle(x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> str:
    if hollow:
        return (
            f'<circle class="line-{colour}" cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" '
            f'fill="none" stroke="{COLOURS[colour]}" stroke-width="1.8"/>'
        )
    return (
        f'<circle class="fill-{colour}" cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" '
        f'fill="{COLOURS[colour]}"/>'
    )


def curve(points: Sequence[tuple[float, float]], colour: str, width: float = 2.0) -> str:
    """A line through the points."""
    return (
        f'<polyline class="line-{colour}" points="{_points(points)}" fill="none" '
        f'stroke="{COLOURS[colour]}" stroke-width="{width:g}" stroke-linejoin="round"/>'
    )


def area(points: Sequence[tuple[float, float]], colour: str, opacity: float = 0.18) -> str:
    """A filled shape, such as the band of an interval."""
    return (
        f'<polygon class="fill-{colour}" points="{_points(points)}" '
        f'fill="{COLOURS[colour]}" fill-opacity="{opacity:g}"/>'
    )


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def label(
    x: float, y: float, text: str, colour: str, anchor: str = "start", size: float = 13
) -> str:
    return (
        f'<text class="fill-{colour}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'font-size="{size:g}" fill="{COLOURS[colour]}">{_plain(text)}</text>'
    )


def _plain(text: str) -> str:
    return escape(printable(text), quote=True)
