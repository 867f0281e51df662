"""What the tests of commands share: a command line of their own, and a scripted model."""

import sys

import pytest

from summarizer import cli


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command line in a folder of its own; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("SUMMARIZER_MODEL", raising=False)

    def leave_with(*arguments):
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return left.value.code, printed.out, " ".join(printed.err.split())

    return leave_with


@pytest.fixture
def scripted(endpoint, monkeypatch):
    """The scripted endpoint, where the product looks for it."""
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    return endpoint
