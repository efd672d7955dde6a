"""A small hotel run for the tests of the report: comments written and coded by hand.

The tables are made by the package's own functions, so that they look as a run's tables do.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
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

DRIVERS = {
    "room": ("客房", "Room", "tangibles"),
    "cleanliness": ("清洁卫生", "Cleanliness", "tangibles"),
    "noise": ("隔音与噪音", "Noise", "tangibles"),
    "bed_sleep": ("床与睡眠", "Bed and sleep", "tangibles"),
    "wifi_network": ("无线网络", "WiFi and network", "reliability"),
    "check_in": ("入住办理", "Check-in", "responsiveness"),
    "staff_attitude": ("员工态度", "Staff attitude", "assurance"),
    "breakfast": ("早餐", "Breakfast", "product"),
    "location": ("位置", "Location", "empathy"),
    "price_level": ("价格", "Price level", "price"),
    "repurchase_intention": ("再次入住意愿", "Intention to return", "overall"),
    "overall": ("总体评价", "Overall verdict", "overall"),
    "parking": ("停车", "Parking", "empathy"),
    "view": ("景观", "View", "tangibles"),
}

# text, room type, stars, day, opinions as (aspect, evaluating words, driver, polarity)
COMMENTS: list[
    tuple[str, str, int | None, str, list[tuple[str | None, str | None, str, float]]]
] = [
    (
        "前台小姐姐特别热情，还帮我们升级了房型，房间又大又干净。",
        "家庭房",
        5,
        "2024-03-02",
        [
            ("前台小姐姐", "特别热情", "staff_attitude", 0.9),
            ("房间", "又大", "room", 0.6),
            (None, "干净", "cleanliness", 0.6),
        ],
    ),
    (
        "隔音真的太差了，隔壁打呼噜听得一清二楚，一晚没睡好。",
        "大床房",
        2,
        "2024-03-05",
        [("隔音", "太差", "noise", -0.9), (None, "没睡好", "bed_sleep", -0.6)],
    ),
    (
        "位置没得说，出门就是地铁口。早餐一般，去晚了只剩馒头。",
        "大床房",
        4,
        "2024-03-06",
        [("位置", "没得说", "location", 0.8), ("早餐", "一般", "breakfast", -0.2)],
    ),
    (
        "wifi慢得离谱，开个视频会议掉线五次，出差党慎选",
        "大床房",
        1,
        "2024-03-08",
        [("wifi", "慢得离谱", "wifi_network", -0.9), (None, "慎选", "overall", -0.6)],
    ),
    (
        "床单上有头发，枕头一股霉味，打前台电话也没人接。",
        "双床房",
        1,
        "2024-03-09",
        [("床单", "有头发", "cleanliness", -0.8), ("前台", "没人接", "staff_attitude", -0.5)],
    ),
    (
        "不错，下次还住这家。",
        "双床房",
        5,
        "2024-03-11",
        [(None, "不错", "overall", 0.6), (None, "下次还住", "repurchase_intention", 0.7)],
    ),
    (
        "Great location and very friendly staff, but the room is tiny.",
        "大床房",
        4,
        "2024-03-12",
        [
            ("location", "Great", "location", 0.8),
            ("staff", "very friendly", "staff_attitude", 0.8),
            ("room", "tiny", "room", -0.6),
        ],
    ),
    (
        "check in排队四十分钟，只有一个人在办，孩子都困哭了。",
        "家庭房",
        2,
        "2024-03-15",
        [("check in", "排队四十分钟", "check_in", -0.8)],
    ),
    (
        "早餐品种多，小馄饨现煮的，好吃！",
        "家庭房",
        5,
        "2024-03-16",
        [("早餐", "品种多", "breakfast", 0.6), (None, "好吃", "breakfast", 0.7)],
    ),
    (
        "这个价位算贵了，设施也老，空调响了一夜。",
        "大床房",
        2,
        "2024-03-18",
        [
            ("价位", "贵", "price_level", -0.6),
            (None, "老", "room", -0.5),
            ("空调", "响了一夜", "noise", -0.7),
        ],
    ),
    (
        "房间采光好，晚上能看见江，床也软，睡得很香。",
        "家庭房",
        5,
        "2024-03-20",
        [
            ("房间", "采光好", "room", 0.6),
            (None, "能看见江", "view", 0.6),
            ("床", "软", "bed_sleep", 0.5),
        ],
    ),
    (
        "临街，凌晨三点还有车喇叭，窗户关了也没用 😭",
        "大床房",
        2,
        "2024-03-22",
        [(None, "车喇叭", "noise", -0.7)],
    ),
    (
        "打扫阿姨很细心，毛巾叠得整整齐齐，一尘不染。",
        "双床房",
        5,
        "2024-03-25",
        [("打扫", "很细心", "cleanliness", 0.7), (None, "一尘不染", "cleanliness", 0.9)],
    ),
    (
        "服务员爱答不理，问个停车场都不耐烦。",
        "双床房",
        2,
        "2024-03-27",
        [("服务员", "爱答不理", "staff_attitude", -0.8), ("停车场", None, "parking", 0.0)],
    ),
    (
        "性价比还可以，就是网络时好时坏。",
        "双床房",
        3,
        "2024-03-28",
        [("性价比", "还可以", "price_level", 0.3), ("网络", "时好时坏", "wifi_network", -0.4)],
    ),
    (
        "地段优越，走路五分钟到步行街，逛累了回来躺着，舒服。",
        "家庭房",
        5,
        "2024-04-01",
        [("地段", "优越", "location", 0.8), (None, "舒服", "overall", 0.5)],
    ),
    (
        "洗手间下水道反味，跟前台说了，答应换房结果没下文。",
        "大床房",
        1,
        "2024-04-03",
        [("洗手间", "反味", "cleanliness", -0.7), ("前台", "没下文", "staff_attitude", -0.6)],
    ),
    (
        "入住办理很快，两分钟拿到房卡。",
        "大床房",
        5,
        "2024-04-04",
        [("入住办理", "很快", "check_in", 0.7)],
    ),
    (
        "床太硬，腰疼了两天，枕头也高。",
        "大床房",
        2,
        "2024-04-06",
        [("床", "太硬", "bed_sleep", -0.7), ("枕头", "高", "bed_sleep", -0.4)],
    ),
    (
        "没有不满意的地方，服务态度好，房间也安静。",
        "家庭房",
        5,
        "2024-04-08",
        [
            (None, "没有不满意", "overall", 0.6),
            ("服务态度", "好", "staff_attitude", 0.6),
            ("房间", "安静", "noise", 0.6),
        ],
    ),
    (
        "早餐冷的，咖啡机坏了三天没人修。",
        "双床房",
        2,
        "2024-04-10",
        [("早餐", "冷", "breakfast", -0.6), ("咖啡机", "坏", "breakfast", -0.6)],
    ),
    (
        "节假日涨价涨得离谱，平时三百多，五一要九百。",
        "大床房",
        2,
        "2024-04-30",
        [(None, "涨价涨得离谱", "price_level", -0.9)],
    ),
    (
        "离高铁站近，赶早班车很方便，房间中规中矩。",
        "大床房",
        4,
        "2024-05-02",
        [("高铁站", "近", "location", 0.6), ("房间", "中规中矩", "room", 0.0)],
    ),
    (
        "隔音还行，走廊有地毯，晚上挺安静。",
        "双床房",
        4,
        "2024-05-03",
        [("隔音", "还行", "noise", 0.3), (None, "挺安静", "noise", 0.6)],
    ),
    (
        "说好的江景房，拉开窗帘是一堵墙，呵呵。",
        "大床房",
        1,
        "2024-05-04",
        [("江景房", "一堵墙", "view", -0.8)],
    ),
    (
        "退房查房等了半小时，差点误了飞机。",
        "双床房",
        2,
        "2024-05-05",
        [("退房", "等了半小时", "check_in", -0.7)],
    ),
    (
        "管家很贴心，知道带老人，特意安排了低楼层。强烈推荐！",
        "家庭房",
        5,
        "2024-05-08",
        [("管家", "很贴心", "staff_attitude", 0.9), (None, "强烈推荐", "overall", 0.9)],
    ),
    (
        "房间小得转不开身，行李箱都打不开。",
        "大床房",
        2,
        "2024-05-10",
        [("房间", "小", "room", -0.6)],
    ),
    (
        "网速快，打游戏不卡，这点好评。",
        "双床房",
        5,
        "2024-05-11",
        [("网速", "快", "wifi_network", 0.6)],
    ),
    (
        "浴室有霉斑，地漏堵，洗个澡水漫金山。",
        "双床房",
        1,
        "2024-05-13",
        [("浴室", "霉斑", "cleanliness", -0.7), ("地漏", "堵", "room", -0.6)],
    ),
    (
        "早餐种类丰富，豆浆油条都有，老人孩子都爱吃。",
        "家庭房",
        5,
        "2024-05-15",
        [("早餐", "丰富", "breakfast", 0.6), (None, "爱吃", "breakfast", 0.6)],
    ),
    (
        "地理位置好，交通方便，周边吃的多。",
        "双床房",
        5,
        "2024-05-18",
        [("地理位置", "好", "location", 0.6), ("交通", "方便", "location", 0.6)],
    ),
    (
        "前台态度恶劣，押金拖了一周才退，不会再来了。",
        "大床房",
        1,
        "2024-05-20",
        [
            ("前台", "态度恶劣", "staff_attitude", -0.9),
            (None, "不会再来", "repurchase_intention", -0.8),
        ],
    ),
    (
        "半夜楼上装修一样咚咚咚，投诉也没用。",
        "大床房",
        1,
        "2024-05-21",
        [(None, "咚咚咚", "noise", -0.6)],
    ),
    (
        "床品舒服，乳胶枕好评，一觉到天亮。",
        "家庭房",
        5,
        "2024-05-23",
        [("床品", "舒服", "bed_sleep", 0.7), ("乳胶枕", "好评", "bed_sleep", 0.6)],
    ),
    (
        "价格实惠，学生党友好，卫生也过得去。",
        "双床房",
        4,
        "2024-05-25",
        [("价格", "实惠", "price_level", 0.6), ("卫生", "过得去", "cleanliness", 0.2)],
    ),
    (
        "隔音差 wifi差 早餐差",
        "大床房",
        1,
        "2024-05-26",
        [
            ("隔音", "差", "noise", -0.6),
            ("wifi", "差", "wifi_network", -0.6),
            ("早餐", "差", "breakfast", -0.6),
        ],
    ),
    (
        "The front desk was rude and the WiFi kept dropping. Not coming back.",
        "大床房",
        1,
        "2024-05-28",
        [
            ("front desk", "rude", "staff_attitude", -0.8),
            ("WiFi", "kept dropping", "wifi_network", -0.7),
            (None, "Not coming back", "repurchase_intention", -0.8),
        ],
    ),
    (
        "虽然房间旧了点，但是服务真的好，晚上到还给煮了碗面，家的感觉。",
        "家庭房",
        5,
        "2024-06-01",
        [("房间", "旧了点", "room", -0.3), ("服务", "真的好", "staff_attitude", 0.8)],
    ),
    (
        "走廊烟味重，小孩一直咳嗽，马路上的声音也大，睡到两点。",
        "家庭房",
        2,
        "2024-06-03",
        [("声音", "大", "noise", -0.6)],
    ),
    (
        "位置好找，旁边就是医院，陪护的家属可以考虑。",
        "双床房",
        4,
        "2024-06-05",
        [("位置", "好找", "location", 0.6)],
    ),
    (
        "卫生间很干净，没有异味，热水也足。",
        "双床房",
        5,
        "2024-06-06",
        [("卫生间", "很干净", "cleanliness", 0.7)],
    ),
    ("此用户没有填写评价。", "双床房", 5, "2024-06-07", []),
    ("不错，下次还住这家。", "双床房", 5, "2024-06-08", []),
    ("一般般吧", "大床房", None, "2024-06-09", [(None, "一般般", "overall", -0.1)]),
]


TOPICS = [
    ("隔音 · 噪音 · 夜里", ["隔音", "噪音", "隔壁", "喇叭", "安静", "夜里"]),
    ("前台 · 态度", ["前台", "态度", "服务", "管家"]),
    ("早餐 · 种类", ["早餐", "馄饨", "豆浆"]),
    ("老人 · 孩子", ["老人", "孩子", "小孩"]),
]
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
