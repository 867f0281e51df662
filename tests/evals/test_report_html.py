"""The HTML page: complete in itself, faithful to the text, and deaf to what documents say."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from gold_output import gold_output
from report_runs import FIXTURES, comparison, make_run, verdict

from summarizer.document import Document
from summarizer.evals.report.content import Content
from summarizer.evals.report.html import html
from summarizer.evals.run import Run

HOSTILE = (
    "<script>alert(1)</script> </pre></div></details><img src=x onerror=alert(2)> "
    '"><a href="javascript:alert(3)">x</a> {{ 7 * 7 }} {% raw %} ${7*7} <!-- --> ]]> &lt;b&gt; '
    "left\u202eright\u2066 nul\x00 bell\x07 half"
)
FEW = dict(list(FIXTURES.items())[:3])


class Elements(HTMLParser):
    """The elements of a page, with their attributes and the text of sources."""

    def __init__(self, page):
        super().__init__()
        self.found, self.sources, self.depth = [], [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Note the element, and how deep within a block of a source it is."""
        values = dict(attributes)
        self.found.append((tag, values))
        if values.get("class") in {"prose", "columns-kept"}:
            self.sources[-1].append("")
            self.depth = 1
        elif tag == "div" and self.depth:
            self.depth += 1
        if values.get("class") == "source":
            self.sources.append([])

    def handle_endtag(self, tag):
        """Leave a block."""
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        """Collect the text of blocks."""
        if self.depth:
            self.sources[-1][-1] += data

    def all(self, name):
        """The values of an attribute, in order."""
        return [values[name] for _, values in self.found if name in values]


@pytest.fixture(scope="module")
def content():
    """A run of three documents of which one has no answer, held against a better one."""
    now = make_run(FEW, failing={min(FEW)})
    base = make_run(FEW, every=6)
    return Content(now, base, comparison(base, now), verdict(min(FEW)))


@pytest.fixture(scope="module")
def page(content):
    """Its page."""
    return html(content, FEW)


def hostile_page():
    """The page of a document whose text, labels and output are all hostile."""
    fixture = next(iter(FEW.values()))
    output = gold_output(fixture)
    text = f"{fixture.document.text}\n\n{HOSTILE}"
    spans = [{"start": s, "end": e, "quote": HOSTILE} for s, e in ((0, 10**9), (-3, 4), (9, 5))]
    output["data"]["issuer"] = HOSTILE + "\ud800"
    output["data"]["key_facts"].append({"statement": HOSTILE, "category": "event"})
    output["data"]["summary"] = [HOSTILE]
    output["evidence"][f"/key_facts/{len(output['data']['key_facts']) - 1}/statement"] = spans
    output["rejected"] = [{"path": HOSTILE, "value": {HOSTILE: HOSTILE}, "reason": HOSTILE}]
    hostile = replace(fixture, document=Document.from_text(text, id=fixture.id))
    run = make_run({fixture.id: hostile}, model=HOSTILE)
    run = Run(
        header=run.header,
        outputs={fixture.id: output},
        scores=make_run({fixture.id: hostile}).scores,
    )
    return html(Content(run), {fixture.id: hostile}), text


def test_the_same_run_gives_the_same_bytes(content, page):
    """A difference between two pages is a difference between two runs."""
    assert html(content, FEW).encode() == page.encode()


def test_the_page_asks_for_nothing(page):
    """No element loads anything, and the policy forbids all but its own style and script."""
    elements = Elements(page)
    loading = {"img", "link", "iframe", "object", "embed", "video", "audio", "base", "form"}
    assert loading.isdisjoint(tag for tag, _ in elements.found)
    assert elements.all("src") == []
    assert "url(" not in page
    assert "@import" not in page
    policy = next(v["content"] for _, v in elements.found if "http-equiv" in v)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("element", ["style", "script"])
def test_the_policy_knows_style_and_script_by_their_hashes(page, element):
    """One byte more in them, and a browser refuses them."""
    (inline,) = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert f"{element}-src 'sha256-{digest}'" in page


def test_every_link_leads_somewhere_on_the_page(page):
    """From a value to its evidence, from a passage to its row, from the table to the document."""
    elements = Elements(page)
    ids = elements.all("id")
    assert len(ids) == len(set(ids))
    links = elements.all("href")
    assert {link[0] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(ids)


def test_every_document_is_on_the_page_worst_first(content, page):
    """None is left out, and the one without an answer leads."""
    shown = [v["id"] for tag, v in Elements(page).found if tag == "details"]
    assert len(shown) == len(FEW)
    assert content.worst_first[0].id == min(FEW)
    assert shown[0] == "d1"


def test_sources_stand_on_the_page_exactly(content, page):
    """However passages overlap, the text is the text."""
    sources = ["".join(blocks) for blocks in Elements(page).sources]
    assert sources == [FEW[score.id].document.text for score in content.worst_first]


def test_evidence_of_labels_and_output_is_marked(page):
    """Both kinds are there, and passages are numbered as the links count them."""
    classes = [value for value in Elements(page).all("class") if value.startswith("ev ")]
    assert {"ev gold", "ev gold out"} <= set(classes)


def test_a_hostile_document_is_only_text():
    """Neither the source nor labels nor output make an element, an address or a template."""
    page, _ = hostile_page()
    elements = Elements(page)
    assert sum(tag == "script" for tag, _ in elements.found) == 1
    assert {tag for tag, _ in elements.found}.isdisjoint({"img", "pre", "b>"})
    assert not [name for _, values in elements.found for name in values if name.startswith("on")]
    assert {link[0] for link in elements.all("href")} == {"#"}
    assert "{{ 7 * 7 }}" in page
    assert "49" not in re.findall(r"x</a> (.{0,4})", page)


def test_codes_that_turn_or_end_a_text_are_shown_as_such():
    """Each becomes one visible character, so that offsets stay right, and the page is UTF-8."""
    page, text = hostile_page()
    assert not re.search("[\x00\x07\u202e\u2066\ud800]", page)
    page.encode()
    (source,) = ("".join(blocks) for blocks in Elements(page).sources)
    assert len(source) == len(text)
    assert source.startswith(text[:-100])


def test_a_run_without_a_baseline_has_no_columns_for_one():
    """What was not compared is not shown as unchanged."""
    page = html(Content(make_run(FEW)), FEW)
    assert "Baseline" not in page
    assert "The gate" not in page
