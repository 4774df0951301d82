"""The wheel: built, installed in a clean environment away from the checkout, it judges a sample."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.support import ROOT, SAMPLES


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment that holds the wheel, and our dependencies by path."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("ccgcheck-*.whl")
    place = folder / "environment"
    venv.create(place, with_pip=False)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
    done = run(*pip, cwd=folder)
    assert done.returncode == 0, done.stderr
    return place / "bin"


def test_the_wheel_carries_schemas_and_rules(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import ccgcheck; print(ccgcheck.__file__)", cwd=tmp_path)
    assert str(installed.parent) in where.stdout
    package = Path(where.stdout.strip()).parent
    for name in ("schemas", "rules"):
        ours = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.is_file()}
        packed = {
            path.relative_to(package / "data" / name) for path in (package / "data" / name).rglob("*") if path.is_file()
        }
        assert packed == ours


def test_the_wheel_carries_templates_and_examples(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import ccgcheck; print(ccgcheck.__file__)", cwd=tmp_path)
    package = Path(where.stdout.strip()).parent
    for folder in ("init/examples", "init/texts", "report/html", "report/html/templates"):
        ours = {path.name for path in (ROOT / "ccgcheck" / folder).iterdir() if path.is_file()}
        assert ours <= {path.name for path in (package / folder).iterdir()}, folder


def test_the_installed_program_begins_a_repository_and_writes_a_page(installed: Path, tmp_path: Path) -> None:
    begun = run(
        installed / "ccgcheck", "init", "governance", "--code", "08L", "--from", "2018-01-01", "--yes", cwd=tmp_path
    )
    assert (begun.returncode, begun.stderr) == (0, "")
    page = run(installed / "ccgcheck", "validate", "governance", "--format", "html=report.html", cwd=tmp_path)
    assert (page.returncode, page.stdout, page.stderr) == (0, "", "")
    assert "NHS Lewisham C" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_installed_program_judges_a_sample(installed: Path, tmp_path: Path) -> None:
    good = run(installed / "ccgcheck", "validate", SAMPLES / "wharfedale-2016.yaml", cwd=tmp_path)
    assert (good.returncode, good.stderr) == (0, "")
    bad = run(installed / "ccgcheck", "validate", SAMPLES / "faults" / "composition.yaml", cwd=tmp_path)
    assert bad.returncode == 1
    assert "GOV-101" in bad.stdout
