"""The sentences of a document, to be found by what they say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice

from summarizer.document import Sentence
from summarizer.grounding.reading import Reading

# A word in more sentences than this tells nothing about where to look.
_COMMON = 200


class SentenceIndex:
    """Finds sentences by the keys of their readings.

    Attributes:
        sentences: All of them, in their order.
        of: Reads one.
    """

    def __init__(self, sentences: Sequence[Sentence], of: Callable[[Sentence], Reading]) -> None:
        self.sentences = sentences
        self.of = of

    def nearest(
        self, keys: Iterable[str], count: int, allowed: Collection[int] | None = None
    ) -> list[Sentence]:
        """Return the sentences that share most with some keys, the rarer ones counting more.

        Args:
            keys: What is looked for.
            count: How many sentences to return at most.
            allowed: The numbers of the sentences that count; None if all do.
        """
        scores: dict[int, float] = {}
        for key in set(keys):
            places = self._places.get(key, ())
            if len(places) <= _COMMON:
                weight = 1 / (1 + len(places))
                for place in places:
                    scores[place] = scores.get(place, 0) + weight
        ranked = sorted(scores, key=lambda place: (-scores[place], place))
        found = (self.sentences[place] for place in ranked)
        within = (each for each in found if allowed is None or each.number in allowed)
        return list(islice(within, count))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, sentence in enumerate(self.sentences):
            for key in self.of(sentence).places:
                places.setdefault(key, []).append(place)
        return places
