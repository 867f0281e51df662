"""Commands that need the extra `evals` say so where it is not installed."""

import sys

import pytest

from summarizer import cli


@pytest.mark.parametrize("command", ["run", "gate", "--help"])
def test_a_missing_extra_is_named(monkeypatch, capsys, command):
    """One line, with the way to install it."""
    for name in [name for name in sys.modules if name.startswith("summarizer.cli.eval_")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "summarizer.evals.resampling", None)
    monkeypatch.setattr(sys, "argv", ["summarizer", "eval", command])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "summarizer[evals]" in " ".join(capsys.readouterr().err.split())
