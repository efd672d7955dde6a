"""Damaged and hostile input of every kind: each is read, or refused with a VocError.

    python benchmarks/fuzz.py [--seconds 900] [--kind KIND …] [--seeds FOLDER] [--findings FOLDER]
    python benchmarks/fuzz.py --guided delimited [--seconds 300]

Valid cases (see `benchmarks/fuzzing/`) are mutated and read by a process that may die. A finding is
a traceback, a row lost in silence, 10 s of processor time, 1 GiB of memory more than before, or a
process that dies; the case and what happened are kept in the folder of findings. With `--guided`
the mutations follow what they reach in the code (needs `atheris`, the dependency group "fuzz").
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("VOC_LANG", "en")
os.environ.setdefault("VOC_PII_KEY", "the key of the fuzzer")

from fuzzing.attempts import attempt
from fuzzing.mutation import Case, mutated
from fuzzing.seeds import SEEDS

SECONDS_OF_A_CASE = 10  # of the processor
SECONDS_OF_A_BATCH = 1800  # by the clock: the machine may have more to do
BYTES_OF_MEMORY = 6 << 30
BYTES_OF_A_CASE = 1 << 30
BATCH = 100  # cases a process reads, or SECONDS_OF_WORK, before another one takes over
SECONDS_OF_WORK = 60
GUIDED = ("delimited", "json", "toml", "codebook", "text")


def write_seeds(folder: Path, more: Path | None) -> None:
    """Every seed as a folder, KIND/NAME; the files of `more` are exports as well."""
    for kind, make in SEEDS.items():
        for name, case in make().items():
            put(case, folder / kind / name)
    for path in [] if more is None else more.iterdir():
        if path.is_file():
            put({path.name: path.read_bytes()}, folder / "export" / f"more-{path.name}")


def put(case: Case, folder: Path) -> None:
    """Write the files of a case into a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in case.items():
        (folder / name).write_bytes(data)


def taken(folder: Path) -> Case:
    """The case in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def work(seed: int, kind: str, folder: Path) -> None:
    """Read a batch of mutated cases; prints the counts, and leaves the case when it dies."""
    bounded()
    chance = random.Random(f"{kind} {seed}")
    seeds = {path.name: taken(path) for path in sorted((folder / "seeds" / kind).iterdir())}
    pieces = [data for case in seeds.values() for data in case.values()]
    current = folder / f"current-{kind}"
    outcomes: Counter[str] = Counter()
    for number in range(BATCH):
        if time.process_time() > SECONDS_OF_WORK:
            break
        name = chance.choice(sorted(seeds))
        case = mutated(chance, seeds[name], chance.choice(pieces))
        put(case, current)
        outcome = measured(kind, current)
        if outcome not in ("read", "refused"):
            keep(folder, f"{kind}-{name}-{seed}-{number}", case, outcome)
            outcome = "finding"
        outcomes[outcome] += 1
    print(json.dumps(outcomes))


def measured(kind: str, folder: Path) -> str:
    """What happened, where time and memory that were used beyond measure are a finding, too."""
    if not hasattr(signal, "setitimer"):
        return attempt(kind, folder)
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.setitimer(signal.ITIMER_PROF, SECONDS_OF_A_CASE)
    try:
        outcome = attempt(kind, folder)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
    return f"{outcome}, with {grown >> 20} MB" if grown > BYTES_OF_A_CASE else outcome


def bounded() -> None:
    """A case that takes long or gigabytes is stopped."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS_OF_A_CASE} s of processor time")

    signal.signal(signal.SIGPROF, late)


def keep(folder: Path, name: str, case: Case, what: str) -> None:
    """A finding: the case, and what happened beside it."""
    put(case, folder / name)
    told = folder / f"{name}.txt"
    told.write_text(what, encoding="utf-8", errors="backslashreplace")


def run(seconds: float, folder: Path, kinds: Sequence[str], first_seed: int) -> Counter[str]:
    """Batch after batch of each kind in turn, until the time is up."""
    totals: Counter[str] = Counter()
    end, seed = time.monotonic() + seconds, first_seed
    while time.monotonic() < end:
        for kind in kinds:
            found = batch(seed, kind, folder)
            totals.update({f"{kind}: {what}": count for what, count in found.items()})
            print(f"seed {seed}, {kind}: {found}", flush=True)
        seed += 1
    return totals


def batch(seed: int, kind: str, folder: Path) -> dict[str, int]:
    """The counts of one batch, in a process of its own."""
    command = [sys.executable, __file__, "--batch", str(seed), "--findings", str(folder)]
    try:
        done = subprocess.run(
            [*command, "--kind", kind], capture_output=True, timeout=SECONDS_OF_A_BATCH
        )
        if done.returncode == 0:
            found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
            return found
        told = f"{done.returncode}\n" + done.stderr.decode("utf-8", "replace")[-3000:]
    except subprocess.TimeoutExpired:
        told = f"more than {SECONDS_OF_A_BATCH} s"
    current = folder / f"current-{kind}"
    keep(folder, f"{kind}-died-{seed}", taken(current) if current.exists() else {}, told)
    return {"died": 1}


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--kind", action="append", choices=list(SEEDS))
    parser.add_argument("--seeds", type=Path, help="more exports to mutate")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batch", type=int, help="of one process; for this script itself")
    parser.add_argument("--guided", choices=GUIDED, help="what is read, guided by coverage")
    asked = parser.parse_args()
    folder = asked.findings.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    kinds = asked.kind or list(SEEDS)
    if asked.batch is not None:
        work(asked.batch, kinds[0], folder)
    elif asked.guided:
        from fuzzing.guided import guided

        guided(asked.guided, asked.seconds, folder)
    else:
        write_seeds(folder / "seeds", asked.seeds)
        totals = run(asked.seconds, folder, kinds, asked.seed)
        bad = [what for what in totals if what.endswith(("finding", "died"))]
        print(*(f"{what} {count}" for what, count in sorted(totals.items())), sep="\n")
        findings, seconds = sum(totals[what] for what in bad), os.times().children_user
        print(f"{sum(totals.values())} cases in {seconds:.0f} s of processor; {findings} findings")
        sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
