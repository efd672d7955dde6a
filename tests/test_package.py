"""What is installed: a wheel that works anywhere, and an import that costs nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import voc
from voc.resources import resource

CHECKOUT = Path(__file__).parents[1]
HEAVY = (
    "pandas numpy scipy sklearn spacy pydantic bertopic evoc pyarrow python_calamine rjieba jieba "
    "opencc jinja2 xlsxwriter rich typer numba plotly"
).split()


def run_python(python: Path | str, *arguments: str, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), *arguments], cwd=cwd, env=environment, capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def test_import_loads_no_heavy_library(tmp_path: Path) -> None:
    code = f"import sys, voc; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    assert run_python(sys.executable, "-c", code, cwd=tmp_path) == ""


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    heavy = [name for name in HEAVY if name not in ("rich", "typer")]
    code = f"""
import sys
from voc.__main__ import main
sys.argv = ["voc", "--help"]
try:
    main()
finally:
    print("loaded:", *[name for name in {heavy!r} if name in sys.modules])
"""
    told = run_python(sys.executable, "-c", code, cwd=tmp_path)
    assert "analyze" in told
    assert told.endswith("loaded:")


def test_every_public_name_can_be_used() -> None:
    for name in voc.__all__:
        assert getattr(voc, name) is not None
    assert set(voc.__all__) <= set(dir(voc))
    with pytest.raises(AttributeError, match="analyse"):
        _ = voc.analyse  # type: ignore[attr-defined]


def test_lock_names_no_index_and_no_gigabytes() -> None:
    lock = (CHECKOUT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    for package in ("torch", "sentence-transformers"):
        assert f"\n{package}==" not in lock
    needed = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["dependencies"]
    for requirement in needed:
        assert f"{requirement.split('>')[0]}==" in lock


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--wheel", "--no-isolation", "--outdir", str(folder))
    run_python(sys.executable, "-m", "build", *options, str(CHECKOUT), cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of a new environment with the wheel; dependencies come from the running one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    python = folder / scripts / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    pip = ("-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index")
    run_python(sys.executable, *pip, str(wheel), cwd=folder)
    # A path named in a .pth file is searched last, and .pth files in it (such as the one of an
    # editable install) are not read.
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "dependencies.pth").write_text("\n".join(sorted(paths)))
    return python


@pytest.mark.slow
def test_wheel_holds_every_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = [resource("config.toml"), *resource("pipelines").glob("*.toml")]
    expected += [path for path in resource("lexicons").rglob("*") if path.is_file()]
    expected += [path for path in resource("corpora", "demo").iterdir() if path.is_file()]
    for path in expected:
        assert f"voc/_data/{path.relative_to(resource()).as_posix()}" in names
    templates = (CHECKOUT / "voc" / "report" / "templates").iterdir()
    assert {f"voc/report/templates/{path.name}" for path in templates} <= names
    assert not [name for name in names if "test" in name or "__pycache__" in name]


@pytest.mark.slow
def test_wheel_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    assert "BAD" not in run_python(installed.with_name("voc"), "doctor", cwd=tmp_path)

    code = "from voc import resources as r; print(r.__file__); print(r.resource('corpora', 'demo'))"
    module, demo = map(Path, run_python(installed, "-c", code, cwd=tmp_path).splitlines())
    assert module.is_relative_to(installed.parents[1])
    assert demo.is_relative_to(installed.parents[1])
    export = str(demo / "telecom_complaints.jsonl")
    options = ("-p", "complaints", "-k", "telecom", "--no-topics", "-o", "结果")
    told = run_python(installed.with_name("voc"), "analyze", export, *options, cwd=tmp_path)
    assert "report.html" in told
    assert len(voc.load(tmp_path / "结果").comments) > 100
