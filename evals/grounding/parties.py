"""Changes that need the whole document: another of its names, and who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.document import Document
from summarizer.evals.grounding.edits import Edit
from summarizer.readers.tables import words

_WORD = r"[A-ZÄÖÜ][\w-]*[\w]"
_NAME = re.compile(rf"(?<![\w.“„@-]){_WORD}(?: (?:(?:and|of|for) )?{_WORD})*(?![\w@$])")
# A name behind a small word names something there; what begins a sentence or a line may not.
_INSIDE = re.compile(r"[a-zäöüß]{2,},? \Z")
# Capitals that name nobody: function words, months, titles and legal forms.
_NO_NAMES = words("""
    The This That These Those Its Our We It In On At For Of By With Under If As An And Or From To
    US UK Phase Year Week Month Day Territory Company Group Board Chief Officer Professor Head
    January February March April May June July August September October November December Sept
    Januar Februar März Mai Juni Juli Oktober Dezember Unternehmen Dr Prof Mr Ms Mrs Inc Ltd Limited
    AG SE AB GmbH plc President Vice Director Form Part Table Plus
""")
_FEWEST_SMALL_WORDS = 3
# A definition stands this close behind what it defines.
_REACH = 60
# Stems of generic names, after the list of the World Health Organization.
_GENERIC = re.compile(
    r"\b[A-Za-z]{3,}(?:copan|tinib|litinib|lutamide|tolatinib|mab|nib|stat|tide|cel|vir|pril)\b"
)
# Verbs whose two sides cannot change places; "and" and "with" leave nothing to tell.
_ACTS = re.compile(
    r"\b(?:acquired|acquires|acquire|granted|grants|grant|licensed|licenses|paid|pays|pay|owes|led"
    r"|leads|joins|joined|succeeds|succeed|sold|sells|buys|bought|supplies|approved|received"
    r"|receives|owns|obtains|obtained|keeps|retains|develops|blocks|binds|erhalten|erworben|prüft"
    r"|gewährt|übernimmt|compared with|compared to|versus|vs|than|against|by|from)\b"
)


class Parties:
    """The names of a document, and the changes that exchange them."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        names = _names_of(document)
        self._others = {
            name: [other for other in names if not self._may_be_same(name, other)] for name in names
        }

    def name_swapped(self, sentence: str) -> Iterator[Edit]:
        """Put each other name of the document in place of each name of a sentence."""
        for start, name in self._names_in(sentence):
            for other in self._others[name]:
                yield Edit(start, start + len(name), other)

    def roles_swapped(self, sentence: str) -> Iterator[Edit]:
        """Exchange two names that stand on the two sides of a verb: A acquires B, B acquires A."""
        names = list(self._names_in(sentence))
        for (start, name), (behind, other) in pairwise(names):
            between = sentence[start + len(name) : behind]
            alone = not any(letter.isupper() for letter in between)
            if alone and _ACTS.search(between) and other in self._others[name]:
                yield Edit(start, behind + len(other), other + between + name)

    def arms_swapped(self, sentence: str) -> Iterator[Edit]:
        """Exchange a medicine and its placebo, or put one in the other's place."""
        drugs = [match.span() for match in _GENERIC.finditer(sentence)]
        placebos = [match.span() for match in re.finditer(r"\bplacebo\b", sentence)]
        known = sorted({match[0].lower() for match in _GENERIC.finditer(self._text)})
        for start, end in placebos:
            before = sentence[max(0, start - 12) : start]
            if re.search(r"(?:with|on|receiving|than|to|vs|vs\.|against) $", before):
                yield from (Edit(start, end, drug) for drug in known)
        for start, end in drugs:
            if re.search(r"\b(?:with|on|receiving|of) $", sentence[max(0, start - 12) : start]):
                yield Edit(start, end, "placebo")
        for drug in drugs:
            for placebo in placebos:
                (start, middle), (behind, end) = sorted((drug, placebo))
                first, last = sentence[start:middle], sentence[behind:end]
                yield Edit(start, end, last + sentence[middle:behind] + first)

    def _names_in(self, sentence: str) -> Iterator[tuple[int, str]]:
        for match in _NAME.finditer(sentence):
            if match[0] in self._others:
                yield match.start(), match[0]

    def _may_be_same(self, name: str, other: str) -> bool:
        """Say whether two names share a word, or one may be short for the other."""
        ours, theirs = set(name.lower().split()), set(other.lower().split())
        if ours & theirs or name in other or other in name:
            return True
        return any(
            _initials(long).startswith(short) or self._is_defined(long, short)
            for long, short in ((name, other), (other, name))
        )

    def _is_defined(self, long: str, short: str) -> bool:
        """Say whether the document prints a name in brackets close behind another one."""
        ends = (match.end() for match in re.finditer(re.escape(long), self._text))
        behind = (self._text[end : end + _REACH] for end in ends)
        return any(re.search(rf"[(“„\"]{re.escape(short)}[)”\",]", text) for text in behind)


def _names_of(document: Document) -> Sequence[str]:
    """Return the names of a document: capitalized runs behind a small word."""
    names: dict[str, None] = {}
    for sentence in document.sentences:
        small = len(re.findall(r"(?<![\w-])[a-zäöüß]{4,}", sentence.text))
        if small < _FEWEST_SMALL_WORDS:
            continue  # a headline
        for match in _NAME.finditer(sentence.text):
            inside = _INSIDE.search(sentence.text[: match.start()])
            if inside and _NO_NAMES.isdisjoint(re.split(r"[ -]", match[0])):
                names[match[0]] = None
    return list(names)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
