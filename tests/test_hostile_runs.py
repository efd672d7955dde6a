"""Codebooks, settings, models and saved runs that mean harm: refused before they are loaded."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hostile_input import packed, refusal

from voc import analyze, load
from voc.errors import VocError
from voc.lexicon import load_codebook
from voc.opinion.bags import WordIndex
from voc.opinion.model_file import load_model
from voc.read import read
from voc.toml_file import read_toml
from voc.topic.model_file import load_topic_model

# --- settings


@pytest.mark.parametrize(
    "bomb", ["a = " + "[" * 50_000 + "]" * 50_000, "a = " + "9" * 5000, "[a", "a = '\x01'"]
)
def test_a_toml_bomb_is_refused(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(bomb, encoding="utf-8")
    assert refusal(lambda: read_toml(path, "settings.settings-file")).where


# --- models and saved runs


def npz(path: Path, **arrays: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in arrays.items():
            archive.writestr(f"{name}.npy", content)
    return path


def array(shape: tuple[int, ...], content: bytes = b"", kind: str = "<f4") -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        stream, {"shape": shape, "fortran_order": False, "descr": kind}
    )
    return stream.getvalue() + content


ARRAYS = ("record", "log_words", "log_sizes", "held", "spoken")


@pytest.mark.parametrize(
    ("arrays", "code"),
    [
        ({name: array((1 << 40,)) for name in ARRAYS}, "topics.no-model"),
        ({**dict.fromkeys(ARRAYS, array((1,), b"abcd")), "more": b""}, "topics.no-model"),
        (dict.fromkeys(ARRAYS, array((1,), b"\x80\x04", "|O")), "topics.no-model"),
        (dict.fromkeys(ARRAYS, b"PK"), "topics.no-model"),
        (dict.fromkeys(ARRAYS, bytes(52 << 20)), "limit.unpacked"),
    ],
)
def test_a_topic_model_that_asks_for_memory_or_runs_code_is_refused(
    tmp_path: Path, arrays: dict[str, bytes], code: str
) -> None:
    path = npz(tmp_path / "topics.npz", **arrays)
    assert path.stat().st_size < 1 << 20
    assert refusal(lambda: load_topic_model(path)).code == code


def test_a_sentiment_model_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, index = tmp_path / "model.json", WordIndex(frozenset())
    for bad in ("[" * 100_000, '{"voc_sentiment_model": 1, "features": ' + "9" * 5_000 + "}"):
        path.write_text(bad, encoding="utf-8")
        assert refusal(lambda: load_model(path, index)).code == "sentiment.no-model"
    monkeypatch.setattr("voc.opinion.model_file.MOST_RECORD", 1_000)
    assert refusal(lambda: load_model(path, index)).code == "limit.file"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    table = pd.DataFrame({"评论": ["房间很干净，早餐也好", "太吵了没睡好"] * 4})
    run = analyze(table, codebook="hotel", topics=False, progress=False)
    return run.save(tmp_path / "run")


def test_tables_of_a_run_that_unpack_without_end_are_refused(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(load(saved).comments) == 8
    (saved / "checksums.txt").unlink()
    many = pa.array([0] * 300_000, pa.int32())
    bomb = pa.table({"text": pa.DictionaryArray.from_arrays(many, ["好" * 100_000])})
    (saved / "comments.parquet").write_bytes(packed(bomb))
    assert refusal(lambda: load(saved)).code == "limit.unpacked"


@pytest.mark.parametrize(
    "pandas", [None, "[" * 100_000, '{"columns": 7}', '{"columns": [], "index_columns": [[]]}']
)
def test_tables_of_a_run_with_absurd_metadata_are_refused(saved: Path, pandas: str | None) -> None:
    (saved / "checksums.txt").unlink()
    table = pq.read_table(saved / "comments.parquet")
    metadata = {} if pandas is None else {"pandas": pandas}
    content = packed(table.replace_schema_metadata(metadata))
    (saved / "comments.parquet").write_bytes(content)
    try:
        assert len(load(saved).comments) == 8
    except VocError as error:
        assert error.code == "report.run-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_nothing_waits_for_a_named_pipe(tmp_path: Path, saved: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert refusal(lambda: read(pipe)).code == "limit.device"
    assert refusal(lambda: read_toml(pipe, "settings.settings-file")).code == "limit.device"
    assert refusal(lambda: load_codebook(pipe)).code == "codebook.no-file"
    assert refusal(lambda: load_model(pipe, WordIndex(frozenset()))).code == "limit.device"
    assert refusal(lambda: load_topic_model(pipe)).code == "limit.device"
    assert refusal(lambda: load(pipe)).code == "report.no-run"
    (saved / "manifest.json").unlink()
    os.mkfifo(saved / "manifest.json")
    assert refusal(lambda: load(saved)).code == "report.no-run"


# --- what a codebook inherits


@pytest.mark.parametrize(
    "inherits", ["../../../../etc/passwd", "/dev/zero", "a\\u0000b", "x" * 300]
)
def test_a_codebook_inherits_from_codebooks_alone(tmp_path: Path, inherits: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'name = "mine"\ninherits = "{inherits}"\n', encoding="utf-8")
    error = refusal(lambda: load_codebook(path))
    assert error.code == "codebook.no-such-parent" and (error.where or "").startswith("mine.toml:2")
