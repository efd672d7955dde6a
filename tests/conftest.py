"""Settings of all tests: results must not depend on how fast the machine is. Shared fixtures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:  # loaded by the tests, after the settings below
    import pandas as pd
    from coded_sheet import Answers

    import voc
    from voc.read import Source
    from voc.report import ReportData

os.environ["VOC_PII_KEY"] = "the key of the tests"  # none is made in the home of who runs them
os.environ["VOC_LANG"] = "en"  # tests read English messages on every machine
# Many small sums in two threads cost thirty times what they cost in one: the threads wait for each
# other. Set before NumPy and scikit-learn are loaded; processes that tests start take it over.
for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

pytest.register_assert_rewrite("sentiment_runs")  # so that a failure shows its values

settings.register_profile("voc", deadline=None, max_examples=60)
settings.register_profile("fuzz", deadline=None, max_examples=12_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "voc"))


@pytest.fixture(scope="session")
def reads_as() -> Callable[[str, int], bool]:
    """Whether a comment is read as praise (1), as blame (−1) or as neither (0)."""
    from voc.lexicon import load_codebook
    from voc.opinion import engine_for

    general = engine_for(load_codebook("general"))

    def check(comment: str, sign: int) -> bool:
        result = general.run([comment])
        sentiment = result.sentiments[0][0]
        print(sentiment, *result.opinions[0])  # shown when the test fails
        return sentiment * sign > 0.1 if sign else abs(sentiment) <= 0.15

    return check


@pytest.fixture
def reads(tmp_path: Path) -> Callable[[str, bytes | str], Source]:
    """Reads a file with this name and content."""
    from voc.read import read

    def act(name: str, content: bytes | str) -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read(path)

    return act


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Run `voc` in this process and in an own folder: exit code, stdout, stderr."""
    from voc.__main__ import main

    monkeypatch.chdir(tmp_path)

    def called(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["voc", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        out, err = capsys.readouterr()
        return code, out, err

    return called


@pytest.fixture(scope="session")
def library_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A codebook of an invented library."""
    from library import CODEBOOK

    path = tmp_path_factory.mktemp("book") / "library.toml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def library_run(library_book: Path) -> voc.Analysis:
    """What 240 comments say of the library."""
    from library import comments, table_of

    import voc

    return voc.analyze(
        table_of(comments()), text="评论", codebook=library_book, topics=False, progress=False
    )


@pytest.fixture(scope="session")
def library_terms(library_run: voc.Analysis, library_book: Path) -> pd.DataFrame:
    """The terms that these comments suggest for the codebook."""
    from voc.lexicon import load_codebook
    from voc.suggest.terms import suggest_terms

    return suggest_terms(library_run.comments, library_run.opinions, load_codebook(library_book))


@pytest.fixture
def gym(tmp_path: Path) -> Path:
    """A sound codebook of a gym; the test may change the file."""
    from gym_book import GYM

    path = tmp_path / "gym.toml"
    path.write_text(GYM, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def calm() -> ReportData:
    """A hotel run without studies."""
    import report_sample

    return report_sample.calm()


@pytest.fixture(scope="session")
def studied() -> ReportData:
    """A hotel run with all studies."""
    import report_sample

    return report_sample.studied()


@pytest.fixture(scope="session")
def hostile() -> ReportData:
    """A small run in which everything that comes from outside is an attack."""
    import report_sample

    return report_sample.attacked()


@pytest.fixture(scope="session")
def hotel_run() -> voc.Analysis:
    """The hotel comments of the gold corpus as a run."""
    from coded_gold import gold_run

    return gold_run()


@pytest.fixture(scope="session")
def by_hand() -> Answers:
    """The labels of the gold corpus as a coder would type them."""
    from coded_gold import typed_by_hand

    return typed_by_hand()
