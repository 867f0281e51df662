"""What a number counts: the "sites" of "20 sites", the "患者" of "192名患者"."""

from __future__ import annotations

import re

from summarizer.readers.characters import LETTERS
from summarizer.readers.tables import words
from summarizer.readers.units import MEASURE_WORDS

# Words that end what is counted, or begin something else.
_FUNCTION_WORDS = words("""
    a after an and another are as at be been before both but by can compared could did do does
    during each for from had has have if in into is it its may not of on or over per
    respectively should since so some than that the their then these they this those through to
    under until up vs was we were what when where which while who whose will with within would
    aber als am an auf aus bei bis das dem den der des die durch ein eine einem einen einer für
    gegenüber im in ist mit nach oder pro seit sind sowie und unter vom von vor war waren werden
    wird wurde wurden zu zum zur über
    au aux avec ce ces chez d'un dans de des du en est et la le les ont ou par pour que qui sont sur
    un une
    al con de del el en es la las los o para por que se son su un una y
""")
_LONGEST_NOUN = 3
# A line may be wrapped before a noun, but a table's next row begins with a capital.
_GAP = r"(?:[^\S\n]{1,14}|[^\S\n]?\n(?=[a-zäöüß])|-)"
_WORD = rf"(?:(?:[{LETTERS}]\.){{2,4}}|[{LETTERS}][{LETTERS}'-]*+)"
_COUNTED = re.compile(rf"{_GAP}({_WORD}(?:[^\S\n]{_WORD}){{0,{_LONGEST_NOUN - 1}}})")
_OF = re.compile(
    r"[^\S\n](?:of|der|des|von|de|del)(?:[^\S\n](?:the|all|its|these|those|den|les|los|las))?(?=\s)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?<![suio])s$|oes$")
# Most Chinese words have two characters.
_HAN = re.compile(rf"[ \xa0]?{MEASURE_WORDS}?([一-鿿]{{2}})")


def noun_after(text: str, start: int) -> str:
    """Return the words that a number ending at `start` counts, in lower case, or "".

    At most three words, up to the first that looks like a plural: what follows "20 sites" is no
    longer counted. In Chinese, the two characters behind the measure word.
    """
    if han := _HAN.match(text, start):
        return han[1]
    found = _COUNTED.match(text, start)
    counted = []
    for word in found[1].casefold().split() if found else ():
        if word in _FUNCTION_WORDS:
            break
        counted.append(word)
        if _PLURAL.search(word):
            break
    return " ".join(counted)


def noun_of_share(text: str, start: int) -> str:
    """Return what a percentage or fraction is a share of: the "patients" of "12% of patients"."""
    of = _OF.match(text, start)
    return noun_after(text, of.end()) if of else ""
