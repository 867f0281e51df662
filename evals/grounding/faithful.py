"""Changes of the wording that leave a statement true: other formats, synonyms, shorter phrases."""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.evals.grounding.edits import Change, Edit, exchange, replace, together

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

FAITHFUL: Mapping[str, Change] = {
    "number format": replace(
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"\b(?:about|approximately) (?=\d)", "around "),
        (r"(?<=\d)%", " percent"),
        (r"(?<=\d)%", " per cent"),
        (r"\$(\d[\d.]*) million", r"$\1m"),
        (r"\$(\d[\d.]*) billion", r"$\1bn"),
        (r"(?<![A-Z])\$(\d+) million(?! and| to)", r"$\1,000,000"),
        (r"(?<![A-Z])\$(\d[\d.]*) (m|b)illion", r"USD \1 \2illion"),
        (r"(?<!\w)(?:US)\$(\d+) million", r"\1 million US dollars"),
        (r"£(\d[\d.]*) (m|b)illion", r"GBP \1 \2illion"),
        (r"(?<=\d) Mio\. Euro", " Millionen Euro"),
        (r"(?<=\d) ?%(?= auf)", " Prozent"),
        (r"\beight(?= U\.S\.| sites| hospitals)", "8"),
        (r"\bnine(?= patients)", "9"),
        (r"\b15(?= million)", "15.0"),
    ),
    "date format": replace(
        (rf"\b(\d{{1,2}}) ({_MONTHS}) (20\d\d)", r"\2 \1, \3"),
        (rf"\b({_MONTHS}) (\d{{1,2}}), (20\d\d)", r"\2 \1 \3"),
        (rf"\b(\d{{1,2}}) ({_MONTHS}) (20\d\d)", r"\3 \2 \1"),
        (r"the third quarter of (20\d\d)", r"Q3 \1"),
        (r"the first half of (20\d\d)", r"H1 \1"),
        (r"the second quarter of (20\d\d)", r"Q2 \1"),
        (r"\b(\d)\. März (20\d\d)", r"0\1.03.\2"),
        (rf"\b\d{{1,2}} ({_MONTHS}) (20\d\d)", r"\1 \2"),
    ),
    "typography": replace(
        (r"[“”„]", '"'),
        (r" – ", " - "),
        (r"’", "'"),
        (r"−", "-"),
        (r"[®™]", ""),
        (r"\.$", ""),
        (r"\[\d\]|\(\d\)", ""),
    ),
    "capitals": lambda sentence: iter([Edit(0, len(sentence), sentence.upper())]),
    "synonym": exchange("""
        trial, study
        enroll, recruit
        enrol, enroll
        randomised, randomized
        plans to, intends to
        rose, increased, grew
        fell, decreased, declined
        at least, a minimum of
        compared with, compared to, versus
        up to, as much as
        phase 3, phase iii
        is not, isn't
        was not, wasn't
        has not, hasn't
        medicines, drugs
        payable, to be paid
        adverse events, adverse event
        announced, reported
    """),
    "shortened": together(
        replace(
            (r"(?:today )(?=reported|announced|published)", ""),
            (r" today\b", ""),
            (r"\b[Tt]he (?=[a-z])", ""),
            (r", (?:respectively|an investigational [^,]+|a clinical-stage [^,]+),? ?", " "),
            (r" \([A-Z][A-Za-z ]+: ?[A-Z]+\)", ""),
            (r" \(“[^”]+”\)", ""),
            (r",? said [^.]+\.$", "."),
        ),
    ),
    "lengthened": replace(
        (r"\.$", " as well."),
        (r"(?<=\w)\.$", ", it said."),
        (r"^(?=[A-Z][a-z])", "According to the company, "),
        (r"^(?=[A-Z][a-z])", "The company said that "),
    ),
}
