"""Degenerate systems, each run through the scorer like any other: none may look good."""

import random
from copy import deepcopy
from statistics import mean

import pytest
from gold_output import DEV, copied, facts_output, gold_output, sentences

from summarizer.evals.as_output import cited
from summarizer.evals.said import Said
from summarizer.evals.score import METRICS, DocumentScore, score
from summarizer.evals.support import Support
from summarizer.readers.units import CURRENCY_CODES

pytestmark = pytest.mark.slow

GATED = [metric for metric in METRICS if metric.gated]
# Labels quote the row of a table without its heading: what they cite need not show every year.
LOOSE = {"evidence_sufficiency"}
NOT_MEASURED_BY_LABELS = {"rouge_l", "coverage", "density", "copied_run"}
COSTS = {"output_tokens", "input_tokens", "seconds", "requests"}
INNOCUOUS = (
    "The company makes products for its customers.",
    "Further information is available from the company.",
    "Management is pleased with the work of all employees.",
)
every_document = pytest.mark.parametrize("fixture", DEV, ids=lambda fixture: fixture.id)


def mean_f(outputs):
    """Return the mean F_w of one output for each document; a null counts as 0."""
    return mean(score(f, outputs(f)).values["fact_f"] or 0 for f in DEV)


def lead(fixture, count=3):
    """Copy the first sentences that are sentences, not headings."""
    return copied(_body(fixture)[:count])


def _body(fixture):
    return [s for s in fixture.document.sentences if len(s.text) > 40]


def at_random(fixture):
    """Copy three sentences that a seed picks."""
    return copied(random.Random(fixture.id).sample(_body(fixture), 3))  # noqa: S311 - no secret


def everything(fixture):
    """Copy each sentence as a fact, and all of them as the summary."""
    output = copied(list(fixture.document.sentences))
    output["data"]["summary"] = [s.text for s in fixture.document.sentences]
    return output


@every_document
def test_the_labels_as_an_output_are_perfect(fixture):
    """Every metric is exactly 1, or 0 where that is better."""
    values = score(fixture, gold_output(fixture)).values
    wrong = {
        metric.name: values[metric.name]
        for metric in METRICS
        if metric.name not in LOOSE | NOT_MEASURED_BY_LABELS | COSTS
        and values[metric.name] not in (None, 1 if metric.better == "up" else 0)
    }
    assert wrong == {}


def test_what_the_labels_cite_is_mostly_enough():
    """The ceiling of `evidence_sufficiency` is that of the labels; a report prints it."""
    found = [score(f, gold_output(f)).ratios["evidence_sufficiency"] for f in DEV]
    assert sum(r.top for r in found) / sum(r.bottom for r in found) >= 0.7


@every_document
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"issuer": None, "dateline": {}, "event": None, "key_facts": [], "summary": []},
        {"key_facts": [{"statement": "", "category": "event", "importance": "vital"}]},
    ],
    ids=["empty", "null", "defaults"],
)
def test_silence_finds_nothing(fixture, data):
    """Nothing is found, and what was not said is not called faithful: None passes no gate."""
    found = score(fixture, {"data": data, "evidence": {}})
    assert found.values["fact_f"] == 0
    assert found.values["weighted_recall"] == 0
    assert found.values["field_f1"] == 0
    assert not found.values["list_f1"]
    for name in ("evidence_verbatim", "invented_numbers", "invented_names", "turned_directions"):
        assert found.values[name] is None


@every_document
@pytest.mark.parametrize("output", [None, {"error": "no answer in time"}, {"data": "nonsense"}])
def test_a_failed_document_scores_the_worst_of_everything(fixture, output):
    """It stays in the denominator, so failing on hard documents never pays."""
    found = score(fixture, output)
    assert not found.valid
    for metric in METRICS:
        if metric.aggregate == "micro":
            assert found.values[metric.name] == (0 if metric.better == "up" else 1)
            assert found.ratios[metric.name].bottom > 0
    assert found.values["fact_f"] == found.values["weighted_recall"] == 0


def test_copying_everything_is_worse_than_the_first_sentences():
    """Each sentence is a fact to its author; the reader has to read all of them."""
    assert mean_f(everything) < mean_f(lead)


@every_document
def test_copying_everything_shows_in_the_prose(fixture):
    """Coverage says that every word is copied."""
    assert score(fixture, everything(fixture)).values["coverage"] == 1


def test_sentences_at_random_are_no_better_than_the_first():
    """Releases put first what matters."""
    assert mean_f(at_random) <= mean_f(lead)


def test_the_labels_of_another_document_are_worth_nothing():
    """Facts are not found, and the numbers are those of another release.

    Releases of the same year share years, halves and "two": amounts with a unit they hardly share.
    """
    pairs = list(zip(DEV, [*DEV[1:], DEV[0]], strict=True))
    found = [score(fixture, gold_output(other)) for fixture, other in pairs]
    assert mean(each.values["fact_f"] or 0 for each in found) <= 0.05
    numbers = [each.ratios["invented_numbers"] for each in found]
    assert sum(r.top for r in numbers) / sum(r.bottom for r in numbers) >= 0.7
    shown = [
        Support.of(fixture).shows_quantity(quantity)
        for fixture, other in pairs
        for fact in other.gold.facts
        for quantity in Said(fact.text).quantities
        if quantity.unit in {"%", "pp"} | CURRENCY_CODES
    ]
    assert len(shown) >= 80
    assert mean(shown) <= 0.1


@every_document
def test_order_does_not_count(fixture):
    """Facts and lists reversed or shuffled score as before."""
    before = score(fixture, gold_output(fixture))
    for seed in range(2):
        output = gold_output(fixture)
        order = list(range(len(output["data"]["key_facts"])))
        random.Random(seed).shuffle(order)  # noqa: S311 - no secret
        spans = output["evidence"]
        output["data"]["key_facts"] = [output["data"]["key_facts"][place] for place in order]
        output["evidence"] = spans | {
            f"/key_facts/{number}/statement": spans[f"/key_facts/{place}/statement"]
            for number, place in enumerate(order)
        }
        for name in ("figures", "people", "dates_ahead", "endpoints", "deals", "regulatory"):
            output["data"][name].reverse()
        after = score(fixture, output)
        for metric in GATED:
            assert after.values[metric.name] == before.values[metric.name]


@every_document
def test_a_value_without_its_evidence_is_counted(fixture):
    """Of fields and items too, not of the key facts alone."""
    for place in gold_output(fixture)["evidence"]:
        output = gold_output(fixture)
        del output["evidence"][place]
        assert score(fixture, output).values["evidence_verbatim"] < 1


@every_document
def test_saying_everything_twice_halves_precision(fixture):
    """A fact is found once."""
    facts = [fact.text for fact in fixture.gold.facts if fact.importance != "neutral"][:6]
    once, twice = score(fixture, facts_output(facts)), score(fixture, facts_output(facts * 2))
    assert once.values["relevance_precision"] == 1
    assert twice.values["relevance_precision"] == pytest.approx(1 / 2)
    assert twice.values["weighted_recall"] == once.values["weighted_recall"]


@every_document
def test_innocuous_sentences_raise_nothing(fixture):
    """Padding is neither found nor faithful."""
    output = gold_output(fixture)
    output["data"]["key_facts"] = output["data"]["key_facts"][:4]
    for name in ("figures", "people"):
        output["data"][name] = output["data"][name][:1]
    before = score(fixture, output)
    padded = deepcopy(output)
    padded["data"]["key_facts"] += [{"statement": each} for each in INNOCUOUS]
    padded["data"]["summary"] = [*padded["data"]["summary"], *INNOCUOUS]
    after = score(fixture, padded)
    for metric in GATED:
        was, now = before.values[metric.name], after.values[metric.name]
        sign = 1 if metric.better == "up" else -1
        assert now is None or was is None or sign * now <= sign * was, metric.name


@every_document
def test_one_sentence_with_all_facts_finds_two_at_most(fixture):
    """A sentence is one statement; a bag of the right words is none."""
    facts = [fact.text for fact in fixture.gold.facts if fact.importance != "neutral"]
    vital = sum(fact.importance == "vital" for fact in fixture.gold.facts)
    mega = " and ".join(fact.removesuffix(".") for fact in facts)
    bag = " ".join(sorted({word for fact in facts for word in fact.split()}))
    for text in (mega, bag):
        assert score(fixture, facts_output([text])).values["vital_recall"] <= 2 / vital


@every_document
def test_the_whole_document_is_no_evidence(fixture):
    """What is cited must be short enough to be read."""
    text = fixture.document.text
    output = gold_output(fixture)
    whole = [{"start": 0, "end": len(text), "quote": text}]
    output["evidence"] = dict.fromkeys(output["evidence"], whole)
    assert score(fixture, output).values["evidence_sufficiency"] == 0


def test_a_sentence_at_random_is_hardly_ever_evidence():
    """What is cited must show the numbers and names of the fact."""
    tops = bottoms = 0
    for fixture in DEV:
        output = gold_output(fixture)
        picked = random.Random(fixture.id)  # noqa: S311 - no secret
        for place in output["evidence"]:
            s = picked.choice(fixture.document.sentences)
            output["evidence"][place] = [{"start": s.start, "end": s.end, "quote": s.text}]
        ratio = score(fixture, output).ratios["evidence_sufficiency"]
        tops, bottoms = tops + ratio.top, bottoms + ratio.bottom
    assert tops / bottoms <= 0.1


@every_document
def test_a_quote_with_another_letter_or_place_is_not_verbatim(fixture):
    """Offsets and quote must agree."""
    for change in ({"start": 1}, {"quote": "x"}):
        output = gold_output(fixture)
        place = "/key_facts/0/statement"
        output["evidence"][place] = [
            {**span, **change} for span in cited(fixture, fixture.gold.facts[0].evidence)
        ]
        ratio = score(fixture, output).ratios["evidence_verbatim"]
        assert ratio.top == ratio.bottom - 1


@every_document
def test_every_bad_example_springs_its_trap(fixture):
    """In any sentence of any text of the output."""
    for trap in fixture.gold.traps:
        output = {"data": {"summary": [f"{INNOCUOUS[0]} {trap.example_bad}"]}}
        found = score(fixture, output)
        assert found.ratios["traps"].top >= 1
        assert any(finding.kind == "trap" for finding in found.findings)


@every_document
def test_scores_survive_being_written(fixture):
    """A run folder holds them as JSON."""
    found = score(fixture, gold_output(fixture))
    assert DocumentScore.model_validate_json(found.model_dump_json()) == found
    assert sentences(fixture.gold.reference_summary)


@pytest.mark.parametrize(
    "data",
    [
        {"key_facts": "no list"},
        {"key_facts": [None, 3, {"statement": 7}]},
        {"trials": {"0": []}, "figures": [3, None, {"amount": "x"}], "dateline": []},
        {"figures": [{"amount": {"amount": "many", "scale": "dozen", "currency": "USD"}}]},
        {"people": [{"name": ["A"]}], "issuer": {"name": "A"}, "event": 3, "summary": {"a": None}},
    ],
)
def test_data_of_another_shape_is_missing_not_an_error(data):
    """A baseline may answer anything."""
    found = score(DEV[0], {"data": data, "evidence": {"/key_facts/0/statement": [{"start": "x"}]}})
    assert found.values["fact_f"] == 0
