"""Commands that need the extra `evals` say so where it is not installed."""

import subprocess
import sys

import pytest

WITHOUT_SCIPY = "import sys; sys.modules['scipy'] = None; from summarizer.cli import main; main()"


@pytest.mark.slow
def test_a_missing_extra_is_named():
    """One line, with the way to install it."""
    command = [sys.executable, "-c", WITHOUT_SCIPY, "eval", "gate"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "summarizer[evals]" in done.stderr


@pytest.mark.slow
def test_what_needs_no_extra_works_without_it():
    """Printing the format of labels takes no library of numbers."""
    command = [sys.executable, "-c", WITHOUT_SCIPY, "eval", "schema"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:1]) == (0, "{")
