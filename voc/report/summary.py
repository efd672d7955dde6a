"""A run in a few lines: as text for a terminal, as a small table for a notebook."""

from __future__ import annotations

import pandas as pd

from voc.messages import message
from voc.report.data import ReportData
from voc.report.findings import findings
from voc.report.formats import count, display_width, fit_width, interval, number, percent, shown
from voc.report.html import codebook_line, environment, headlines
from voc.report.reasons import method_line
from voc.report.sharing import treatment
from voc.report.words import Language, check_language, texts

DRIVERS_LISTED = 8
_LABEL_WIDTH = 22


def summary_text(data: ReportData, language: str = "zh") -> str:
    """Return the headline numbers, the findings and the most mentioned drivers as plain text.

    Parameters
    ----------
    data : ReportData
    language : {"zh", "en"}

    Raises
    ------
    VocError
        If there is no summary in that language.
    """
    chosen = check_language(language)
    words = texts(chosen)
    lines = [shown(data.title), ""]
    for card in headlines(data, chosen):
        detail = ", ".join(part for part in (card.interval, card.base, *card.parts) if part)
        lines.append(f"{_padded(card.label)}  {card.value}" + (f"  ({detail})" if detail else ""))
    for finding in findings(data, chosen):
        lines += ["", finding.sentence, f"  {finding.certainty}"]
    table = _driver_lines(data.drivers, chosen)
    if table:
        lines += ["", words["summary_drivers"], *table]
    counts = {
        kind: count(data.manifest.get("counts", {}).get(kind, 0))
        for kind in ("rejected", "boilerplate", "duplicates", "empty", "masked")
    }
    sentiment = data.manifest.get("sentiment", {})
    method = method_line(sentiment, data.manifest.get("lexicon", ""), chosen)
    book = codebook_line(data.manifest.get("codebook", {}), chosen)
    lines += ["", words["summary_codebook"].format(codebook=shown(book))]
    lines.append(words["summary_method"].format(method=shown(method, 500)))
    lines.append(words["summary_aside"].format(**counts))
    if treatment(data.manifest) == "keep":
        lines += ["", message("privacy.kept").says(chosen, {})]
    return "\n".join(lines)


def render_notebook(data: ReportData, language: str = "zh") -> str:
    """Return a fragment of HTML with the headline numbers, the findings and the drivers.

    It is escaped as the report is, and has its own few styles.
    """
    chosen = check_language(language)
    return (
        environment()
        .get_template("notebook.html.j2")
        .render(
            t=texts(chosen),
            lang="zh-CN" if chosen == "zh" else "en",
            title=shown(data.title),
            headlines=headlines(data, chosen),
            findings=findings(data, chosen),
            drivers=_driver_cells(data.drivers, chosen),
        )
    )


def _driver_cells(
    drivers: pd.DataFrame, language: Language
) -> list[tuple[str, str, str, str, str]]:
    """Return label, mentions, share, satisfaction and interval of the most mentioned drivers."""
    ranked = drivers.sort_values("mentions", ascending=False, kind="stable").head(DRIVERS_LISTED)
    return [
        (
            shown(row[f"label_{language}"], 40),
            count(row["mentions"]),
            percent(row["share"]),
            number(row["satisfaction"]),
            interval(number(row["low"]), number(row["high"]), language, key="to"),
        )
        for row in ranked.to_dict("records")
    ]


def _driver_lines(drivers: pd.DataFrame, language: Language) -> list[str]:
    return [
        f"{_padded(label)}  {mentions:>7}  {share:>6}  {satisfaction:>5}  {limits}"
        for label, mentions, share, satisfaction, limits in _driver_cells(drivers, language)
    ]


def _padded(label: str) -> str:
    """Pad a label to the common width; a Chinese character takes two columns."""
    fitted = fit_width(label, _LABEL_WIDTH)
    return fitted + " " * (_LABEL_WIDTH - display_width(fitted))
