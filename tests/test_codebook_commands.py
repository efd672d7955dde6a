"""Codebooks at the command line and in a run: shown, checked, named and kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from gym_book import GYM
from typer.testing import CliRunner

import voc
from voc import VocError
from voc.cli import app
from voc.codebooks import checks
from voc.lexicon import codebooks, load_codebook
from voc.lexicon.codebook import with_overall


def called(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["codebook", *arguments])
    return result.exit_code, result.stdout


def test_list_names_all_codebooks_with_their_versions() -> None:
    _, told = called("list")
    for name in codebooks():
        book = load_codebook(name)
        (line,) = [line for line in told.splitlines() if line.split()[0] == name]
        for part in (book.label_zh, book.label_en, str(len(book.drivers)), book.version):
            assert part in line


def test_show_reads_well(gym: Path) -> None:
    _, told = called("show", str(gym))
    assert told.splitlines()[0].startswith("gym  健身房  2 drivers, 7 words, version ")
    for line in (
        "coach  教练 Coach",
        "  dimension    assurance 保证性",
        "  terms        教练, 私教, 团课老师",
        "  implied_by   手把手 +0.5, 划水",
        "  pairs        教练+凶 -0.6",
        "  patterns     (等|排).{0,3}器械",
    ):
        assert line in told.splitlines()


def test_show_caps_long_lists_unless_one_driver_is_asked_for() -> None:
    last = load_codebook("general").drivers["staff_attitude"].terms[-1]
    assert "104 in all" in called("show", "general")[1]
    one = called("show", "general", "--driver", "服务态度")[1]
    assert last in one and "in all" not in one and "noise" not in one.split()


def test_show_names_the_nearest_driver() -> None:
    result = CliRunner().invoke(app, ["codebook", "show", "hotel", "--driver", "noice"])
    assert isinstance(result.exception, VocError)
    assert 'Did you mean "noise"' in str(result.exception)


def test_check_prints_one_fault_a_line_and_fails(gym: Path) -> None:
    assert called("check", str(gym)) == (0, f"{gym}: ok\n")
    gym.write_text(GYM.replace('"assurance"', '"x"').replace("-0.6]", "-6]"), encoding="utf-8")
    code, told = called("check", str(gym), "telecom")
    assert code == 1
    lines = told.splitlines()
    assert lines[0].startswith("gym.toml:6: ") and lines[1].startswith("gym.toml:13: ")
    assert lines[-1].startswith("telecom: ok")


def test_check_yields_a_book_as_it_is_done(gym: Path) -> None:
    gym.write_text(GYM.replace("排", "VIP"), encoding="utf-8")
    told = checks([str(gym), "no-book-of-that-name"])
    text, good = next(told)
    assert good and text.endswith(f"{gym}: ok, 1 warning")
    with pytest.raises(VocError, match="There is no codebook") as error:
        next(told)
    assert "no-book-of-that-name" in str(error.value.where)


def test_first_fault_says_how_to_see_all(gym: Path) -> None:
    one = GYM.replace('"assurance"', '"x"')
    gym.write_text(one, encoding="utf-8")
    with pytest.raises(VocError) as error:
        load_codebook(gym)
    assert "codebook check" not in str(error.value)
    gym.write_text(one.replace("-0.6]", "-6]"), encoding="utf-8")
    with pytest.raises(VocError) as error:
        load_codebook(gym)
    assert str(error.value.fix).endswith(f"`voc codebook check {gym}` names all.")


# --- in a run ------------------------------------------------------------------------------------


@pytest.fixture
def run(gym: Path) -> voc.Analysis:
    comments = pd.DataFrame({"评论": ["教练太凶", "人挤人，等器械", "私教手把手教"]})
    return voc.analyze(comments, text="评论", codebook=gym, topics=False, progress=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_run_prints_name_and_version_of_its_codebook(
    run: voc.Analysis, language: str, gym: Path
) -> None:
    version = load_codebook(gym).version
    assert f"健身房 (gym) · {version}" in run.summary(language)


def test_a_run_keeps_its_codebook_when_the_file_is_gone(
    run: voc.Analysis, gym: Path, tmp_path: Path
) -> None:
    book = load_codebook(gym)
    folder = run.save(tmp_path / "run")
    gym.unlink()
    again = voc.load(folder)
    assert again.codebook is not None
    assert again.codebook.drivers == with_overall(book).drivers
    assert again.codebook.version == book.version == run.manifest["codebook"]["version"]
    assert "教练" in str(again.explain("c000001"))


def test_a_run_with_model_and_codebook_can_be_replaced(run: voc.Analysis, tmp_path: Path) -> None:
    folder = run.save(tmp_path / "run")
    (folder / "model.json").write_text("{}", encoding="utf-8")
    run.save(folder, force=True)
    assert (folder / "codebook.toml").is_file()
