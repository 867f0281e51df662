"""Facts that are changed in one thing are not found, and what is added never helps."""

import random
import re

import pytest
from gold_output import DEV, facts_output
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.evals.score import score
from summarizer.evals.support import Support

pytestmark = pytest.mark.slow

# Each turns round what a sentence says, where it has the words for it.
FLIPS = [
    (r"\b(rose|increased|grew)\b", "fell"),
    (r"\b(fell|declined|decreased)\b", "rose"),
    (r"\braised\b", "lowered"),
    (r"(?<!not )\bmet\b", "did not meet"),
    (r"\bmissed\b", "met"),
    (r"\b(is|was|were|are) not\b", r"\1"),
    (r"(?<!not )\bapproved\b", "did not approve"),
    (r"\bgranted\b", "did not grant"),
    (r"\baccepted\b", "did not accept"),
    (r"\bno longer expects\b", "expects"),
]


def texts(fixture):
    """Return the texts of the facts that count."""
    return [fact.text for fact in fixture.gold.facts if fact.importance != "neutral"]


def changes(fixture):
    """Return each fact with a number, and the same with another that the source does not have."""
    support = Support.of(fixture)
    changed = []
    for text in texts(fixture):
        other = _perturbed(text, support)
        if other is not None:
            changed.append((text, other))
    return changed


def _perturbed(text, support):
    """Change the last number of a sentence, and only one, so that the source has no such number."""
    before = len(list(support.unsupported_numbers(support.said(text))))
    for match in reversed(list(re.finditer(r"(?<![\w-])\d[\d,.]*\d|(?<![\w-])\d(?![\w-])", text))):
        for other in _others(match[0]):
            said = text[: match.start()] + other + text[match.end() :]
            wrong = list(support.unsupported_numbers(support.said(said)))
            same = len(support.said(said).quantities) == len(support.said(text).quantities)
            if before == 0 and len(wrong) == 1 and same:
                return said
    return None


def _others(number):
    """Yield a number with one digit more, two digits swapped, and the next one."""
    yield number[0] + "0" + number[1:] if len(number) > 1 and number[1].isdigit() else number + "0"
    if len(number) > 1 and number[0] != number[1] and number[1].isdigit() and number[1] != "0":
        yield number[1] + number[0] + number[2:]
    if number[-1].isdigit():
        yield number[:-1] + str((int(number[-1]) + 3) % 10)


@pytest.mark.parametrize("fixture", DEV, ids=lambda fixture: fixture.id)
def test_a_wrong_number_costs_the_fact_and_is_counted(fixture):
    """With k facts changed, vital recall never rises, and k numbers are invented, no more."""
    facts = texts(fixture)
    wrong = dict(changes(fixture))
    assert len(wrong) >= min(2, len(facts) - 1)
    recall = 1.0
    for k in range(len(wrong) + 1):
        chosen = set(list(wrong)[:k])
        found = score(fixture, facts_output([wrong[t] if t in chosen else t for t in facts]))
        assert found.ratios["invented_numbers"].top == k
        assert (found.values["vital_recall"] or 0) <= recall
        matched = {f.text for f in found.findings if f.kind in {"matched", "partial"}}
        assert not matched & {wrong[t] for t in chosen}
        recall = found.values["vital_recall"] or 0


def test_numbers_of_most_facts_can_be_tested():
    """The test above changes enough facts to mean something."""
    assert sum(len(changes(fixture)) for fixture in DEV) >= 90


@pytest.mark.parametrize(
    ("was", "now"), [("million", "billion"), ("billion", "million"), ("%", " percentage points")]
)
def test_a_wrong_scale_or_unit_is_invented(was, now):
    """Millions are not billions, and per cent are not percentage points."""
    tested = 0
    for fixture in DEV:
        for text in texts(fixture):
            if was in text and now.strip() not in text:
                found = score(fixture, facts_output([text.replace(was, now)]))
                assert found.ratios["invented_numbers"].top >= 1, text
                assert found.values["weighted_recall"] == 0
                tested += 1
    assert tested >= 3


def test_a_turned_sentence_is_not_found():
    """Up for down, denied for affirmed, and the reverse."""
    found = total = 0
    for fixture in DEV:
        for fact in fixture.gold.facts:
            for pattern, other in FLIPS:
                if re.search(pattern, fact.text) and fact.importance != "neutral":
                    turned = re.sub(pattern, other, fact.text, count=1)
                    findings = score(fixture, facts_output([turned])).findings
                    found += any(f.kind == "matched" and f.slot == fact.id for f in findings)
                    total += 1
    assert total >= 30
    assert found == 0


def test_a_turned_direction_is_counted_where_the_source_tells_it_in_words():
    """Many releases say it only by a sign in a table; those are left alone."""
    turned = 0
    for fixture in DEV:
        for text in texts(fixture):
            flipped = re.sub(r"\b(rose|grew)\b", "fell", re.sub(r"\bfell\b", "climbed", text))
            if flipped != text:
                output = facts_output([flipped])
                turned += score(fixture, output).ratios["turned_directions"].top
                assert score(fixture, facts_output([text])).ratios["turned_directions"].top == 0
    assert turned >= 4


def test_a_name_that_is_not_in_the_source_is_counted_and_costs_the_fact():
    """Another company, person or drug."""
    tested = 0
    for fixture in DEV:
        issuer = fixture.gold.fields.issuer
        short = min([issuer.value, *issuer.aliases], key=len)
        for text in texts(fixture):
            if f" {short}" in text:
                swapped = text.replace(f" {short}", " Quorvex Halbrandt")
                found = score(fixture, facts_output([swapped]))
                assert found.ratios["invented_names"].top >= 1, swapped
                assert found.values["weighted_recall"] == 0
                tested += 1
    assert tested >= 5


FAST = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
documents = st.sampled_from(DEV)


@FAST
@given(documents, st.data())
def test_an_unsupported_sentence_never_raises_precision(fixture, data):
    """Wherever it is put, among whatever facts."""
    facts = texts(fixture)
    chosen = data.draw(st.lists(st.sampled_from(facts), unique=True, max_size=8))
    place = data.draw(st.integers(0, len(chosen)))
    added = data.draw(
        st.sampled_from(["Zelvant Corp. sold 7,777 tractors in Patagonia.", "It was a good year."])
    )
    before = score(fixture, facts_output(chosen))
    after = score(fixture, facts_output([*chosen[:place], added, *chosen[place:]]))
    assert (after.values["relevance_precision"] or 0) <= (before.values["relevance_precision"] or 0)
    assert (after.values["fact_f"] or 0) <= (before.values["fact_f"] or 0)


@FAST
@given(documents, st.data())
def test_a_fact_taken_away_never_raises_recall(fixture, data):
    """As long as all sentences are read: the thirteenth may take a place that was left."""
    facts = texts(fixture)
    chosen = data.draw(st.lists(st.sampled_from(facts), unique=True, min_size=1, max_size=11))
    gone = data.draw(st.integers(0, len(chosen) - 1))
    before = score(fixture, facts_output(chosen))
    after = score(fixture, facts_output([*chosen[:gone], *chosen[gone + 1 :]]))
    for name in ("vital_recall", "weighted_recall"):
        assert (after.values[name] or 0) <= (before.values[name] or 0)


def test_only_the_first_twelve_sentences_are_read():
    """What comes later is found by nobody, and costs precision."""
    fixture = random.Random(0).choice([f for f in DEV if len(texts(f)) >= 8])  # noqa: S311 - no secret
    padding = ["It was a good year."] * 12
    found = score(fixture, facts_output([*padding, *texts(fixture)]))
    assert found.values["weighted_recall"] == 0
    assert found.values["relevance_precision"] == 0
