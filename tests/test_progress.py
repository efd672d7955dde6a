"""What a run shows on a terminal: every stage, and why one takes long."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from terminals import read_terminal

from voc.progress import NAMES
from voc.resources import resource
from voc.topic.cluster import to_be_compiled


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
def test_run_on_a_terminal_shows_every_stage(tmp_path: Path) -> None:
    import pty  # not there on Windows

    lines = resource("corpora", "demo", "hotel_reviews.csv").read_text("utf-8").splitlines()
    (tmp_path / "a.csv").write_text("\n".join(lines[:121]), encoding="utf-8")
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "voc", "analyze", "a.csv", "-o", "out"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=end,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm"},
    )
    os.close(end)
    shown = read_terminal(terminal, until="\0", seconds=120)
    assert process.wait(timeout=60) == 0, shown
    assert [name for name in NAMES.values() if name not in shown] == []
    assert (tmp_path / "out" / "report.html").exists()


def test_only_groups_of_compiled_packages_are_to_be_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if find_spec("evoc") is None:  # an import would compile for a minute
        pytest.skip("needs EVoC")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert to_be_compiled("evoc")
    assert not to_be_compiled("kmeans")
    (tmp_path / "evoc_1").mkdir()
    (tmp_path / "evoc_1" / "clustering.nbi").touch()
    assert not to_be_compiled("evoc")
