"""Clinical phases, read off a text: "Phase IIb/III", "Phase-3-Studie", "Ⅲ期临床", "第3相試験".

Only numbered phases count, and "preclinical": "the first phase of construction" is none. Roman
and Arabic numerals read alike, so that "phase 3" and "Phase III" are the same phase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.readers.characters import LETTERS, fold
from summarizer.readers.tables import read_table


@dataclass(frozen=True, slots=True)
class PhaseMention:
    """A clinical phase in a text.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
        phase: "preclinical", or "1" to "4" with "a", "b" or "c" where printed; two of them joined
            by a slash where one trial spans both, as in "1b/2a".
    """

    start: int
    end: int
    phase: str


_NUMBERS = read_table("""
    1 1, i, ⅰ, 一, one
    2 2, ii, ⅱ, 二, two
    3 3, iii, ⅲ, 三, three
    4 4, iv, ⅳ, 四, four
""")

_ONE = r"(?:[1-4]|iv|i{1,3}|[ⅰⅱⅲⅳ])[abc]?"
_END = rf"(?![0-9{LETTERS}]|[.,][0-9])"
_JOINT = r"(?:\s?/\s?(?:phase[\s-])?|[–-])"
_JOINED_BY = re.compile(_JOINT, re.IGNORECASE)
_SPAN = rf"{_ONE}(?:{_JOINT}{_ONE}{_END})?{_END}"
_TRIAL = "trial|stud|étude|essai|ensayo|estudio|clinic|klinisch|data|program|development|result"
# Bounded, since what hyphens join may go on for pages.
_ANY_WORD = r"(?:[\w-]{1,40}\s)"
_OTHER_WORKS = "construction|excavation|drilling|rollout|roll-out|the mine|the plant|the project"

_WORKS_BEFORE = re.compile(
    r"\b(?:restructuring|reorgani[sz]ation|expansion|construction|renovation|build-?out|roll-?out"
    r"|umbau|ausbau|restructuration|agrandissement)\b[^.;:!?\n]*\Z",
    re.IGNORECASE,
)
_TRIAL_WORD = re.compile(_TRIAL, re.IGNORECASE)
_BEFORE, _BEHIND = 60, 30

# "Phases 1 and 2" lists phases; in "Phase 2 and 3 sites" the 3 counts something else.
_AND = r"(?:\s?[,&]\s?|\s(?:and|or|und|oder|et|ou|y|o)\s)"
_LIST = rf"(?:{_AND}{_SPAN})"
_LATIN = (
    rf"(?<![{LETTERS}0-9])(?>"
    rf"(?:phases|phasen|fases)[\s-]{_SPAN}{_LIST}*"
    rf"|(?:phase|fase)(?:[\s-]{{1,2}}|(?=[1-4])){_SPAN}(?:{_LIST}+(?=[\s-]{_ANY_WORD}?(?:{_TRIAL})))?"
    rf"|phase[\s-](?:one|two|three|four)(?=[\s-]{_ANY_WORD}{{0,3}}(?:{_TRIAL}))"
    # Phases of other works, and "in this phase I believe".
    rf")(?!\s(?:of\s)?{_ANY_WORD}?(?:{_OTHER_WORKS}))(?!\s(?:am|believe|have|hope|know|think)\b)"
)

# Chinese also numbers the stages of a tumour with 期: "IV期黑色素瘤" is a disease, not a trial.
# 分3期 are instalments, 第3期 the third issue.
_CLINICAL = "临床|臨床|试验|試驗|試験|研究"
_NO_TUMOUR = rf"(?!(?:(?!{_CLINICAL})[^，。；、\s]){{0,20}}(?:癌|瘤|患者|病人))"
_HAN_SPAN = rf"(?:{_ONE}\s?[/–-]\s?)?{_ONE}"
_HAN = (
    rf"(?<![第分共0-9{LETTERS}]){_HAN_SPAN}\s?期{_NO_TUMOUR}"
    rf"|(?:第{_HAN_SPAN}|(?<![分共])第?[一二三四])\s?期(?={_CLINICAL})"
    rf"|第{_HAN_SPAN}\s?相"
    rf"|(?<![0-9{LETTERS}]){_HAN_SPAN}\s?相(?={_CLINICAL})"
)
_PRECLINICAL = rf"(?:pre-?clinical|präklinisch|préclinique|preclínic)[{LETTERS}]*"

# The lookaheads are there for speed: few characters begin a phase.
_MENTION = re.compile(
    rf"(?=[pf])(?:(?P<preclinical>(?<![{LETTERS}]){_PRECLINICAL})|{_LATIN})"
    rf"|(?=[1-4iⅰ-ⅳ一二三四第])(?:{_HAN})"
    "|(?P<han_preclinical>临床前|臨床前|前臨床|非臨床)",
    re.IGNORECASE,
)
_NUMBER = "iv|i{1,3}|[1-4ⅰⅱⅲⅳ一二三四]|one|two|three|four"
_NAMED = re.compile(
    rf"(?:(?<![{LETTERS}])|(?<=ase)(?=[1-4]))({_NUMBER})([abc]?)(?![{LETTERS}])",  # also "phase1"
    re.IGNORECASE,
)


def find_phases(text: str) -> list[PhaseMention]:
    """Return the clinical phases of a text, in its order; their spans do not overlap.

    In a list such as "Phases 1 and 2" each phase has its own mention, the first one with the word.
    """
    mentions: list[PhaseMention] = []
    folded = fold(text)
    for match in _MENTION.finditer(folded):
        if match["preclinical"] or match["han_preclinical"]:
            mentions.append(PhaseMention(*match.span(), "preclinical"))
            continue
        if _is_of_other_works(folded, *match.span()):
            continue
        named = list(_NAMED.finditer(folded, *match.span()))
        spans = _joined(named)
        starts = [match.start(), *(first.start() for first, _ in spans[1:])]
        ends = [*(last.end() for _, last in spans[:-1]), match.end()]
        for (first, last), start, end in zip(spans, starts, ends, strict=True):
            parts = dict.fromkeys((_name(first), _name(last)))
            mentions.append(PhaseMention(start, end, "/".join(parts)))
    return mentions


def _is_of_other_works(text: str, start: int, end: int) -> bool:
    """Say whether a phase is one of works that its sentence speaks of, and of no trial."""
    before = max(start - _BEFORE, 0)
    works = _WORKS_BEFORE.search(text, before, start)
    return works is not None and not _TRIAL_WORD.search(text, works.start(), end + _BEHIND)


def _joined(named: list[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Pair what stands for one trial, as in "1b/2a"; "Phases 1-3" names two ends, not one trial."""
    spans: list[tuple[re.Match[str], re.Match[str]]] = []
    for part in named:
        if spans and _is_joint(spans[-1][0], part):
            spans[-1] = (spans[-1][0], part)
        else:
            spans.append((part, part))
    return spans


def _is_joint(first: re.Match[str], second: re.Match[str]) -> bool:
    between = first.string[first.end() : second.start()]
    step = int(_name(second)[0]) - int(_name(first)[0])
    return step in (0, 1) and _JOINED_BY.fullmatch(between) is not None


def _name(part: re.Match[str]) -> str:
    return _NUMBERS[part[1].lower()] + part[2].lower()
