"""Small valid cases of every kind, made here: what is mutated afterwards.

Comments carry a mark (`单号0007`) of their own, so that a row that got lost is missed.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from .mutation import Case

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

DEMO = Path(__file__).parents[2] / "corpora" / "demo"
SAID = (
    "房间很干净，早餐也好👍",
    "太吵了，没睡好；前台“很忙”",
    "WiFi slow but the staff were really nice to us",
    "性价比一般,下次再说",
    "停车难，绕了三圈才找到位子",
    "前台小姐姐热情，入住快，点赞！",
    "隔音太差，隔壁咳嗽都听得见😡",
    "早餐品种多，豆浆油条都有",
    "空调不制冷，报修了没人来",
    "位置绝了，出门就是地铁",
    "热水忽冷忽热，洗澡像抽奖",
    "服务员态度敷衍，问啥都说不知道",
)


def reviews(rows: int = 24) -> pd.DataFrame:
    """Reviews of a hotel, each with its mark."""
    numbers = range(rows)
    return pd.DataFrame(
        {
            "编号": [f"{number + 12:04d}" for number in numbers],
            "评论": [f"{SAID[n % len(SAID)]}，单号{n:04d}" for n in numbers],
            "评分": [(n * 7) % 5 + 1 if n % 9 else None for n in numbers],
            "时间": [f"2025-{n % 6 + 1:02d}-{n % 28 + 1:02d} 10:0{n % 10}" for n in numbers],
            "城市": [("杭州", "北京", "上海")[n % 3] for n in numbers],
        }
    )


def exports() -> dict[str, Case]:
    """One file each: every format, every survey platform."""
    from legacy_workbook import legacy_workbook
    from wenjuanxing_sample import survey

    table = reviews()
    text = table.to_csv(index=False)
    filled = table.astype("str").fillna("")
    grid = [table.columns.tolist(), *filled.to_numpy().tolist()]
    lines = table.to_json(orient="records", lines=True, force_ascii=False)
    files: dict[str, bytes] = {
        "a.csv": text.encode(),
        "gbk.csv": text.replace("👍", "").replace("😡", "").encode("gb18030"),
        "utf16.csv": text.encode("utf-16"),
        "a.tsv": table.to_csv(index=False, sep="\t").encode(),
        "quoted.csv": table.to_csv(index=False, quoting=csv.QUOTE_ALL).encode("utf-8-sig"),
        "a.jsonl": lines.encode(),
        "a.json": table.to_json(orient="records", force_ascii=False).encode(),
        "threads.csv": _csv(_messages()),
        "cells.csv": _csv(_conversations()),
        "titles.csv": _csv(_shop()),
        "qualtrics.csv": _csv(_qualtrics()),
        "surveymonkey.csv": _csv(_surveymonkey()),
        "tencent.csv": _csv(_tencent()),
        "wenjuanxing.csv": _csv(survey(range(14))),
        "wenjuanxing_code.csv": _csv(survey(range(14), by="code")),
        "a.xls": legacy_workbook([row[:3] for row in grid[:6]]),
        "a.xlsx": _written(table, "a.xlsx"),
        "qualtrics.xlsx": _workbook(_qualtrics()),
        "wenjuanxing.xlsx": _workbook(survey(range(14))),
        "a.parquet": _written(table, "a.parquet"),
        "a.sav": _written(table, "a.sav"),
        "a.dta": _written(table, "a.dta"),
    }
    return {name: {name: data} for name, data in files.items()}


def pairs() -> dict[str, Case]:
    """A 问卷星 survey by text and by code; comments and the metrics of the same people."""
    from wenjuanxing_sample import survey

    by_text, by_code = survey(range(14)), survey(range(14), by="code")
    table = reviews()
    return {
        "csv": {"text.csv": _csv(by_text), "code.csv": _csv(by_code)},
        "xlsx": {"text.xlsx": _workbook(by_text), "code.xlsx": _workbook(by_code)},
        "metrics": {
            "comments.csv": table[["编号", "评论"]].to_csv(index=False).encode(),
            "metrics.csv": table[["编号", "评分", "城市"]].to_csv(index=False).encode(),
        },
    }


def folders() -> dict[str, Case]:
    """Monthly files with the same columns; a lock and a note beside them."""
    table = reviews()
    months = [table.iloc[:8], table.iloc[8:16], table.iloc[16:]]
    plain = [month.drop(columns="时间") for month in months]
    return {
        "csv": {f"2026-0{n}.csv": m.to_csv(index=False).encode() for n, m in enumerate(plain, 1)}
        | {"~$2026-01.csv": b"lock", "readme.md": b"# notes"},
        "mixed": {
            "jan2026.csv": months[0].to_csv(index=False).encode("gb18030", "ignore"),
            "feb2026.tsv": months[1].to_csv(index=False, sep="\t").encode(),
            "mar2026.xlsx": _written(months[2], "a.xlsx"),
        },
    }


def nested() -> dict[str, Case]:
    """JSON pages of shops and of a hotline, with the path to the records beside."""
    shop = [
        {
            "id": 9000 + n,
            "score": 5 - n % 5,
            "content": f"{SAID[n]}，单号{n:04d}",
            "user": {"nickname": f"买***{n}", "level": ["金牌", "银牌"][n % 2]},
            "tags": ["物流快", "有瑕疵"][: n % 3],
            "reply": {"content": "亲，非常抱歉", "time": "2026-04-01"},
            "追评": [{"content": "用了一周，还行"}] if n % 4 == 0 else [],
        }
        for n in range(12)
    ]
    calls = [
        {
            "id": n,
            "messages": [
                {"role": "customer", "text": f"{SAID[n]}，单号{n:04d}"},
                {"role": "agent", "text": "您好，请问哪里"},
            ],
        }
        for n in range(12)
    ]
    page = {"code": 0, "data": {"comments": shop, "total": 12}}
    shops = {"shops": [{"shop": f"{n}店", "reviews": shop[n::3]} for n in range(3)]}
    pages = [{"page": n, "data": {"comments": shop[n::3]}} for n in range(3)]
    return {
        "page": {"page.json": _json(page), "records": b"data.comments"},
        "found": {"page.json": _json(page), "records": b""},
        "shops": {"page.json": _json(shops), "records": b"shops[*].reviews"},
        "place": {"page.json": _json(shops), "records": b"$.shops[1].reviews"},
        "calls": {"page.json": _json(calls), "records": b""},
        "pages": {
            "page.jsonl": b"\n".join(map(_json, pages)),
            "records": b"data.comments",
        },
    }


def databases() -> dict[str, Case]:
    """Files of SQLite and DuckDB, and a query."""
    query = 'select "评论", 评分, 时间 from reviews where 评分 > 0 or 评分 is null'.encode()
    with_words = b"with a as (select * from reviews) select * from a order by 1"
    return {
        "sqlite": {"shop.db": _database("shop.db"), "query": query},
        "with": {"shop.db": _database("shop.db"), "query": with_words},
        "no query": {"shop.db": _database("shop.db"), "query": b""},
        "duckdb": {"shop.duckdb": _database("shop.duckdb"), "query": query},
    }


def settings() -> dict[str, Case]:
    """config.toml whole, a recipe, and what `voc inspect -o` writes."""
    from voc.read import look, settings_text
    from voc.resources import resource

    written = settings_text(look(reviews()))
    return {
        "whole": {"settings.toml": resource("config.toml").read_bytes()},
        "recipe": {"settings.toml": resource("pipelines", "survey.toml").read_bytes()},
        "inspected": {"settings.toml": written.encode()},
    }


def questionnaires() -> dict[str, Case]:
    """What a survey asked: the one of the demo bank."""
    return {"bank": {"survey.toml": (DEMO / "bank_survey.toml").read_bytes()}}


def codebooks() -> dict[str, Case]:
    """A codebook of one's own with every key, one that comes with voc, one as a workbook."""
    from voc.lexicon import load_codebook
    from voc.lexicon.excel import write_workbook
    from voc.resources import resource

    own = """
name = "民宿"
label = { zh = "民宿", en = "Guesthouse" }
inherits = "hotel"
drop = ["noise"]
[drivers.quiet]
label = "安静"
dimension = "tangibles"
definition = "夜里睡得着"
terms = ["隔音", "噪音"]
implied_by = ["吵", ["清静", 0.7]]
suggested_by = ["安生"]
pairs = [["声音", "大", -0.6]]
patterns = ["睡不着.{0,4}觉", ["离.{0,4}不远", 0.5]]
exclude = ["吵架"]
mention = 0.1
spreads_to = ["environment"]
""".strip()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.toml"
        path.write_text(own, encoding="utf-8")
        book = write_workbook(load_codebook(path), Path(folder) / "book.xlsx").read_bytes()
    return {
        "own": {"book.toml": own.encode()},
        "general": {"book.toml": resource("lexicons", "codebooks", "general.toml").read_bytes()},
        "workbook": {"book.xlsx": book},
    }


def models() -> dict[str, Case]:
    """What a run has learned: sentiment, topics, edits of the topics, codebook."""
    run = runs()["run"]
    names = ("model.json", "topics.npz", "topics.toml", "codebook.toml")
    edits = run["topics.toml"].decode().replace("[1]\n", "[1]\nmerge_into = 0\n")
    edits = edits.replace("[2]\n", "[2]\nsplit = 2\npin = true\n")
    plain = {name: run[name] for name in names}
    return {"plain": plain, "edited": {**plain, "topics.toml": edits.encode()}}


@cache
def runs() -> dict[str, Case]:
    """A run with topics as `voc analyze` saves it, and the coding sheet drawn from it."""
    import voc
    from voc.checking import sample_to_sheet

    options: dict[str, Any] = {"codebook": "hotel", "seed": 1, "progress": False}
    quick = {"run": {"processes": 1}, "statistics": {"bootstrap": 100}, "topics": {"count": 5}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "run"
        table = pd.read_csv(DEMO / "hotel_reviews.csv", encoding="utf-8-sig").head(300)
        voc.analyze(table, config=quick, segments=["门店"], **options).save(folder)
        drawn = Path(name) / "coded.xlsx"
        sample_to_sheet(folder, drawn, n=12, say=lambda _: None)
        _fill_in(drawn)
        run = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        return {"run": run, "coded": {**run, "coded.xlsx": drawn.read_bytes()}}


SEEDS: dict[str, Callable[[], dict[str, Case]]] = {
    "export": exports,
    "pair": pairs,
    "folder": folders,
    "nested JSON": nested,
    "database": databases,
    "settings": settings,
    "questionnaire": questionnaires,
    "codebook": codebooks,
    "saved run": runs,
    "model": models,
}


def _fill_in(sheet: Path) -> None:
    """The answers of a coder, in a sheet of `voc sample`."""
    from coded_sheet import fill_in, grids

    first = next(iter(grids(sheet).values()))
    labels = ("正", "中", "负")
    answers = {str(row[0]): {"label": labels[n % 3]} for n, row in enumerate(first[2:])}
    fill_in(sheet, sheet, answers)


def _csv(grid: Sequence[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(grid)
    return written.getvalue().encode("utf-8-sig")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _workbook(grid: Sequence[Sequence[Any]]) -> bytes:
    from wenjuanxing_sample import write_xlsx

    with tempfile.TemporaryDirectory() as folder:
        return write_xlsx(Path(folder) / "a.xlsx", grid).read_bytes()


def _written(table: pd.DataFrame, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if path.suffix == ".xlsx":
            table.to_excel(path, index=False, engine="xlsxwriter")
        elif path.suffix == ".parquet":
            table.to_parquet(path)
        else:
            import pyreadstat

            plain = table.set_axis(["id", "comment", "score", "time", "city"], axis=1)
            write = pyreadstat.write_sav if path.suffix == ".sav" else pyreadstat.write_dta
            write(plain, str(path), column_labels=list(table.columns))
        return path.read_bytes()


def _database(name: str) -> bytes:
    rows = reviews().astype(object).where(reviews().notna(), None).itertuples(index=False)
    create = "create table reviews (编号 text, 评论 text, 评分 double, 时间 text, 城市 text)"
    insert = "insert into reviews values (?, ?, ?, ?, ?)"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if path.suffix == ".db":
            with contextlib.closing(sqlite3.connect(path)) as connection, connection:
                connection.execute(create)
                connection.executemany(insert, rows)
        else:
            import duckdb

            with duckdb.connect(str(path)) as connection:
                connection.execute(create)
                connection.executemany(insert, [list(row) for row in rows])
        return path.read_bytes()


def _messages() -> list[list[object]]:
    grid: list[list[object]] = [["会话ID", "发送时间", "角色", "消息内容", "满意度"]]
    for n, said in enumerate(SAID):
        talk = [("客户", f"{said}，单号{n:04d}"), ("客服", "您好，请稍等"), ("客户", "好的")]
        grid += [
            [f"T{n}", f"2026-02-{n + 1:02d} 09:00:{at:02d}", who, words, "" if at else n % 5 + 1]
            for at, (who, words) in enumerate(talk)
        ]
    return grid


def _conversations() -> list[list[object]]:
    said = [
        f"客户：{words}，单号{n:04d} 客服小王：您好，请问哪里？ 客户：城南这边，三天了还没修好！"
        for n, words in enumerate(SAID)
    ]
    return [["工单号", "通话内容"], *([n, cell] for n, cell in enumerate(said))]


def _shop() -> list[list[object]]:
    header = ["标题", "内容", "追评", "优点", "缺点", "商家回复", "评分"]
    rows = [
        [f"住了{n}晚", f"{said}，单号{n:04d}", "", "位置", "无", "感谢您的光临", n % 5 + 1]
        for n, said in enumerate(SAID)
    ]
    return [list(header), *rows]


def _qualtrics() -> list[list[object]]:
    asked = [
        ("StartDate", "Start Date", "startDate"),
        ("Status", "Response Type", "status"),
        ("IPAddress", "IP Address", "ipAddress"),
        ("ResponseId", "Response ID", "_recordId"),
        ("Q1_NPS_GROUP", "推荐 - 组", "QID1_NPS_GROUP"),
        ("Q1", "您有多大可能推荐我们？", "QID1"),
        ("QID2_TEXT", "为什么？", "QID2_TEXT"),
        ("Q3_1", "用过哪些 - 早餐", "QID3_1"),
        ("Q4_1", "请评价 - 房间", "QID4_1"),
    ]
    header: list[list[object]] = [list(row) for row in zip(*asked, strict=True)]
    header[2] = [json.dumps({"ImportId": one, "timeZone": "Asia/Shanghai"}) for one in header[2]]
    rows = [
        [
            *("2025-03-01 10:00:00", "Survey Preview" if n == 3 else "IP Address", "10.0.0.1"),
            *(f"R_{n:04d}", "推荐者", n % 11, f"{said}，单号{n:04d}"),
            *("早餐" if n % 2 else "", n % 5),
        ]
        for n, said in enumerate(SAID)
    ]
    return [*header, *rows]


def _surveymonkey() -> list[list[object]]:
    first = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
    top = [*first, "How did we do?", "", "Which did you use?", "", "Anything else?"]
    second = [*[""] * 5, "Speed", "Price", "Breakfast", "Other (please specify)"]
    second.append("Open-Ended Response")
    rows = [
        [
            *(117123 + n, 400, "03/10/2025 10:11:12 AM", "03/10/2025 10:15:40 AM", f"10.0.0.{n}"),
            *(n % 5 + 1, 3, "Breakfast" if n % 2 else "", "gym" if n == 4 else ""),
            f"{said}，单号{n:04d}",
        ]
        for n, said in enumerate(SAID)
    ]
    return [list(top), list(second), *rows]


def _tencent() -> list[list[object]]:
    header = ["编号", "开始答题时间", "结束答题时间", "答题时长", "用户类型", "IP", "1.您的性别？"]
    header += ["2.您点过哪些？（可多选）:面", "2.您点过哪些？（可多选）:饭", "3.还有什么建议？"]
    rows = [
        [
            *(n + 1, "2024-03-01 09:58:00", "2024-03-01 10:00:07", 127, "微信", f"101.80.2.{n}"),
            *(("A.男", "B.女")[n % 2], "面" if n % 2 else "", "饭" if n % 3 else ""),
            f"{said}，单号{n:04d}",
        ]
        for n, said in enumerate(SAID)
    ]
    return [list(header), *rows]
