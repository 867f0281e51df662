"""Reports as text: Markdown, JUnit and the terminal, and what hostile text does in them."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_runs import FIXTURES, comparison, make_run, verdict
from rich.console import Console

from summarizer.evals.measured import Finding
from summarizer.evals.report.content import Content
from summarizer.evals.report.junit import junit
from summarizer.evals.report.markdown import code, markdown
from summarizer.evals.report.terminal import terminal
from summarizer.evals.verdict import RULES, Verdict

FEW = dict(list(FIXTURES.items())[:3])
FAILING, *_ = FEW
HOSTILE = (
    "a|b\nc `d` ``e`` <script>x</script> @team [link](javascript:x) [red]loud[/red] "
    "\x1b[31m\x00\u202e\ud800\uffff ]]>"
)


@pytest.fixture(scope="module")
def content():
    """A run of three documents of which one has no answer, held against a better one."""
    now, base = make_run(FEW, failing={FAILING}), make_run(FEW, every=6)
    return Content(now, base, comparison(base, now), verdict(FAILING))


@pytest.fixture(scope="module")
def hostile(content):
    """The same where all text is hostile: findings, reasons, and what the run says of itself."""
    scores = {
        name: score.model_copy(
            update={"findings": tuple(Finding("missed", HOSTILE, HOSTILE) for _ in range(3))}
        )
        for name, score in content.run.scores.items()
    }
    header = content.run.header.model_copy(update={"model": HOSTILE, "commit": HOSTILE})
    breaches = tuple(b.model_copy(update={"reason": HOSTILE}) for b in content.verdict.breaches)
    run = content.run.model_copy(update={"scores": scores, "header": header})
    return replace(content, run=run, verdict=Verdict(breaches=breaches))


def printed(content):
    """The report as it reaches a terminal that knows no colours."""
    paper = io.StringIO()
    Console(file=paper, width=110).print(terminal(content))
    return paper.getvalue()


def parsed(xml):
    """Read XML with the parser of the standard library."""
    return ET.fromstring(xml.encode())  # noqa: S314 - our own


def cells(line):
    """The cells of a row of a Markdown table."""
    return re.split(r"(?<!\\)\|", line)[1:-1]


@pytest.mark.parametrize("write", [markdown, junit, printed])
def test_the_same_run_gives_the_same_bytes(content, write):
    """A difference between two reports is a difference between two runs."""
    assert write(content) == write(content)


def test_markdown_says_the_verdict_first(content):
    """Who reads one line knows whether it passed; then come the reasons."""
    lines = markdown(content).splitlines()
    assert lines[0] == "## ✗ The gate fails."
    assert f"- ✗ **golden** in `{FAILING}`: `f1 was stated in the baseline, and is missed`" in lines


def test_markdown_tells_what_got_worse(content):
    """The document that has no answer any more fell the deepest, with the facts that it lost."""
    text = markdown(content)
    worse = text[text.index("### What got worse") :].splitlines()
    first = cells(worse[4])
    assert first[0].strip() == f"`{FAILING}`"
    assert first[2].strip() == "0.00"
    assert "f1" in first[4]


@pytest.mark.parametrize("which", ["content", "hostile"])
def test_markdown_tables_keep_their_columns(which, request):
    """Every row has as many cells as its head, whatever stands in them."""
    tables = re.findall(r"(?:^\|.*\n)+", markdown(request.getfixturevalue(which)), re.MULTILINE)
    assert len(tables) > 5
    for table in tables:
        head, *rows = table.splitlines()
        assert {len(cells(row)) for row in rows} == {len(cells(head))}


def test_markdown_shows_hostile_text_as_code_only(hostile):
    """Taken out of its code, nothing of it is left that could be mark-up, link or mention."""
    text = markdown(hostile)
    outside = re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", text)
    assert not re.search(r"<script|@team|javascript|\x1b|\x00|\u202e|\ud800", outside)
    assert "@team" in text
    text.encode()


@given(st.text(alphabet=st.sampled_from("a`| \n<\\@"), max_size=30))
def test_code_is_closed_by_its_own_fence(text):
    """However many backticks a text has, it cannot end its code."""
    written = code(text)
    if written:
        fence = re.match("`+", written)[0]
        inner = written[len(fence) : -len(fence)]
        assert written.endswith(fence)
        assert len(fence) not in {len(run) for run in re.findall("`+", inner)}
        assert "\n" not in written


def test_junit_has_a_case_for_each_document_and_each_rule(content):
    """Counts, reasons and the kind of failure are where test reporters look for them."""
    suites = parsed(junit(content))
    cases = {case.get("name"): case for case in suites.iter("testcase")}
    assert set(cases) == {*FEW, *RULES}
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("9", "2", "1")
    assert cases[FAILING].find("error").get("message") == "the answer is no JSON <b>at all</b>"
    assert "f1 was stated in the baseline" in cases["golden"].find("failure").text
    warned = cases["regression"]
    assert warned.find("failure") is None
    assert "field_f1 may have fallen" in warned.find("system-err").text


def test_junit_without_a_verdict_has_documents_only(content):
    """A gate that was not asked is not shown as passed."""
    suites = parsed(junit(Content(content.run)))
    assert {case.get("name") for case in suites.iter("testcase")} == set(FEW)


def test_junit_is_xml_whatever_documents_say(hostile):
    """XML has no way to write some characters; they are replaced before."""
    suites = parsed(junit(hostile))
    shown = "".join(suites.itertext())
    assert "<script>x</script>" in shown
    assert not re.search("[\x00\x1b\u202e\uffff]", shown)


def test_the_terminal_shows_scores_tables_and_the_worst(content):
    """Numbers with intervals, by field and by kind, and what is wrong with the worst document."""
    text = printed(content)
    for heading in ("The gate fails", "More is better", "By field", "By kind of news"):
        assert heading in text
    assert "no answer the answer is no JSON <b>at all</b>" in " ".join(text.split())


def test_the_terminal_obeys_no_code_of_a_document(hostile):
    """Neither escape codes nor the mark-up of the terminal library have an effect."""
    text = printed(hostile)
    assert "[red]loud[/red]" in " ".join(text.split())
    assert not re.search("[\x00\x1b\u202e\ud800]", text)


def test_documents_with_nothing_wrong_come_last(content):
    """The order is by what was found; a document that had nothing to find is no bad one."""
    order = [score.id for score in content.worst_first]
    assert order[0] == FAILING
    name = order[1]
    good = make_run({name: FIXTURES[name]}).scores[name]
    bare = good.model_copy(update={"values": good.values | {"fact_f": None, "field_f1": None}})
    run = content.run.model_copy(update={"scores": content.run.scores | {name: bare}})
    assert Content(run).worst_first[-1].id == name
