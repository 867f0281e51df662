"""Clinical phases: one spelling for all, and no phase of anything else."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.readers.phases import find_phases


def said(text: str) -> list[str]:
    """Return the phases of a text."""
    return [mention.phase for mention in find_phases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phase 3", "3"),
        ("PHASE III", "3"),
        ("pivotal phase iii trial", "3"),
        ("Phase-3 study", "3"),
        ("phase\xa03", "3"),
        ("Phase3", "3"),
        ("Phase 3.", "3"),
        ("Phase-III-Studie", "3"),
        ("étude de phase III", "3"),
        ("ensayo de fase 3", "3"),
        ("Phase three trial", "3"),
        ("Ⅲ期", "3"),
        ("III期临床试验", "3"),
        ("3期临床", "3"),
        ("三期临床", "3"),
        ("第III相試験", "3"),
        ("第3相試験", "3"),
        ("Phase IIb/III", "2b/3"),
        ("phase 1b/2a", "1b/2a"),
        ("Phase 1B/2", "1b/2"),
        ("Phase I/II", "1/2"),
        ("Phase I/Phase II", "1/2"),
        ("Phase I-II", "1/2"),
        ("Phase 2/3", "2/3"),
        ("Ⅰ/Ⅱ期临床", "1/2"),
        ("第I/II相", "1/2"),
        ("phase 4", "4"),
        ("preclinical studies", "preclinical"),
        ("pre-clinical", "preclinical"),
        ("präklinische Daten", "preclinical"),
        ("临床前研究", "preclinical"),
    ],
)
def test_a_phase_is_read_in_every_form(text: str, expected: str):
    """Roman and Arabic, any case, in seven languages."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phases 1 and 2", ["1", "2"]),
        ("Phases 1, 2 and 3", ["1", "2", "3"]),
        ("Phases II et III", ["2", "3"]),
        ("phase 2 and 3 trials", ["2", "3"]),
        ("Phase 2 and 3 sites", ["2"]),
        ("Phase 1-3", ["1", "3"]),
        ("Phase 2 and a Phase 3 trial", ["2", "3"]),
        ("II期和III期临床", ["2", "3"]),
    ],
)
def test_a_list_names_each_of_its_phases(text: str, expected: list[str]):
    """Numbers that count something else are not drawn in."""
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in the first phase of construction",
        "Phase 2 of construction",
        "Phase 1/2 of the construction",
        "phase one trade deal",
        "phase 10, phase 1.5, Phase IIx",
        "in this phase I believe",
        "IV期黑色素瘤",
        "分3期付款，第3期",
        "3相",
        "early-phase, multiphase 3",
    ],
)
def test_other_phases_are_none(text: str):
    """Construction, trade, stages of a tumour, instalments and issues."""
    assert said(text) == []


def test_a_span_covers_the_word_and_the_number():
    """In a list, the first mention has the word and each its number."""
    text = "Two Phases 1b and 2 trials, a Phase-III-Studie"
    assert [text[m.start : m.end] for m in find_phases(text)] == ["Phases 1b", "2", "Phase-III"]


ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
PHASES = (
    "1",
    "1a",
    "1b",
    "1/2",
    "1b/2",
    "1b/2a",
    "2",
    "2a",
    "2b",
    "2/3",
    "2b/3",
    "3",
    "3a",
    "3b",
    "4",
)
FRAMES = ("Phase {}", "phase-{}", "PHASE {}", "étude de phase {}", "{}期临床", "第{}相試験")


@given(phase=st.sampled_from(PHASES), frame=st.sampled_from(FRAMES), is_roman=st.booleans())
def test_any_phase_is_read_back_from_its_span(phase: str, frame: str, *, is_roman: bool):
    """Printing and reading are inverse, in a sentence and alone."""
    printed = "".join(ROMAN.get(c, c) for c in phase) if is_roman else phase
    text = f"It is ({frame.format(printed)})"
    (mention,) = find_phases(text)
    assert mention.phase == phase
    assert said(text[mention.start : mention.end]) == [phase]


FRAGMENTS = (
    "phase",
    "Phases",
    " ",
    "-",
    "/",
    "I",
    "II",
    "3",
    "a",
    "b",
    "第",
    "期",
    "相",
    "Ⅲ",
    ", ",
    "临床前",
)
TEXTS = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


@given(text=TEXTS)
def test_no_text_is_refused_and_spans_stay_apart(text: str):
    """Any text is read; spans lie in it, in order, and do not overlap."""
    found = find_phases(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize("run", ["phase ", "phase 1/", "phases 1, ", "1, ", "I/", "第1", "pre-"])
def test_time_grows_with_the_length_only(run: str):
    """Runs that make patterns backtrack: the square of their length would take minutes."""
    start = time.process_time()
    find_phases(run * (30_000 // len(run)))
    find_phases("phases 1" + ", 1" * 10_000)
    assert time.process_time() - start < 5
