"""What an installation gets."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel and return the names of its files."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", folder], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def test_the_wheel_holds_every_module_prompt_and_profile(wheel):
    """What stands at the top of the checkout is inside the package."""
    wanted = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "summarizer").rglob("*")
        if path.suffix in {".py", ".toml", ".typed"}
    }
    for top in ("prompts", "schemas", "evals"):
        files = (ROOT / top).rglob("*.md" if top == "prompts" else "*.py")
        wanted |= {f"summarizer/{path.relative_to(ROOT)}" for path in files}
    assert wanted <= wheel
    assert "summarizer/py.typed" in wheel


def test_the_wheel_holds_no_labelled_documents_and_no_recordings(wheel):
    """They are for those who develop it, and would make every installation heavier."""
    others = {
        name for name in wheel if name.startswith("summarizer/evals/") and not name.endswith(".py")
    }
    page = ("page.css", "page.html.jinja", "page.js")
    assert others == {f"summarizer/evals/report/{name}" for name in page}
