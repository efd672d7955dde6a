"""The command line in a process of its own, and what it leaves on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

GOOD = "评论,评分\n房间很干净,5\n前台态度冷淡,2\n早餐不错，就是隔音差,4\n"


def run_voc(
    *arguments: str | Path, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `voc` in a process of its own, its output in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "voc", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
    )


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
