"""Runs of tokens: contiguous and whole, hyphens or not."""

import pytest

from summarizer.grounding.search import MOST_OCCURRENCES, TokenIndex
from summarizer.grounding.tokens import tokenize

TEXT = (
    "A placebo-controlled trial in non-segmental vitiligo and derma-\ntitis; the rapist of OSW-318."
)


def found(wanted, text=TEXT):
    """Return the runs of a text that are found, as they are printed."""
    index = TokenIndex(tokenize(text))
    runs = index.find(TokenIndex(tokenize(wanted)))
    return [text[index.tokens[a].start : index.tokens[b - 1].end] for a, b in runs]


@pytest.mark.parametrize(
    ("wanted", "printed"),
    [
        ("placebo controlled trial", "placebo-controlled trial"),
        ("nonsegmental vitiligo", "non-segmental vitiligo"),
        ("placebo controlled trial in nonsegmental", "placebo-controlled trial in non-segmental"),
        ("dermatitis", "derma-\ntitis"),
        ("OSW 318", "OSW-318"),
    ],
)
def test_a_hyphen_may_be_a_space_or_nothing(wanted, printed):
    """Compounds are spelled three ways, and lines break inside words."""
    assert found(wanted) == [printed]


@pytest.mark.parametrize("wanted", ["therapist", "placebo trial", "3", "segment", "318 A", ""])
def test_only_whole_words_in_one_piece_are_found(wanted):
    """Letters that match across a space, or inside a word, do not count."""
    assert found(wanted) == []


def test_occurrences_are_bounded():
    """A text of one word is searched in bounded steps."""
    assert len(found("a", "a " * 1_000)) == MOST_OCCURRENCES
