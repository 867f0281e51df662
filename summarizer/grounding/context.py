"""What a sentence leaves to its context: who or what it is about, and when.

Under "Second-quarter 2026 results", "Net loss was $41.2 million" is about that quarter; behind "The
board sanctioned a plant at Bhandarkot", "It will open in May" is about that plant. Only names,
plain nouns and the period are taken from there, and only where the sentence has none of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from summarizer.document import Sentence
from summarizer.grounding.coreference import known_by_other_name
from summarizer.grounding.mention import Mention
from summarizer.grounding.reading import Reading
from summarizer.grounding.short_names import COMMON_NAMES
from summarizer.grounding.source import SPEAKER, Source
from summarizer.grounding.surroundings import contexts, period_teller_of, prints, teller_of
from summarizer.grounding.wording import match_words, replaced
from summarizer.readers.tables import words

# Words at the beginning of a sentence for somebody or something in the one before it.
_POINTING = words("""
    it its they their he his she her who whose er sie es ihr ihre sein seine il elle son sa ses leur
    leurs ils elles su sus este esta dieser diese dieses both
""")
_PRONOUNS = words("it they he she er sie es il elle ils elles")
_QUOTES = ("“", '"', "„", "«")
_SAYING = words("said says added stated sagte sagt erklärte déclaré dit dijo afirmó")
_ARTICLES = words("the a an der die das den dem le la les el los")
_BEGINNING = 3
# Behind a conjunction or at the beginning, so many words that say something hold the subject.
_SUBJECT = 6
# A country may head a sentence: "• European Union: ...".
_LABEL = 3
_DIGIT = re.compile(r"\d")
# At least this share of a claim must stand in the sentence itself.
_OWN = 0.5
# Tokens between an amount and what it belongs to.
_BESIDE = 5
_ON = words("on with under bei mit unter sous avec con")
# So many sentences may tell together what another one is about.
_TELLING = 2
_FEWEST_COLUMNS = 2


class Told(NamedTuple):
    """What of a claim a sentence must say itself, and the sentences that say the rest."""

    rest: Reading
    known: Mapping[int, int]
    contexts: Sequence[Sentence]


def left_to(
    source: Source, claim: Reading, sentence: Sentence, allowed: Collection[int] | None
) -> Told | None:
    """Return what of a claim a sentence must say itself, if its context says the rest.

    None where nothing may be left to the context: the sentence names somebody or something that
    the claim does not, says something else in its place, or says too little of it.

    Args:
        source: The document.
        claim: The claim.
        sentence: The sentence.
        allowed: The numbers of the sentences that count; None if all do.
    """
    passage = source.of(sentence)
    worded = match_words(claim, passage, known_by_other_name(source, claim, sentence))
    missing = worded.missing
    dated = any(each.kind == "date" and not _compares(passage, each) for each in passage.mentions)
    undated = [] if dated else [each for each in claim.mentions if each.kind == "date"]
    around = [
        each for each in contexts(source, sentence) if allowed is None or each.number in allowed
    ]
    periods = [each for each in around if not _heads_columns(source.of(each), passage, claim)]
    telling: dict[int, Sentence] = {}
    taken = set()
    for position in missing:
        teller = teller_of(source, claim, position, around)
        if teller is None and not dated:
            teller = period_teller_of(source, claim, position, periods)
        if teller is None or _is_an_arm(claim, position, passage):
            return None
        telling[teller.number] = teller
        taken.add(position)
    from_context = []
    for mention in undated:
        teller = next((each for each in periods if prints(source.of(each), mention)), None)
        if teller is not None:
            telling[teller.number] = teller
            from_context.append(mention)
            taken.update(range(mention.first, mention.last))
    said = [n for n, key in enumerate(claim.keys) if key]
    own = [n for n in said if n not in taken]
    if not taken or len(telling) > _TELLING or len(own) < _OWN * len(said):
        return None
    said_there = [*worded.places.values()]
    said_there += [m.first for m in passage.mentions if m.name in claim.places]
    if any(_stands_for_another(claim, position, passage) for position in taken):
        return None
    if _is_about_another(claim, passage, said_there) or not _points_there(
        source, claim, taken, sentence
    ):
        return None
    if replaced(claim, passage, missing) or _adds_a_party(source, claim, taken, sentence):
        return None
    mentions = [mention for mention in claim.mentions if mention not in from_context]
    rest = claim.without(taken, mentions)
    # What is taken away may have had a name that the rest needs.
    known = known_by_other_name(source, rest, sentence)
    return Told(rest, known, [telling[number] for number in sorted(telling)])


def _heads_columns(head: Reading, row: Reading, claim: Reading) -> bool:
    """Say whether a line prints dates of columns, and a claim's are not those of its figures."""
    heads = [each.name for each in head.mentions if each.kind == "date"]
    figures = [each for each in row.quantities if row.stance.depths[each.first] == 0]
    like = max((list(filter(each.is_like, figures)) for each in figures), key=len, default=[])
    if len({*heads}) < _FEWEST_COLUMNS or len(like) < _FEWEST_COLUMNS:
        return False
    dates = [heads.index(it.name) for it in claim.mentions if it.name in heads]
    names = [each.name for each in like]
    return dates != [names.index(it.name) for it in claim.quantities if it.name in names]


def _compares(passage: Reading, date: Mention) -> bool:
    """Say whether a date stands in brackets with an amount of its own: (Q2 2025: $4 million)."""
    depth = passage.stance.depths[date.first]
    beside = range(date.first - _BESIDE, date.last + _BESIDE)
    return depth > 0 and any(
        each.first in beside and passage.stance.depths[each.first] == depth
        for each in passage.quantities
    )


def _is_an_arm(claim: Reading, position: int, passage: Reading) -> bool:
    """Say whether a word tells whose one of several amounts is: no other sentence may add that."""
    if claim.keys[position] == "placebo":
        return True
    before = [m for m in claim.quantities if m.last <= position <= m.last + _BESIDE]
    likes = [m for m in passage.quantities if before and m.is_like(before[-1])]
    tied = any(claim.tokens[n].text in _ON for n in range(max(position - 2, 0), position))
    return tied and len(likes) > 1


def _stands_for_another(claim: Reading, position: int, passage: Reading) -> bool:
    """Say whether a sentence names another thing behind the small word that a claim names one."""
    if position not in claim.capitals.names or claim.owners[position]:
        return False
    if any(_is_other_code(claim.tokens[position].text, token.text) for token in passage.tokens):
        return True
    before = position - 1
    while before > 0 and claim.tokens[before].text in _ARTICLES:
        before -= 1
    tie = claim.tokens[before].text if before >= 0 and not claim.keys[before] else ""
    for place, token in enumerate(passage.tokens[:-1] if tie else ()):
        behind = place + 1 + (passage.tokens[place + 1].text in _ARTICLES)
        if token.text == tie and behind in passage.capitals.names:
            return passage.keys[behind] not in claim.places and not passage.owners[behind]
    return False


def _is_other_code(code: str, other: str) -> bool:
    """Say whether two codes of letters and digits differ and are made alike: 26H041, 26H042."""
    mixed = not code.isalpha() and not code.isdecimal()
    return mixed and code != other and _DIGIT.sub("0", code) == _DIGIT.sub("0", other)


def _is_about_another(claim: Reading, passage: Reading, shared: Sequence[int]) -> bool:
    """Say whether a sentence names something that a claim does not, where it says the same.

    What stands in brackets does not count, nor what only follows; nor the country that heads it.
    """
    said = {token.text for token in claim.tokens}
    last, parts = max(shared, default=-1), {passage.parts[place] for place in shared}
    clauses = Counter(passage.stance.clauses[place] for place in shared)
    clause = max(clauses, key=lambda each: clauses[each], default=0)
    # What begins a sentence may be any word: "Work should start and the line is to begin".
    names = passage.capitals.names.union(
        *(run for run in passage.capitals.runs if len(run) > 1 or clause <= run[0])
    )
    return any(
        passage.keys[place]
        and passage.owners[place] is None
        and passage.stance.depths[place] == 0
        and (place < last or passage.parts[place] in parts)
        and passage.tokens[place].text not in said | SPEAKER
        and not (place < _LABEL and passage.tokens[place].text in COMMON_NAMES)
        for place in names
    )


def _points_there(
    source: Source, claim: Reading, taken: Collection[int], sentence: Sentence
) -> bool:
    """Say whether a pronoun that begins a sentence can stand for what a claim says instead.

    It stands for a subject of the claim, and for one of the sentence before, in the
    same paragraph.
    """
    passage = source.of(sentence)
    beginning = {token.text for token in passage.tokens[:_BEGINNING]}
    if beginning.isdisjoint(_POINTING):
        return True
    titles = known_by_other_name(source, claim, sentence)
    said = [n for n, key in enumerate(claim.keys) if key and n not in taken and n not in titles]
    own = min(said, default=-1)
    if not beginning.isdisjoint(_PRONOUNS) and own < min(taken):
        return False
    before = source.document.sentences[sentence.number - 2] if sentence.number > 1 else None
    if before is None or before.block != sentence.block:
        return False
    reading = source.of(before)
    if sentence.text.startswith(_QUOTES) and any(t.text in _SAYING for t in claim.tokens):
        return True  # the quotation goes on, and who speaks stands before
    if claim.capitals.names.isdisjoint(taken):
        return any(claim.keys[n] in reading.places for n in taken)
    known = known_by_other_name(source, claim, before)
    places = {place for n in taken for place in reading.places.get(claim.keys[n], ())}
    places |= {known[n] for n in taken if n in known}
    return not places.isdisjoint(_subjects(reading))


def _adds_a_party(
    source: Source, claim: Reading, taken: AbstractSet[int], sentence: Sentence
) -> bool:
    """Say whether a company or person is taken from the context without anything pointing there.

    Who publishes the text is what a sentence without a name is about.
    """
    beginning = {token.text for token in source.of(sentence).tokens[:_BEGINNING]}
    return beginning.isdisjoint(_POINTING) and any(
        group in source.names.parties - {source.names.speaker} and not taken.isdisjoint(range(*run))
        for run, group in source.names.find(claim.text, claim.tokens)
    )


def _subjects(reading: Reading) -> Iterator[int]:
    """Yield the first words of each clause that say something."""
    counts: dict[int, int] = {}
    for place, clause in enumerate(reading.stance.clauses):
        if reading.keys[place] and counts.get(clause, 0) < _SUBJECT:
            counts[clause] = counts.get(clause, 0) + 1
            yield place
