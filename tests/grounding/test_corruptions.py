"""True sentences of the examples with one thing changed: none may pass, as quote or statement."""

import re

import pytest
from releases import EXAMPLES, release

from summarizer.grounding import check_quote, check_statement

# For each kind of corruption a pattern, and what takes its place.
CORRUPTIONS = {
    "phase": (r"(?i)(?<=phase[ -])[23](?!\w)", {"2": "3", "3": "2"}),
    "digit": (r"(?<![\w.,(\[])[1-9](?=\d*(?: sites| patients| adults|%| shares| hospitals))", "7"),
    "dose": (r"\b[12345](?=[05]0\smg)", {"1": "4", "2": "3", "3": "2"}),
    "year": (r"\b202[3-9]\b", {str(year): str(year - 3) for year in range(2023, 2030)}),
    "sign": (r"(?<= )(?=\d[\d.]*%)", "−"),
    "comparator": (
        "at least|up to|more than|mindestens",
        {
            "at least": "at most",
            "up to": "at least",
            "more than": "less than",
            "mindestens": "höchstens",
        },
    ),
    "currency": (
        r"US\$|\$|£|CNY|Euro",
        {"$": "€", "US$": "€", "£": "$", "CNY": "EUR", "Euro": "USD"},
    ),
    "negation out": (r"\b(?:not|nicht|never) ", ""),
    "negation in": (r"\b(?:is|was|were|has|had|wurde|ist)\b(?! not| nicht| planned)", r"\g<0> not"),
    "fabricated": (r"(?<= )(?:patients|adults|revenue|licence|Studie)\b", "psoriasis"),
    "scale": (
        r"million|billion|Mio\.|Mrd\.",
        {"million": "billion", "billion": "million", "Mio.": "Mrd.", "Mrd.": "Mio."},
    ),
    "name": (
        "Tessadyne|Ostlewyn|drestolatinib|Corvenhald|Swissmedic|Process Analytics",
        "Skelderbeck",
    ),
    "direction": (
        r"\b(?:rose|fell|up|lower|stieg|increase)\b",
        {
            "rose": "fell",
            "fell": "rose",
            "up": "down",
            "lower": "higher",
            "stieg": "sank",
            "increase": "decrease",
        },
    ),
    "hedge out": (r"\b(?:approximately|about|around|rund|could|may|up to) (?=\w+ )", ""),
}


def corrupted(text, kind):
    """Yield the text with one thing of a kind changed, once for each place."""
    pattern, change = CORRUPTIONS[kind]
    for match in re.finditer(pattern, text):
        new = match.expand(change) if isinstance(change, str) else change.get(match[0], match[0])
        if new != match[0]:
            yield text[: match.start()] + new + text[match.end() :]


def mutants(kind):
    """Yield the release, the sentence and its corrupted form, over all examples."""
    for path in EXAMPLES:
        text = release(path.stem)
        for sentence in text.document.sentences:
            if not text.is_suspect(sentence):
                yield from ((text, sentence, mutant) for mutant in corrupted(sentence.text, kind))


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_no_corrupted_sentence_is_supported(kind):
    """Neither with the sentence that it was made from cited, nor as a quotation."""
    accepted = [
        mutant
        for text, sentence, mutant in mutants(kind)
        if check_statement(text, mutant, sentence).supported or check_quote(text, mutant).supported
    ]
    assert accepted == []


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_there_is_something_to_corrupt(kind):
    """The test above would pass on nothing."""
    assert len(list(mutants(kind))) >= 3
