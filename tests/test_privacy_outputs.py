"""Whatever a run writes or shows: nobody is in it whom a comment, an id or a file name names."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import voc
from voc.checking import sample_to_sheet
from voc.errors import VocError
from voc.suggestions import suggest_to_workbook

# Each is masked where it stands: said by the customer, beside a telephone, in a personal column.
SECRETS = {
    "陈建国": "我叫陈建国，房间隔壁太吵，",
    "王小丽": "前台的联系人：王小丽，电话13912345678，态度很差，一直没人接，",
    "13912345678": "早餐不错，位置也好，打13912345678找我，",
    "刘思思": "收件人刘思思 13712345670，发票寄得太慢，服务态度不好，",
    "13712345670": "停车很方便，有问题致电137 1234 5670，",
    "110101199003071938": "身份证110101199003071938登记了三次，办理入住太慢，",
    "zhangsan88@163.com": "发票发到zhangsan88@163.com，客服很热情，",
    "京A8F326": "车牌京A8F326停在门口，停车场太小，",
}
MORE = ("下次还会来", "希望改进卫生间", "性价比很高", "隔音要加强", "离地铁站很近")
REMARKED, NAMED, KEY = "13812345679", "周慧敏", "13612345671"


def export(folder: Path) -> Path:
    """An export with personal data in every place where one was seen."""
    said = list(SECRETS.values())
    rows = [
        f"{KEY if n % 9 == 0 else 10_000 + n},{said[n % 8]}{MORE[n % 5]}，第{n}次来,"
        f"{(1, 2, 5, 2, 4, 1, 5, 2)[n % 8]},{('北京店', '上海店')[n % 2]},2026-0{n % 6 + 1}-11,"
        f"{NAMED},请回电{REMARKED}"
        for n in range(120)
    ]
    rows.insert(50, f"77,{said[2]}没写完,3,北京店,2026-01-01,{NAMED},{REMARKED},多,了")
    path = folder / f"回访_{NAMED}{KEY}.csv"
    path.write_text(
        "\n".join(["客户号,评论,评分,门店,时间,姓名,备注", *rows]) + "\n", encoding="utf-8"
    )
    return path


def run_of(path: Path, pii: str) -> voc.Analysis:
    return voc.analyze(
        path,
        text="评论",
        id="客户号",
        score="评分",
        time="时间",
        segments=["门店"],
        codebook="hotel",
        pii=pii,
        config={"statistics": {"bootstrap": 100}, "run": {"processes": 1}},
        progress=False,
    )


def shown(run: voc.Analysis) -> Iterator[tuple[str, str]]:
    """What a notebook shows."""
    assert run.topics is not None and len(run.topics) > 1
    for topic in run.topics["topic"]:
        card = run.topic(topic)
        yield "topic card", card._repr_html_() + str(card)
    for draw in ("topics", "topic_words", "topics_over_time", "topic_hierarchy", "topic_sentiment"):
        try:
            yield (
                f"figure {draw}",
                json.dumps(json.loads(getattr(run.figures, draw)().to_json()), ensure_ascii=False),
            )
        except VocError as error:
            assert error.code.startswith("report.")
    yield "found", run.find("停车")._repr_html_() or ""
    yield "explanation", "".join(str(run.explain(key)) for key in run.comments["comment_id"][:16])
    yield "terms", run.suggest_terms(minimum=3).to_csv()
    yield "drivers", run.suggest_drivers()
    yield "run", run._repr_html_() + run.summary()


def written(run: voc.Analysis, folder: Path) -> Iterator[tuple[str, str]]:
    """What stands in the files."""
    out = run.save(folder / "run")
    run.to_html(out / "report.html")
    run.to_excel(out / "report.xlsx")
    sample_to_sheet(out, out / "to-code.xlsx", n=200, say=lambda _: None)
    suggest_to_workbook(out, out / "terms.xlsx", minimum=3)
    for path in sorted(out.rglob("*")):
        if path.suffix == ".parquet":
            table = pd.read_parquet(path)
            yield from ((f"{path.name}, {name}", str(table[name].tolist())) for name in table)
        elif path.suffix in (".xlsx", ".npz"):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}, {name}", archive.read(name).decode("utf-8", "ignore")
        elif path.is_file():
            yield path.name, path.read_text(encoding="utf-8", errors="ignore")


def exposed(run: voc.Analysis, folder: Path) -> dict[str, set[str]]:
    """Where each secret stands."""
    found: dict[str, set[str]] = {}
    for where, text in [*shown(run), *written(run, folder)]:
        for secret in (*SECRETS, REMARKED, NAMED, KEY):
            if secret in text:
                found.setdefault(secret, set()).add(where)
    return found


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> voc.Analysis:
    return run_of(export(tmp_path_factory.mktemp("export")), "mask")


def test_no_output_names_anybody(masked: voc.Analysis, tmp_path: Path) -> None:
    assert exposed(masked, tmp_path) == {}


def test_what_is_kept_is_seen_by_the_same_search(tmp_path: Path) -> None:
    found = exposed(run_of(export(tmp_path), "keep"), tmp_path)
    assert set(found) == {*SECRETS, REMARKED, NAMED, KEY}
    everywhere = set().union(*found.values())
    assert {"manifest.json", "report.html", "rejected.csv", "topic card", "found"} <= everywhere
    assert {"opinions.parquet, text", "comments.parquet, 备注"} <= everywhere


def test_an_opinion_is_a_piece_of_the_masked_comment(masked: voc.Analysis) -> None:
    texts = masked.comments.set_index("comment_id")["text"]
    for row in masked.opinions.to_dict("records"):
        text = texts[row["comment_id"]]
        assert text[row["start"] : row["end"]] == row["text"]
        for said in (row["aspect"], row["term"]):
            parts = said.split("；") if isinstance(said, str) else ()
            assert all(part in text for part in parts)
