"""Systems that copy sentences, and the plain answer that is read as far as it can be."""

import pytest
from pydantic import BaseModel

from summarizer.document import Document
from summarizer.errors import InvalidAnswerError
from summarizer.evals.extractive import SENTENCES, at_random, extract, lead, textrank
from summarizer.evals.plain import readable
from summarizer.evals.systems import SYSTEMS, Asking
from summarizer.schemas.press_release import PressRelease
from summarizer.task import Task, load_task

TEXT = (
    "The weather was fine. Acme Corp. opened a new plant in Leeds on Monday. "
    "The new plant in Leeds will make pumps for Acme Corp. and its partners. "
    "Pumps of the new plant go to partners in Leeds. Nobody sang. Tea was served at four."
)
DOCUMENT = Document.from_text(TEXT)


def numbers(chosen):
    """Return the numbers of sentences."""
    return [sentence.number for sentence in chosen]


def test_lead_takes_the_first_sentences():
    """In order."""
    assert numbers(lead(DOCUMENT)) == [1, 2, 3]


def test_chance_is_the_same_for_the_same_text():
    """And in the order of the text; another text gets another draw."""
    drawn = numbers(at_random(DOCUMENT))
    assert drawn == numbers(at_random(Document.from_text(TEXT, id="other")))
    assert drawn == sorted(set(drawn))
    texts = (Document.from_text(f"{TEXT} {more}") for more in range(20))
    assert len({tuple(numbers(at_random(each))) for each in texts}) > 3


def test_textrank_takes_the_sentences_that_resemble_most_others():
    """Those about the plant, not those about the weather, the song and the tea."""
    assert numbers(textrank(DOCUMENT)) == [2, 3, 4]


def test_textrank_reads_a_script_without_spaces():
    """Characters are its words."""
    text = (
        "天气很好。新工厂在上海生产水泵。上海的新工厂属于该公司。水泵由新工厂在上海生产。无人唱歌。"
    )
    assert numbers(textrank(Document.from_text(text))) == [2, 3, 4]


@pytest.mark.parametrize("text", ["One.", "One. Two.", "1 2 3", "A A A. A A A. A A A. A A A."])
@pytest.mark.parametrize("choose", [lead, at_random, textrank])
def test_a_short_or_odd_text_is_copied_as_far_as_it_goes(choose, text):
    """No division by nothing, and never more than there is."""
    document = Document.from_text(text)
    assert len(numbers(choose(document))) == min(SENTENCES, len(document.sentences))


def test_what_is_copied_has_exact_evidence():
    """Each sentence is a line of the summary and a fact, and its evidence is itself."""
    output = extract(lead, load_task("press_release"), DOCUMENT)
    assert PressRelease.model_validate(output["data"]).summary == output["data"]["summary"]
    for place, said in enumerate(output["data"]["summary"]):
        for path in (f"/summary/{place}", f"/key_facts/{place}/statement"):
            (span,) = output["evidence"][path]
            assert TEXT[span["start"] : span["end"]] == span["quote"] == said


class Quarter(BaseModel):
    """A schema without a place for sentences."""

    revenue: str


def test_a_schema_without_facts_gets_an_empty_answer():
    """Which is what copied sentences are worth to it."""
    output = extract(lead, Task.for_schema(Quarter), DOCUMENT)
    assert (output["data"], output["evidence"]) == ({}, {})


def test_a_plain_answer_is_read_without_what_breaks_the_schema():
    """Wrong leaves, list items and whole objects go, one by one; the rest stays."""
    tree = {
        "issuer": "Acme Corp.",
        "event": "party",
        "dateline": {"place": "Leeds", "date": "yesterday"},
        "summary": ["Fine.", 7],
        "people": [{"role": "chair"}, {"name": "Ada Byron"}],
        "key_facts": [
            {"category": "event", "importance": "vital"},
            {"statement": "It sells.", "category": "gossip", "importance": "okay"},
        ],
    }
    data = readable(PressRelease, tree)
    assert (data.issuer, data.event, data.dateline.place) == ("Acme Corp.", None, "Leeds")
    assert (data.dateline.date, data.summary) == (None, ["Fine."])
    assert [person.name for person in data.people] == ["Ada Byron"]
    assert [(fact.statement, fact.category) for fact in data.key_facts] == [("It sells.", None)]


def test_a_plain_answer_without_what_is_required_is_none():
    """It is a failed document, not an empty one."""
    with pytest.raises(InvalidAnswerError):
        readable(Quarter, {"revenue": 7})


def test_every_system_that_asks_names_its_prompt():
    """So that a run says what was asked."""
    task = load_task("press_release")
    for system in SYSTEMS.values():
        if isinstance(system, Asking):
            assert system.prompt(task).startswith("sha256:")
