"""Wall time and peak memory of the whole command on real files, one after the other.

    python benchmarks/files.py FILE[:PIPELINE[:CODEBOOK]] …

Each runs as a user would run it (`voc analyze FILE -p … -k … -o …`), with topics and report. One
line of JSON a file; memory is the largest resident set of the command and its workers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Measure every file named on the command line."""
    for name in sys.argv[1:]:
        given = name.split(":")
        file, pipeline, codebook = given + ["", "reviews", "general"][len(given) :]
        print(json.dumps(measure(Path(file), pipeline, codebook), ensure_ascii=False), flush=True)


def measure(file: Path, pipeline: str, codebook: str) -> dict[str, object]:
    """Seconds, peak memory and counts of one command."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        command = [sys.executable, "-m", "voc", "analyze", str(file)]
        begin = time.perf_counter()
        process = subprocess.Popen(
            [*command, "-p", pipeline, "-k", codebook, "-o", str(out)],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        if status:
            raise SystemExit(f"{file} failed")
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        report = (out / "report.html").stat().st_size
    return {
        "file": file.name,
        "comments": manifest["counts"]["comments"],
        "opinions": manifest["counts"]["opinions"],
        "seconds": round(seconds, 1),
        "peak_mib": round(usage.ru_maxrss / 1024),
        "report_kib": round(report / 1024),
        "stages": manifest["timings"],
    }


if __name__ == "__main__":
    main()
