"""Damaged and hostile files for every reader: each is read, or refused with a VocError.

    python benchmarks/fuzz.py [--seconds 600] [--seeds FOLDER] [--findings FOLDER] [--guided]

Valid files are mutated (also inside the zip of a workbook) and read by a process that may die.
With `--guided` the mutations follow what they reach in the code (needs `atheris`, the dependency
group "fuzz"). What is found lies in the folder of findings: the file and what happened.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
SECONDS_OF_A_FILE = 60
BYTES_OF_MEMORY = 6 << 30
BATCH = 100  # files a process reads before another one takes over
TOKENS = (
    *(b'"', b'""', b",", b"\t", b"\n", b"\r", b"\0", b"{", b"[", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80" * 4, b"\xed\xa0\xbd", b"PK\x03\x04", b"=1+1"),
    *("┋".encode(), "〖".encode(), "→".encode(), b"ImportId", b'{"ImportId":"x"}', b"1e999", b"-"),
    *(b"&lol;", b"<c/>", b'r="XFD1048576"', b'"9999999"', "第6题(运动)".encode(), b"Response"),
)


def samples() -> dict[str, bytes]:
    """A small valid file of every kind that is read."""
    import pandas as pd
    from legacy_workbook import legacy_workbook

    rows = [
        ("0012", "房间很干净，早餐也好👍", 5, "2025-03-01 10:00", "杭州"),
        ("0013", "太吵了，没睡好；前台“很忙”", 2, "2025-03-02 11:30", "北京"),
        ("0014", "WiFi slow but staff nice", 3, "2025/3/3", "杭州"),
        ("0015", "性价比一般,下次再说", None, "", "上海"),
    ]
    table = pd.DataFrame(rows, columns=["编号", "评论", "评分", "时间", "城市"])
    comma = table.to_csv(index=False)
    lines = table.to_json(orient="records", lines=True, force_ascii=False)
    nested = json.dumps(
        {"data": {"comments": json.loads(table.to_json(orient="records"))}}, ensure_ascii=False
    )
    qualtrics = (
        "ResponseId,Status,Q1,QID2_TEXT\nResponse ID,Response Type,How likely,Why?\n"
        '"{""ImportId"":""_recordId""}","{""ImportId"":""status""}","{""ImportId"":""QID1""}",'
        '"{""ImportId"":""QID2_TEXT""}"\nR_1,IP Address,9,很满意\nR_2,Survey Preview,1,test\n'
    )
    monkey = (
        "Respondent ID,Collector ID,Start Date,End Date,How did we do?,,Anything else?\n"
        ",,,,Speed,Price,Open-Ended Response\n11,2,01/02/2025,01/02/2025,4,5,很快，不错\n"
        "12,2,01/02/2025,01/02/2025,3,,slow\n"
    )
    star = (
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您的性别,2、爱好,3、建议\n"
        "1,2025/3/1 10:00:00,60秒,手机提交,直接访问,1.2.3.4(浙江),男,运动┋其他〖钓鱼〗,多点水果\n"
        "2,2025/3/1 11:00:00,70秒,手机提交,直接访问,1.2.3.5(北京-北京),女,(跳过),(空)\n"
    )
    grid: list[list[object]] = [
        ["编号", "评论", "评分"],
        [1.0, "很好，不错", 5.0],
        [2.0, "吵", 1.0],
    ]
    found = {
        "a.csv": comma.encode(),
        "gbk.csv": comma.replace("👍", "").encode("gb18030"),
        "utf16.csv": comma.encode("utf-16"),
        "a.tsv": table.to_csv(index=False, sep="\t").encode(),
        "a.jsonl": lines.encode(),
        "a.json": nested.encode(),
        "qualtrics.csv": qualtrics.encode(),
        "surveymonkey.csv": monkey.encode(),
        "wenjuanxing.csv": star.encode(),
        "a.xls": legacy_workbook(grid),
    }
    for name in ("a.xlsx", "a.parquet", "a.sav", "a.dta"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            if name == "a.xlsx":
                table.to_excel(path, index=False, engine="xlsxwriter")
            elif name == "a.parquet":
                table.to_parquet(path)
            else:
                import pyreadstat

                plain = table.set_axis(["id", "comment", "score", "time", "city"], axis=1)
                write = pyreadstat.write_sav if name == "a.sav" else pyreadstat.write_dta
                write(plain, str(path), column_labels=list(table.columns))
            found[name] = path.read_bytes()
    return found


def mutated(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The file with a few changes."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _inside(chance, data, other)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 2, 4, 8, 64, 1024))
        match chance.randrange(7):
            case 0 if changed:
                changed[min(place, len(changed) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                changed[place : place + length] = chance.randbytes(length)
            case 2:
                del changed[place : place + length]
            case 3:
                changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 50))
            case 4:
                changed[place:place] = chance.choice(TOKENS)
            case 5:
                token = chance.choice(TOKENS)
                changed[place : place + len(token)] = token
            case _:
                start = chance.randrange(len(other) + 1)
                changed[place:place] = other[start : start + length]
    return bytes(changed)


def _inside(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A workbook with changes in one of its parts, packed anew, so that its sums are right."""
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return data[: chance.randrange(len(data))]
    if parts:
        sheets = [name for name in parts if "sheet" in name or "shared" in name] or list(parts)
        name = chance.choice(sheets if chance.random() < 0.7 else list(parts))
        parts[name] = mutated(chance, parts[name].removeprefix(b"PK"), other)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def attempt(path: Path) -> str:
    """Read a file: "read", the code of a VocError, or what should not have happened."""
    from voc.errors import VocError
    from voc.read import inspect, read

    try:
        source = read(path)
        inspect(source)
    except VocError as error:
        str(error)
        return "refused"
    except BaseException:  # the failed assertion of a Rust library is no Exception
        return traceback.format_exc()
    if not len(source.table):
        return "no rows and no error"
    if len(set(source.table.columns)) != source.table.shape[1]:
        return "names of columns repeat"
    return "read"


def work(seed: int, folder: Path, seeds: Path | None) -> None:
    """Read a batch of mutated files; prints the counts, and leaves the file when it dies."""
    _bounded()
    chance = random.Random(seed)
    known = _seeds(seeds)
    outcomes: Counter[str] = Counter()
    for number in range(BATCH):
        name = chance.choice(list(known))
        data = mutated(chance, known[name], known[chance.choice(list(known))])
        path = folder / f"current-{name}"
        path.write_bytes(data)
        (folder / "name").write_text(path.name, encoding="utf-8")
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, SECONDS_OF_A_FILE)
        outcome = attempt(path)
        if outcome not in ("read", "refused"):
            _keep(folder, f"{seed}-{number}-{name}", data, outcome)
            outcome = "finding"
        outcomes[outcome] += 1
        path.unlink()
    print(json.dumps(outcomes))


def _bounded() -> None:
    """A file that takes minutes or gigabytes is a finding as well."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS_OF_A_FILE} s")

    signal.signal(signal.SIGALRM, late)


def _seeds(folder: Path | None) -> dict[str, bytes]:
    given = [] if folder is None else [path for path in folder.iterdir() if path.is_file()]
    return samples() | {path.name: path.read_bytes() for path in given}


def _keep(folder: Path, name: str, data: bytes, what: str) -> None:
    (folder / name).write_bytes(data)
    (folder / f"{name}.txt").write_text(what, encoding="utf-8", errors="backslashreplace")


def run(seconds: float, folder: Path, seeds: Path | None, first_seed: int) -> Counter[str]:
    """Batch after batch until the time is up."""
    totals: Counter[str] = Counter()
    end, seed = time.monotonic() + seconds, first_seed
    while time.monotonic() < end:
        command = [sys.executable, __file__, "--batch", str(seed), "--findings", str(folder)]
        command += ["--seeds", str(seeds)] if seeds else []
        done = subprocess.run(command, capture_output=True)
        if done.returncode:
            name = (folder / "name").read_text(encoding="utf-8")
            told = done.stderr.decode("utf-8", "replace")[-2000:]
            _keep(folder, f"{seed}-died-{name}", (folder / name).read_bytes(), told)
            totals["died"] += 1
        else:
            totals.update(json.loads(done.stdout.splitlines()[-1]))
        seed += 1
        print(dict(totals), flush=True)
    return totals


def guided(seconds: float, folder: Path) -> None:
    """Mutations that follow the coverage of the readers: libFuzzer, by atheris."""
    import atheris

    with atheris.instrument_imports(include=["voc.read"], enable_loader_override=False):
        import voc.read
        import voc.read.files  # noqa: F401
    _bounded()
    extensions = (".csv", ".json", ".jsonl", ".xlsx", ".xls", ".parquet", ".sav", ".dta", ".tsv")
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for name, data in samples().items():
        place = extensions.index(Path(name).suffix)
        (corpus / name).write_bytes(bytes([place]) + data)

    def one(data: bytes) -> None:
        path = folder / f"guided{extensions[data[0] % len(extensions)] if data else '.csv'}"
        path.write_bytes(data[1:])
        outcome = attempt(path)
        if outcome not in ("read", "refused"):
            _keep(folder, f"guided-{zlib.crc32(data):08x}{path.suffix}", data[1:], outcome)

    arguments = [f"-max_total_time={int(seconds)}", "-rss_limit_mb=6000", "-timeout=120"]
    atheris.Setup([sys.argv[0], *arguments, f"-artifact_prefix={folder}/", str(corpus)], one)
    atheris.Fuzz()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--guided", action="store_true")
    asked = parser.parse_args()
    asked.findings.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("VOC_LANG", "en")
    if asked.batch is not None:
        work(asked.batch, asked.findings, asked.seeds)
    elif asked.guided:
        guided(asked.seconds, asked.findings.absolute())
    else:
        totals = run(asked.seconds, asked.findings, asked.seeds, asked.seed)
        sys.exit(1 if totals["finding"] or totals["died"] else 0)


if __name__ == "__main__":
    main()
