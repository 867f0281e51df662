"""What is denied and what is left open, clause by clause."""

import pytest

from summarizer.grounding.polarity import HEDGED, read_stance
from summarizer.grounding.tokens import tokenize


def reached(text, *, hedges=False):
    """Return the words of a text that a negation, or a hedge, reaches."""
    tokens = tokenize(text)
    stance = read_stance(text, tokens)
    reach = stance.hedged if hedges else stance.negated
    return [token.text for position, token in enumerate(tokens) if reach(position)]


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("X is not approved in China.", "approved china", "x is"),
        ("Not approved by the FDA (NMPA) for use", "approved fda nmpa use", ""),
        ("It is not approved, and the label is short", "approved", "label short"),
        ("It is not sold in the US but sold in Europe", "us", "europe"),
        ("It is not sold and is approved in Europe", "sold", "approved europe"),
        ("It was not met; the second was met", "not", "second"),
        ("It failed to meet the endpoint", "meet endpoint", "it"),
        ("without another call on shareholders", "another call", "shareholders"),
        ("a non-exclusive licence", "exclusive", "licence"),
        ("In der Schweiz ist es nicht zugelassen; dort prüft man", "schweiz zugelassen", "dort"),
        ("Eine Pflicht besteht nicht.", "pflicht besteht", ""),
        ("Le produit n'est pas approuvé", "approuvé", ""),
        ("no está aprobado", "está aprobado", ""),
        ("该药未获批准，但已获批准", "未 获 批", "但 已"),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text, inside, outside):
    """Conjunctions, contrasts and stops end a clause; brackets do not."""
    words = reached(text)
    assert set(inside.split()) <= set(words)
    assert not set(outside.split()) & set(words)


@pytest.mark.parametrize(
    "text",
    [
        "It was approved not only in China",
        "no later than 2026",
        "no fewer than 20 sites",
        "No. 3 in the market",
        "不良事件",
        "不超过20家",
    ],
)
def test_some_phrases_only_look_like_negations(text):
    """A bound, a number and an adverse event deny nothing."""
    assert reached(text) == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("It plans to enrol 420 adults", "enrol 420 adults"),
        ("which may seriously affect patients", "affect patients"),
        ("potential milestones of $5", "milestones"),
        ("It will close, subject to approval", "it close approval"),
        ("Kalmyris soll verfügbar sein", "verfügbar"),
        ("il devrait être lancé", "lancé"),
        ("公司计划提交申请", "提 交"),
    ],
)
def test_a_hedge_reaches_what_it_leaves_open(text, inside):
    """Plans and possibilities reach on, conditions over the whole clause."""
    assert set(inside.split()) <= set(reached(text, hedges=True))


@pytest.mark.parametrize(
    "text", ["On May 13, 2025 it closed", "as expected, it closed", "better than expected"]
)
def test_some_words_only_look_like_hedges(text):
    """The month of May is certain."""
    assert reached(text, hedges=True) == []


def test_hedges_are_told_from_negations():
    """The bits of the two never mix."""
    tokens = tokenize(text := "It may not close")
    stance = read_stance(text, tokens)
    assert stance.hedged(3) & HEDGED
    assert stance.negated(3)
    assert not stance.negated(1)
