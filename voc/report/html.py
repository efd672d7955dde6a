"""The report as one HTML file: no network, no outside font, all customer text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.lexicon.dimensions import OVERALL
from voc.messages import messages
from voc.metric import wilson
from voc.report.blocks import (
    Block,
    heat_maps,
    notes_about,
    priority_blocks,
    segment_blocks,
    survey_blocks,
    trend_blocks,
)
from voc.report.data import MIN_MENTIONS, ReportData, counted, driver_names, evaluating
from voc.report.figures import figure_scores, polarity_strip, score_columns, score_values
from voc.report.findings import findings
from voc.report.formats import (
    count,
    flat_settings,
    interval,
    moment,
    number,
    number_or_nan,
    percent,
    printable,
    shown,
)
from voc.report.names import METRIC_PARTS, METRICS, SCORES, is_percent
from voc.report.quotes import QuoteBook
from voc.report.reasons import method_line
from voc.report.rows import (
    DRIVERS_SHOWN,
    dimension_rows,
    driver_rows,
    group_tables,
)
from voc.report.sharing import treatment
from voc.report.tables import PlainTable, plain_table
from voc.report.topics import TopicSection, topic_section
from voc.report.words import Language, check_language, choose, texts
from voc.report.words_method import ALWAYS_DEFINED, METHOD

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_SETTINGS_SHOWN = 200
_REMARKS_SHOWN = 30
# Tables whose notes stand in a section, when no block of it bears them.
_GROUP_TABLES = {
    "segments": ("segments", "metric_segments", "brands"),
    "trends": ("trends", "metric_trends", "slopes", "alerts"),
}
_FILES_SHOWN = 20
_REJECTED_SHOWN = 20
_FITS_SHOWN = 3
_PARTS = {part for group in METRIC_PARTS.values() for part in group}


@dataclass(frozen=True)
class Headline:
    """One large figure with its interval, its base and the shares it is made of."""

    label: str
    value: str
    interval: str
    base: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aside:
    """What was set aside: counts by kind, reasons of rejected rows, and the first of those rows."""

    counts: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    rows: PlainTable | None


def render_html(data: ReportData, language: str = "zh") -> str:
    """Return the report as a complete HTML document.

    Parameters
    ----------
    data : ReportData
    language : {"zh", "en"}
        Language of the report's own words; comments stay as they were written.

    Returns
    -------
    str
        One self-contained page. A content security policy in it forbids every request and every
        script but its own, so a script that slipped in could not run.

    Raises
    ------
    VocError
        If the report has no such language.
    """
    chosen = check_language(language)
    script = (_TEMPLATES / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    template = environment().get_template("report.html.j2")
    page = template.render(
        **_page(data, chosen),
        **_tables(data, chosen),
        **_studies(data, chosen),
        t=texts(chosen),
        lang="zh-CN" if chosen == "zh" else "en",
        script=script,
        script_hash=digest,
    )
    return printable(page)


@cache
def environment() -> Environment:
    """Return the template engine: everything is escaped, an unknown name is an error.

    There is one, because it keeps the templates that it compiled.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(data: ReportData, language: Language) -> dict[str, Any]:
    """Return what surrounds the tables: heading, findings, method, colophon."""
    labels = counted(data.comments, "label")["label"].value_counts()
    positive, neutral, negative = (
        int(labels.get(name, 0)) for name in ("positive", "neutral", "negative")
    )
    return {
        "title": shown(data.title),
        "facts": _facts(data, language),
        "headlines": headlines(data, language),
        "sentiment_strip": polarity_strip(positive, neutral, negative, texts(language)["polarity"]),
        "sentiment_shares": _shares(positive, neutral, negative),
        "findings": findings(data, language),
        "impact_lead": texts(language)[
            "impact_lead_nps" if data.manifest.get("outcome") == "nps" else "impact_lead"
        ],
        "min_mentions": MIN_MENTIONS,
        "figures": _figures(data, language),
        "method": _method(data, language),
        "aside": _aside(data, language),
        "colophon": _colophon(data.manifest, language),
        "settings": flat_settings(data.manifest.get("config", {}))[:_SETTINGS_SHOWN],
        "packages": flat_settings(data.manifest.get("packages", {}))[:_SETTINGS_SHOWN],
        "timings": flat_settings(data.manifest.get("timings", {}))[:_SETTINGS_SHOWN],
    }


def _tables(data: ReportData, language: Language) -> dict[str, Any]:
    """Return the rows of every table on the page."""
    book = QuoteBook(data.comments, data.opinions, (data.drivers,), language)
    judged = {by: evaluating(data.comments, data.opinions, by) for by in ("driver", "dimension")}
    rows = driver_rows(data.drivers, judged["driver"], book, language)
    servqual, outside = dimension_rows(data.dimensions, judged["dimension"], language)
    return {
        "drivers": [row for row in rows if not (row.rare or row.verdict)],
        "verdicts": [row for row in rows if row.verdict and not row.rare],
        "rare_drivers": [row for row in rows if row.rare],
        "hidden_drivers": max(0, len(data.drivers) - DRIVERS_SHOWN),
        "has_impact": any(row.impact for row in [*rows, *servqual, *outside]),
        "dimension_groups": [("", servqual), (texts(language)["outside"], outside)],
    }


def _studies(data: ReportData, language: Language) -> dict[str, Any]:
    """Return what is said of the score, of groups and periods, and of the questionnaire."""
    names = {name: choose(pair, language) for name, pair in DIMENSIONS.items()}
    names |= driver_names(data.drivers, language)
    blocks = {"segments": segment_blocks(data, language), "trends": trend_blocks(data, language)}
    tables = {"segments": data.segments, "trends": data.trends}
    columns, drawn = {"segments": "value", "trends": "period"}, heat_maps(data, language)
    groups = []
    for key, table in tables.items():
        if table is not None and not table.empty:
            listed = group_tables(table, columns[key], names, language, drawn)
            borne = {name for block in blocks[key] for name in block.about}
            about = [name for name in _GROUP_TABLES[key] if name not in borne]
            notes = notes_about(data, about, language)
            groups.append((key, listed, blocks[key], notes))
    priorities, survey = priority_blocks(data, language), survey_blocks(data, language)
    told = [*priorities, *survey, *blocks["segments"], *blocks["trends"]]
    topics = topic_section(data, language)
    told += topics.blocks if topics else ()
    return {
        "priorities": priorities,
        "groups": groups,
        "heat_lead": texts(language)["heat_lead"].format(minimum=MIN_MENTIONS) if drawn else "",
        "survey": survey,
        "topics": topics,
        "dimension_notes": notes_about(data, ("dimensions",), language),
        "remarks": _remarks(data, told, groups, topics, language),
    }


def _remarks(
    data: ReportData,
    told: Sequence[Block],
    groups: Sequence[tuple[Any, ...]],
    topics: TopicSection | None,
    language: Language,
) -> tuple[str, ...]:
    """Return the notes that stand nowhere else on the page."""
    beside = {"dimensions", *(name for block in told for name in block.about)}
    beside |= set(topics.about) if topics else set()
    beside |= {name for key, *_ in groups for name in _GROUP_TABLES[key]}
    others = {str(note["about"]) for note in data.manifest.get("notes", ())} - beside
    return notes_about(data, sorted(others), language, _REMARKS_SHOWN)


def _facts(data: ReportData, language: Language) -> list[tuple[str, str]]:
    """Return what, when and how many, for the head of the page."""
    words = texts(language)
    counts = data.manifest.get("counts", {})
    name = data.manifest.get("inputs", {}).get("name", "")
    facts = [(words["source"], shown(name))] if name else []
    times = data.comments["time"].dropna() if "time" in data.comments else pd.Series()
    if not times.empty:
        first, last = f"{times.min():%Y-%m-%d}", f"{times.max():%Y-%m-%d}"
        facts.append((words["period"], interval(first, last, language, key="to")))
    total = counts.get("comments", len(data.comments))
    amount = words["amount_value"].format(
        rows=count(counts.get("rows", total)),
        comments=count(total),
        scored=count(len(counted(data.comments, "label"))),
    )
    facts.append((words["amount"], amount))
    if treatment(data.manifest) == "keep":
        named, kept = messages()["privacy.treatment"], messages()["privacy.kept"]
        facts.append((named.says(language, {}), kept.says(language, {})))
    if data.manifest.get("created"):
        facts.append((words["made"], moment(str(data.manifest["created"]))))
    return facts


def headlines(data: ReportData, language: Language) -> list[Headline]:
    """Return the metrics of the respondents, then the shares of the comments."""
    words = texts(language)
    cards = _metric_cards(data.metrics, language)
    labels = counted(data.comments, "label")["label"]
    total = len(labels)
    for tone in ("positive", "negative"):
        hits = int((labels == tone).sum())
        low, high = wilson(hits, total) if total else (float("nan"), float("nan"))
        limits = interval(percent(low), percent(high), language)
        base = words["comments_count"].format(n=count(hits))
        share = percent(hits / total) if total else "–"
        cards.append(Headline(words[f"share_{tone}"], share, limits, base))
    base = words["of_comments"].format(n=count(len(data.comments)))
    return [*cards, Headline(words["analysed"], count(total), "", base)]


def _metric_cards(metrics: pd.DataFrame, language: Language) -> list[Headline]:
    """Return a card for each metric, with the shares it is made of beneath it."""
    rows = {str(row["metric"]): row for row in metrics.to_dict("records")}
    hidden = _PARTS | ({"score"} if rows.keys() & {"nps", "csat", "ces", "stars"} else set())
    cards = []
    for key, row in rows.items():
        if key in hidden:
            continue
        name = choose(METRICS[key], language) if key in METRICS else shown(key, 40)
        value, low, high = (_metric(key, row[column]) for column in ("value", "low", "high"))
        base = texts(language)["respondents"].format(n=count(number_or_nan(row["n"])))
        shares = tuple(
            f"{choose(METRICS[part], language)} {_metric(part, rows[part]['value'])}"
            for part in METRIC_PARTS.get(key, ())
            if part in rows
        )
        limits = interval(low, high, language)
        cards.append(Headline(name, value, limits, base, shares))
    return cards


def _metric(key: str, value: object) -> str:
    amount = number_or_nan(value)
    if is_percent(key):
        return percent(amount / 100, 0 if key in _PARTS else 1)
    return number(amount, 1, signed=True) if key == "nps" else number(amount, 2)


def _shares(positive: int, neutral: int, negative: int) -> dict[str, str]:
    total = positive + neutral + negative
    parts = {"positive": positive, "neutral": neutral, "negative": negative}
    return {name: percent(part / total, 0) if total else "–" for name, part in parts.items()}


def _figures(data: ReportData, language: Language) -> list[tuple[str, str, str]]:
    """Return title, base and SVG of each score's distribution."""
    words = texts(language)
    found = []
    for name in score_columns(data.comments):
        amount = count(len(score_values(data.comments, name)))
        base = words["comments_count" if name == "sentiment" else "respondents"].format(n=amount)
        figure = figure_scores(data.comments, language, name)
        found.append((choose(SCORES[name], language), base, figure.svg))
    return found


def _method(data: ReportData, language: Language) -> list[tuple[str, str]]:
    """Return the definitions of what this report shows; what it lacks is left out."""
    present = {*data.metrics["metric"].astype(str), *data.studies}
    for name in ("impact", "impact_negative", "impact_shared"):
        if name in data.drivers and data.drivers[name].notna().any():
            present.add(name)
    if data.manifest.get("outcome") == "nps" and "impact" in present:
        present = (present - {"impact"}) | {"impact_nps"}
    if (data.drivers["dimension"] == OVERALL).any():
        present.add("verdicts")
    if data.opinions["rule"].astype(str).str.contains("spread").any():
        present.add("spread")
    if data.topics is not None and len(data.topics):
        present.add("topics")
    if any(table is not None and len(table) for table in (data.segments, data.trends)):
        present.add("tests")
    return [
        (choose(term, language), choose(text, language))
        for key, term, text in METHOD
        if key in ALWAYS_DEFINED or key in present
    ]


def _aside(data: ReportData, language: Language) -> Aside:
    words = texts(language)
    counts = data.manifest.get("counts", {})
    amounts = []
    for kind in ("rejected", "empty", "boilerplate", "duplicates", "masked"):
        amount = counts.get(kind, len(data.rejected) if kind == "rejected" else 0)
        if isinstance(amount, Mapping):  # masked pieces may be counted by kind
            amount = sum(amount.values())
        amounts.append((words[f"count_{kind}"], count(amount)))
    if counts.get("off_scale"):
        amounts.append((words["count_off_scale"], count(counts["off_scale"])))
    if data.rejected.empty:
        return Aside(tuple(amounts), (), None)
    reasons = data.rejected["reason"].astype(str).value_counts().head(10)
    listed = tuple((shown(reason), count(int(hits))) for reason, hits in reasons.items())
    rows = plain_table(data.rejected, language, _REJECTED_SHOWN)
    return Aside(tuple(amounts), listed, rows)


def codebook_line(codebook: Mapping[str, Any], language: Language) -> str:
    """Return label, name and version of the codebook of a run, and how it was chosen.

    >>> book = {"name": "hotel", "label_zh": "酒店", "label_en": "Hotel", "version": "854180992e26"}
    >>> codebook_line(book, "zh")
    '酒店 (hotel) · 854180992e26'
    >>> codebook_line({**book, "fits": {"hotel": 1.07, "tourism": 0.53}}, "en")
    'Hotel (hotel) · 854180992e26 · chosen by fit: hotel 1.07, tourism 0.53'
    """
    label, name = codebook.get(f"label_{language}", ""), codebook.get("name", "")
    line = f"{label} ({name}) · {codebook.get('version', '')}"
    fits = list(codebook.get("fits", {}).items())[:_FITS_SHOWN]
    if not fits:
        return line
    shown = ", ".join(f"{book} {fit:.2f}" for book, fit in fits)
    return f"{line} · {texts(language)['chosen_by_fit'].format(fits=shown)}"


def _colophon(manifest: Mapping[str, Any], language: Language) -> list[tuple[str, str]]:
    """Return what somebody needs to make the same report again."""
    words = texts(language)
    codebook, sentiment = manifest.get("codebook", {}), manifest.get("sentiment", {})
    facts = [
        (words["version"], f"voc {manifest.get('voc', '')}"),
        (words["seed"], manifest.get("seed", "")),
        (words["codebook"], codebook_line(codebook, language)),
        (words["lexicon"], manifest.get("lexicon", "")),
    ]
    if sentiment:
        line = method_line(sentiment, manifest.get("lexicon", ""), language)
        facts.append((words["method_used"], line))
    for name in ("database", "metrics_database"):
        if database := manifest.get("inputs", {}).get(name):
            told = f"{database['name']} ({database['engine']}) · SHA-256 {database['sha256']}"
            facts.append((words["input"], told))
    for file in manifest.get("inputs", {}).get("files", ())[:_FILES_SHOWN]:
        facts.append((words["input"], f"{file['name']} · SHA-256 {file['sha256']}"))
    return [(term, shown(value, 500)) for term, value in facts if str(value).strip()]
