"""A small hotel run for the tests of the report, from the comments of `report_comments.py`.

The tables are made by the package's own functions, so that they look as a run's tables do.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from report_comments import COMMENTS, DRIVERS, TOPICS
from survey_sample import survey_studies

from voc.config import load_config
from voc.driver import (
    alert_table,
    brand_table,
    comment_polarity,
    counted_comments,
    dimension_table,
    driver_features,
    driver_table,
    importance,
    lift,
    penalty_reward,
    quadrants,
    respondent_outcome,
    segment_table,
    slope_table,
    trend_table,
    with_priorities,
)
from voc.metric import metric_segments, metric_trends, metrics_table
from voc.report import ReportData
from voc.text.clauses import split_clauses
from voc.topic_statistics import topic_studies

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>=cmd|'/c calc'!A1"
QUALITY = pd.DataFrame(
    [
        ("coherence", 0.11, 0.08, 0.14, "fair"),
        ("diversity", 0.96, float("nan"), float("nan"), "good"),
        ("stability", 0.43, 0.33, 0.67, "weak"),
        ("unassigned", 0.31, 0.26, 0.37, "weak"),
        ("silhouette", float("nan"), float("nan"), float("nan"), ""),
    ],
    columns="measure value low high verdict".split(),
)


def sample(copies: int = 6, **replaced: object) -> ReportData:
    """Return the run; a keyword puts another table or title in its place.

    Each comment stands in it `copies` times, from another respondent each time, so that there are
    enough mentions for impacts and findings.
    """
    comments, opinions = _copied(_comments(), copies), _copied(_opinions(), copies)
    labels = pd.DataFrame(
        [(key, *names) for key, names in DRIVERS.items()],
        columns=["driver", "label_zh", "label_en", "dimension"],
    )
    tables: dict[str, object] = {
        "title": "江畔酒店 2024 年春季住客评论",
        "comments": comments,
        "opinions": opinions,
        "drivers": driver_table(comments, opinions, labels, bootstrap=200),
        "dimensions": dimension_table(comments, opinions, bootstrap=200),
        "topics": _topics(comments),
        "metrics": metrics_table(comments),
        "segments": segment_table(comments, opinions, ["房型"], minimum=5),
        "trends": trend_table(comments, opinions, "month", minimum=5),
        "rejected": pd.DataFrame(
            {
                "source": ["春季评论.csv", "春季评论.csv"],
                "line": [19, 33],
                "reason": ["字段数与表头不符", "字段数与表头不符"],
                "content": ["大床房,2024-03-19", '好评,,,,,"多了一个引号'],
            }
        ),
        "manifest": _manifest(copies),
    }
    return ReportData(**{**tables, **replaced})  # type: ignore[arg-type]


def _copied(table: pd.DataFrame, copies: int) -> pd.DataFrame:
    parts = []
    for copy in range(copies):
        part = table.copy()
        part["comment_id"] = [f"c{copy}{key[2:]}" for key in table["comment_id"]]
        if "respondent_id" in part:
            part["respondent_id"] = [f"r{copy}{key[2:]}" for key in table["respondent_id"]]
            part["row"] += copy * len(table)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _comments() -> pd.DataFrame:
    rows = []
    for place, (text, room, stars, day, opinions) in enumerate(COMMENTS):
        polarities = [polarity for _, term, _, polarity in opinions if term]
        sentiment = sum(polarities) / len(polarities) if polarities else 0.0
        boilerplate = text.startswith("此用户")
        rows.append(
            {
                "comment_id": f"c{place + 1:06d}",
                "row": place,
                "respondent_id": f"r{place + 1:06d}",
                "question": None,
                "text": text,
                "language": "en" if text.isascii() else "zh",
                "time": pd.Timestamp(day),
                "sentiment": float("nan") if boilerplate else sentiment,
                "label": None if boilerplate else _label(sentiment),
                "confidence": 0.8,
                "drivers": list(dict.fromkeys(driver for _, _, driver, _ in opinions)),
                "dimensions": list(dict.fromkeys(DRIVERS[o[2]][2] for o in opinions)),
                "topic": _spoken_of(text)[0] if _spoken_of(text) else -1,
                "topic_label": TOPICS[_spoken_of(text)[0]][0] if _spoken_of(text) else "",
                "topics": _spoken_of(text),
                "risk": [],
                "duplicate_of": "c000006" if place == 43 else None,
                "boilerplate": boilerplate,
                "nps": None if stars is None else 2 * stars,
                "stars": stars,
                "score": None if stars is None else 25.0 * (stars - 1),
                "房型": room,
            }
        )
    return pd.DataFrame(rows)


def _opinions() -> pd.DataFrame:
    rows = []
    for place, (text, _, _, _, opinions) in enumerate(COMMENTS):
        for aspect, term, driver, polarity in opinions:
            spans = [(text.index(words), len(words)) for words in (aspect, term) if words]
            start = min(where for where, _ in spans)
            end = max(where + length for where, length in spans)
            rows.append(
                {
                    "comment_id": f"c{place + 1:06d}",
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "aspect": aspect,
                    "term": term,
                    "driver": driver,
                    "dimension": DRIVERS[driver][2],
                    "polarity": polarity,
                    "label": _label(polarity),
                    "negated": bool(term and term.startswith(("没", "不"))),
                    "rule": "lexicon" if term else "mention",
                }
            )
    return pd.DataFrame(rows)


def _label(polarity: float) -> str:
    return "positive" if polarity > 0.15 else "negative" if polarity < -0.15 else "neutral"


def _spoken_of(text: str) -> list[int]:
    """The topics of a comment: those whose words stand in it, the first named first."""
    places = {
        number: min(text.find(word) for word in words if word in text)
        for number, (_, words) in enumerate(TOPICS)
        if any(word in text for word in words)
    }
    return sorted(places, key=lambda number: places[number])


def _topics(comments: pd.DataFrame) -> pd.DataFrame:
    usable = comments[comments["duplicate_of"].isna() & ~comments["boilerplate"]]
    rows = []
    for number, (label, words) in enumerate(TOPICS):
        own = usable[usable["topic"] == number]
        rows.append(
            {
                "topic": number,
                "label": label,
                "size": len(own),
                "share": len(own) / len(usable),
                "words": words,
                "match": 0.83 if number == 0 else float("nan"),
                "pinned": number == 1,
                "quotes": own["comment_id"].head(4).tolist(),
            }
        )
    return pd.DataFrame(rows).sort_values("size", ascending=False, ignore_index=True)


def _topic_studies(calm: ReportData) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The topics with their figures and all their studies: clauses that hold a word of one."""
    clauses = []
    for row in calm.comments.to_dict("records"):
        if row["boilerplate"]:
            continue
        said = calm.opinions[calm.opinions["comment_id"] == row["comment_id"]]
        for start, end in split_clauses(row["text"]):
            inside = said[(said["start"] >= start) & (said["start"] < end)]["polarity"].mean()
            for number in _spoken_of(row["text"][start:end]):
                text = row["text"][start:end]
                clauses.append((row["comment_id"], number, start, end, text, 0.9, inside))
    columns = "comment_id topic start end text strength sentiment".split()
    mentions = pd.DataFrame(clauses, columns=columns)
    assert calm.topics is not None
    settings = load_config(options={"statistics": {"bootstrap": 100, "segment_minimum": 5}})
    topics, studies = topic_studies(
        calm.comments,
        calm.opinions,
        mentions,
        calm.topics,
        settings=settings,
        segments=["房型"],
        outcome="stars",
    )
    words = [(n, word, 0.5, 6, 0.3) for n, (_, found) in enumerate(TOPICS) for word in found]
    drawn = {"comment_id": ["c000001"], "topic": [0], "x": [0.1], "y": [0.2]}
    return topics, {
        "topic_mentions": mentions,
        "topic_words": pd.DataFrame(words, columns="topic word weight comments share".split()),
        "topic_quality": QUALITY,
        "topic_map": pd.DataFrame(drawn),
        "topic_hierarchy": pd.DataFrame({"left": [0], "right": [1], "distance": 0.4, "size": 2}),
        **studies,
    }


def _manifest(copies: int) -> dict[str, object]:
    return {
        "voc": "0.1.0",
        "created": "2024-06-12T09:30:00+08:00",
        "inputs": {
            "name": "春季评论.csv",
            "format": "csv",
            "files": [{"name": "春季评论.csv", "size": 8412, "sha256": "5f1d" * 16}],
        },
        "config": {
            "opinion": {"codebook": "hotel", "neutral": 0.15},
            "statistics": {"bootstrap": 200, "quotes": 6},
            "report": {"language": "zh", "title": "", "excel": True},
        },
        "codebook": {
            "name": "hotel",
            "version": "3f9a1c7e2b40",
            "label_zh": "酒店",
            "label_en": "Hotel",
        },
        "lexicon": "9b27d0c4a1f8",
        "packages": {"python": "3.11.9", "pandas": "2.2.3"},
        "seed": 0,
        "counts": {
            "rows": 45 * copies,
            "comments": 45 * copies,
            "scored": 44 * copies,
            "boilerplate": copies,
            "duplicates": copies,
            "empty": 0,
            "rejected": 2,
            "masked": 3,
        },
        "timings": {"read": 0.02, "opinions": 0.11, "statistics": 0.4},
        "outcome": "stars",
        "topics": {
            "embedding": "lsa",
            "clusters": "kmeans",
            "asked": 0,
            "chosen": 5,
            "topics": 4,
            "tried": [
                {"count": 3, "returning": 2, "stability": 0.41},
                {"count": 5, "returning": 4, "stability": 0.43},
            ],
        },
        "sentiment": {"method": "seed", "n": 44 * copies},
    }


def sample_with_studies(copies: int = 6, **replaced: object) -> ReportData:
    """Return the run with everything that scores, brands, time and a questionnaire add.

    Drivers are weighed by the package's own functions; so are the answers, which are invented.
    """
    calm = sample(copies)
    comments, opinions = calm.comments, calm.opinions
    comments = comments.assign(品牌=np.where(comments["房型"] == "大床房", "江畔", "远山"))
    outcome = comments.set_index("comment_id")["score"]
    drivers, studies = _weighed(calm, outcome)
    studies["brands"] = brand_table(comments, opinions, "品牌", "江畔", minimum=5)
    people = comments.drop_duplicates("respondent_id")
    studies["metric_segments"] = metric_segments(people, ["房型"], minimum=5)
    studies["metric_trends"] = metric_trends(people, minimum=5)
    studies["slopes"] = slope_table(comments, opinions, "week", minimum=5)
    studies["alerts"] = alert_table(comments, _sudden(comments, opinions), "week", past=5)
    studies |= survey_studies(calm.dimensions)
    topics, of_topics = _topic_studies(calm)
    studies |= of_topics
    assert all(len(table) for table in studies.values()), "a study without rows shows nothing"
    notes = [
        {"about": "kano", "zh": "七位受访者的回答自相矛盾。", "en": "Seven contradict themselves."},
        {"about": "metrics", "zh": "列“评分”疑有两种量表。", "en": "Column stars may be mixed."},
    ]
    manifest = {**calm.manifest, "notes": notes}
    tables = {"comments": comments, "drivers": drivers, "topics": topics, "studies": studies}
    tables["manifest"] = manifest
    return replace(calm, **{**tables, **replaced})  # type: ignore[arg-type]


def _weighed(
    calm: ReportData, outcome: pd.Series[float]
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Drivers with importance, quadrant and Kano class, and the studies behind them."""
    comments, opinions = calm.comments, calm.opinions
    owners = comments.set_index("comment_id")["respondent_id"]
    verdicts = ["overall", "repurchase_intention"]
    features = driver_features(comments, opinions).drop(columns=verdicts)
    weighed = importance(features, respondent_outcome(comments, outcome), bootstrap=100, minimum=10)
    scored = outcome.reindex(counted_comments(comments)["comment_id"])
    polarities = comment_polarity(comments, opinions)
    contrast = penalty_reward(scored, polarities, owners, exclude=verdicts, bootstrap=100)
    labels = calm.drivers[["driver", "label_zh", "label_en", "dimension"]]
    drivers = driver_table(comments, opinions, labels, outcome=outcome, bootstrap=100)
    field = quadrants(weighed, drivers)
    levers = polarities[~polarities["driver"].isin(verdicts)]
    studies = {
        "importance": weighed,
        "quadrants": field,
        "penalty_reward": contrast,
        "lift": lift(scored, levers, owners, minimum=10),
    }
    filled = with_priorities(drivers, importance=weighed, quadrants=field, penalty_reward=contrast)
    return filled, studies


def _sudden(comments: pd.DataFrame, opinions: pd.DataFrame) -> pd.DataFrame:
    """Opinions with complaints about the noise in the last week, of all who wrote then."""
    last = comments["time"] >= pd.Timestamp("2024-06-03")
    noise = opinions[opinions["driver"] == "noise"].iloc[0]
    added = [noise.to_dict() | {"comment_id": key} for key in comments.loc[last, "comment_id"]]
    return pd.concat([opinions, pd.DataFrame(added)], ignore_index=True)


@cache
def studied() -> ReportData:
    """Return the run with all studies, made once."""
    return sample_with_studies()


@cache
def calm() -> ReportData:
    """Return the run without studies, made once."""
    return sample()


@cache
def attacked() -> ReportData:
    """Return a small run in which everything that comes from outside is an attack, made once."""
    plain = sample(copies=2)
    comments = plain.comments.assign(text=HOSTILE, question=HOSTILE, **{HOSTILE: HOSTILE})
    manifest = json.loads(json.dumps(plain.manifest))
    manifest["inputs"]["name"] = HOSTILE
    manifest["inputs"]["files"][0]["name"] = HOSTILE
    manifest["config"][HOSTILE] = HOSTILE
    manifest["codebook"] = dict.fromkeys(("name", "version", "label_zh", "label_en"), HOSTILE)
    assert plain.topics is not None
    assert plain.segments is not None
    return replace(
        plain,
        title=HOSTILE,
        comments=comments,
        opinions=plain.opinions.assign(
            start=0, end=25, aspect="<script>", term="alert", label=HOSTILE
        ),
        drivers=plain.drivers.assign(label_zh=HOSTILE, label_en=HOSTILE, dimension=HOSTILE),
        topics=plain.topics.assign(label=HOSTILE, words=[[HOSTILE]] * len(plain.topics)),
        metrics=plain.metrics.assign(metric=HOSTILE),
        segments=plain.segments.assign(segment=HOSTILE, value=HOSTILE),
        rejected=plain.rejected.assign(source=HOSTILE, reason=HOSTILE, content=HOSTILE),
        manifest=manifest,
    )
