"""Mutations that follow what they reach in the code: libFuzzer, by atheris."""

from __future__ import annotations

import signal
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from .mutation import TOKENS

SECONDS_OF_A_CASE = 10  # of the processor
_WORDS = ("编号", "评论", "评分", "单号0001", "客户：", "客服：", "好", "不", "没有", "drivers")
_KEYS = ("terms", "patterns", "pairs", "implied_by", "[[", "]]", "{ zh = ", "true", "1e9", "nan")


def guided(what: str, seconds: float, folder: Path) -> None:
    """Read inputs of one sort until the time is up; does not return.

    Parameters
    ----------
    what : {"delimited", "json", "toml", "codebook", "text"}
    seconds : float
    folder : Path
        Of findings; the inputs that reach something new stay in its folder `corpus-WHAT`.
    """
    import atheris

    for name in [name for name in sys.modules if name.split(".")[0] in ("voc", "tomllib")]:
        del sys.modules[name]  # what is there already could not be instrumented
    for name in ("attempts", "seeds", "mutation"):
        sys.modules.pop(f"{__package__}.{name}", None)
    place = folder / f"current-{what}"
    place.mkdir(exist_ok=True)
    with atheris.instrument_imports(include=["voc", "tomllib"], enable_loader_override=False):
        from .attempts import attempted

        seeds = _seeds(what)
        read = _targets()[what]
        for data in (*seeds.values(), b""):  # imports what is imported late
            attempted(lambda data=data: read(place, data))
    corpus = folder / f"corpus-{what}"
    corpus.mkdir(exist_ok=True)
    for name, data in seeds.items():
        (corpus / name).write_bytes(data)
    words = folder / "tokens.dict"
    known = [*TOKENS, *(word.encode() for word in (*_WORDS, *_KEYS))]
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in known)
    words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
    signal.signal(signal.SIGPROF, _late)
    executed = 0

    def one(data: bytes) -> None:
        nonlocal executed
        executed += 1
        signal.setitimer(signal.ITIMER_PROF, SECONDS_OF_A_CASE)
        outcome = attempted(lambda: read(place, data))
        signal.setitimer(signal.ITIMER_PROF, 0)
        if outcome not in ("read", "refused"):
            name = f"guided-{what}-{zlib.crc32(outcome[-300:].encode('utf-8', 'replace')):08x}"
            (folder / name).write_bytes(data)
            (folder / f"{name}.txt").write_text(outcome, encoding="utf-8", errors="replace")

    options = [f"-max_total_time={int(seconds)}", "-rss_limit_mb=4000", "-max_len=6000"]
    options += [f"-dict={words}", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


def _late(*_: object) -> None:
    raise TimeoutError(f"more than {SECONDS_OF_A_CASE} s")


def _targets() -> dict[str, Callable[[Path, bytes], None]]:
    from .attempts import ATTEMPTS, file_read, judged_text

    def written(kind: str) -> Callable[[Path, bytes], None]:
        def read(folder: Path, data: bytes) -> None:
            (folder / "a.toml").write_bytes(data)
            ATTEMPTS[kind](folder)

        return read

    def export(*names: str) -> Callable[[Path, bytes], None]:
        def read(folder: Path, data: bytes) -> None:
            path = folder / names[len(data) % len(names)]
            path.write_bytes(data)
            file_read(path)

        return read

    def text(_: Path, data: bytes) -> None:
        judged_text(data.decode("utf-8", "replace"))

    return {
        "delimited": export("a.csv", "a.tsv"),
        "json": export("a.json", "a.jsonl"),
        "toml": written("settings"),
        "codebook": written("codebook"),
        "text": text,
    }


def _seeds(what: str) -> dict[str, bytes]:
    from . import seeds

    match what:
        case "delimited":
            cases = seeds.exports()
            return {name: cases[name][name] for name in cases if name.endswith(("csv", "tsv"))}
        case "json":
            return {name: next(iter(case.values())) for name, case in seeds.nested().items()}
        case "toml":
            return {name: case["settings.toml"] for name, case in seeds.settings().items()}
        case "codebook":
            return {"own": seeds.codebooks()["own"]["book.toml"]}
    return {str(n): said.encode() for n, said in enumerate(seeds.SAID)}
