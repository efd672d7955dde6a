"""Engines: the same tables from this machine, Dask and Spark; a killed worker loses nothing."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import voc
from voc.cli import app
from voc.engines import check, judged_parts
from voc.engines.partition import Comments, JudgingFailedError, OtherVersionsError, Sealed
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.opinion.part import packed, part_of
from voc.text.mask.masker import Masker

TEXTS = [
    "房间超级干净👍，就是隔音差了点，半夜隔壁打电话都听得到",
    "前台小姐姐很热情，check-in 两分钟搞定",
    "早餐品种太少，咖啡也是凉的，不值这个價錢",
    "位置没得说，出门就是地铁；停车不方便",
    "ok",
    "the room was spotless but breakfast was cold",
    "空调坏了打前台电话 13912345678 让人来修，等了一个钟头冇人理",
    "说不上好也说不上不好",
]
SECRET = "a key that nobody may see"
SETTINGS = {"codebook": load_codebook("hotel")}


def chunks(number: int) -> list[list[str]]:
    return [[f"{text}，第{n}次住" for text in TEXTS] for n in range(number)]


def expected(number: int) -> list[Any]:
    engine = engine_for(**SETTINGS)
    return [packed(engine.run(chunk)) for chunk in chunks(number)]


def assert_same_tables_by(engine: str) -> None:
    many = pd.DataFrame(
        {
            "text": [*TEXTS[:-1], "在陈小春吃的羊肉不错，店员苏晓棠也好"] * 50,
            "score": [5, 4, 2, 4, 3, 4, 1, 3] * 50,
            "品牌": ["江月", "陈小春"] * 200,
        }
    )
    told: dict[str, Any] = {"text": "text", "codebook": "hotel", "topics": False}
    there = voc.analyze(many, engine=engine, config={"run": {"chunk": 37}}, **told)
    here = voc.analyze(many, **told)
    for name in ("comments", "opinions", "drivers", "metrics"):
        pd.testing.assert_frame_equal(getattr(there, name), getattr(here, name))
    assert there.comments["text"].iloc[7] == "在陈小春吃的羊肉不错，店员[姓名]也好"


# --- what goes to a worker -----------------------------------------------------------------------


def test_a_worker_judges_as_this_process_does() -> None:
    sealed = pickle.loads(pickle.dumps(Sealed(SETTINGS)))
    (whole,) = expected(1)
    part = part_of(sealed.judged(Comments(chunks(1)[0])))
    assert part == whole
    assert part.schema.metadata == whole.schema.metadata


def test_the_key_goes_along_and_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_PII_KEY", SECRET)
    here = packed(engine_for(**SETTINGS, mask=Masker("hash")).run(TEXTS))
    sealed = Sealed({**SETTINGS, "mask": Masker("hash")})
    monkeypatch.setenv("VOC_PII_KEY", "the key of the worker's machine")
    assert part_of(sealed.judged(Comments(TEXTS)))["text"] == here["text"]
    assert any("[手机号#" in text for text in here["text"].to_pylist())
    assert SECRET not in repr(sealed) + repr(Masker("hash", key=SECRET.encode()))


def test_comments_on_their_way_tell_nothing() -> None:
    assert repr(Comments(TEXTS)) == f"<{len(TEXTS)} comments>"


def test_a_worker_with_other_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = Sealed({**SETTINGS, "simplify": False})
    monkeypatch.setattr("voc.opinion.versions.lexicon_version", lambda: "of last year")
    with pytest.raises(OtherVersionsError, match="lexicons of last year ≠"):
        sealed.judged(Comments(TEXTS))


def test_what_fails_on_a_worker_does_not_quote_a_comment() -> None:
    broken: Any = [*TEXTS, None]
    with pytest.raises(JudgingFailedError) as caught:
        Sealed(SETTINGS).judged(Comments(broken))
    assert caught.value.__context__ is None
    assert not any(text[:4] in str(caught.value) for text in TEXTS)


# --- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ray", "dask=", "local=2", "spark local"])
def test_an_unknown_engine_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(VocError, match="local, dask, dask=ADDRESS, spark or spark=MASTER"):
        voc.analyze(pd.DataFrame({"text": TEXTS}), text="text", engine=name)


@pytest.mark.parametrize(("name", "extra"), [("dask", r"voc\[dask\]"), ("spark", r"voc\[spark\]")])
def test_a_missing_package_is_told_before_anything_is_read(
    name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = {"dask": "dask_cluster", "spark": "spark_session"}[name]
    monkeypatch.setattr(f"voc.engines.{module}.find_spec", lambda _: None)
    found = CliRunner().invoke(app, ["analyze", "no such file.csv", "--engine", name])
    assert isinstance(found.exception, VocError)
    assert found.exception.code == "engine.package-missing"
    with pytest.raises(VocError, match=extra):
        check(name)


def test_missing_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voc.engines.spark_session.find_spec", lambda _: True)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(VocError, match="Install Java 17"):
        check("spark=local[2]")


# --- Dask ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A client of a cluster with two worker processes."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_dask_gives_the_same_tables_as_this_machine(dask: Any) -> None:
    assert_same_tables_by("dask")


def test_dask_adds_comments_to_a_run_as_this_machine_does(dask: Any) -> None:
    told: dict[str, Any] = {"text": "text", "codebook": "hotel", "topics": False}
    old = voc.analyze(pd.DataFrame({"text": TEXTS}), **told)
    many = pd.DataFrame({"text": TEXTS * 20})
    there = voc.analyze(many, append=old, engine="dask", config={"run": {"chunk": 37}})
    here = voc.analyze(many, append=old)
    for name in ("comments", "opinions", "drivers"):
        pd.testing.assert_frame_equal(getattr(there, name), getattr(here, name))


def test_a_killed_dask_worker_costs_no_comment(dask: Any) -> None:
    whole = chunks(30)
    killed: list[int] = []

    def handed_out() -> Iterator[list[str]]:
        for number, chunk in enumerate(whole):
            if number == 9:
                killed.append(next(iter(dask.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)
            yield chunk

    address = dask.scheduler_info()["address"]
    parts = list(judged_parts(engine_for(**SETTINGS), SETTINGS, handed_out(), 0, f"dask={address}"))
    assert parts == expected(30)
    dask.wait_for_workers(2)
    assert killed[0] not in dask.run(os.getpid).values()


def test_dask_logs_hold_neither_comments_nor_the_key(
    dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOC_PII_KEY", SECRET)
    settings = {**SETTINGS, "mask": Masker("hash")}
    broken: Any = [*chunks(3), [*TEXTS, None]]
    with pytest.raises(VocError, match="failed over a chunk") as caught:
        list(judged_parts(engine_for(**settings), settings, broken, 0, "dask"))
    logs = repr((dask.get_worker_logs(), dask.get_scheduler_logs(), str(caught.value)))
    assert "JudgingFailedError" in logs
    assert not any(text[:6] in logs for text in [SECRET, *TEXTS] if len(text) > 2)


def test_workers_without_voc_are_refused(dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from voc.engines import dask_cluster

    dask_cluster._refuse_workers_without_voc(dask, "dask")
    monkeypatch.setattr(dask_cluster, "find_spec", os.getenv)  # finds nothing of this name either
    with pytest.raises(VocError, match="voc must be importable on every worker"):
        dask_cluster._refuse_workers_without_voc(dask, "dask")


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("voc.engines.dask_cluster._REACHED", 0.5)
    with pytest.raises(VocError, match="Dask cannot be reached"):
        list(judged_parts(engine_for(**SETTINGS), SETTINGS, chunks(2), 0, "dask=tcp://127.0.0.1:9"))


# --- Spark (make cluster) ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """An active session with two workers."""
    pytest.importorskip("pyspark")
    from voc.engines import spark_session

    with spark_session._session("local[2]") as session:
        yield session


@pytest.mark.cluster
def test_spark_gives_the_same_tables_as_this_machine(spark: Any) -> None:
    assert_same_tables_by("spark")
    assert spark.sparkContext.parallelize([1]).count() == 1  # the user's session goes on


@pytest.mark.cluster
def test_a_killed_spark_worker_costs_no_comment(spark: Any) -> None:
    import psutil

    killed: list[int] = []

    def handed_out() -> Iterator[list[str]]:
        for number, chunk in enumerate(chunks(60)):
            if number == 20:  # the first waves are under way
                killed.extend(_python_workers(psutil.Process()))
                for worker in killed:
                    os.kill(worker, signal.SIGKILL)
            yield chunk

    parts = list(judged_parts(engine_for(**SETTINGS), SETTINGS, handed_out(), 0, "spark"))
    assert killed
    assert parts == expected(60)


FAILING = """
import sys
sys.path.insert(0, {tests!r})
from test_engines import SETTINGS, TEXTS, chunks
from voc.engines import judged_parts
from voc.opinion import engine_for
from voc.text.mask.masker import Masker
settings = {{**SETTINGS, "mask": Masker("hash")}}
list(judged_parts(engine_for(**settings), settings, [*chunks(3), [*TEXTS, None]], 2, "spark"))
"""


@pytest.mark.cluster
def test_what_spark_says_of_a_failure_holds_neither_comments_nor_the_key() -> None:
    """In a process of its own: what Java writes goes past pytest."""
    pytest.importorskip("pyspark")
    program = FAILING.format(tests=str(Path(__file__).parent))
    command = [sys.executable, "-c", program]
    here = {**os.environ, "VOC_PII_KEY": SECRET}
    done = subprocess.run(command, env=here, capture_output=True, encoding="utf-8")
    told = done.stdout + done.stderr
    assert "engine.failed" in told
    assert "voc.engines.partition.JudgingFailedError" in told
    assert not any(text[:6] in told for text in [SECRET, *TEXTS] if len(text) > 2)


def _python_workers(process: Any) -> list[int]:
    """Those that Spark's daemon has forked, below the Java of this process."""
    found = [one for one in process.children(recursive=True) if "pyspark.daemon" in _command(one)]
    return [one.pid for one in found if one.parent() in found]


def _command(process: Any) -> str:
    import psutil

    try:
        return " ".join(process.cmdline())
    except psutil.Error:  # it has ended, and its parent has not looked yet
        return ""
