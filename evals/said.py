"""What one sentence of an output says, as far as labels ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from summarizer.evals.labels import Amount, Fact, Slot, Trap, Wording
from summarizer.readers.dates import DateMention, find_dates, shows
from summarizer.readers.numbers import ENGLISH, NumberStyle, Quantity, find_quantities
from summarizer.types import PartialDate

# Scripts that put no spaces between words; they have no case, which takes 20 ms to find out.
_UNSPACED = r"(?-i:[\u3040-\u30ff\u3400-\u9fff])"


@dataclass(frozen=True)
class Said:
    """A sentence, read once for all the labels that it is compared with.

    Attributes:
        text: The sentence.
        written: The day of its document, which gives the year of days printed without one.
        style: How it prints numbers.
    """

    text: str
    written: date | None = None
    style: NumberStyle = ENGLISH

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities of the sentence."""
        return find_quantities(self.text, self.style)

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates of the sentence."""
        return find_dates(self.text, reference=self.written)

    def holds(self, wording: str) -> bool:
        """Tell whether a regular expression matches whole words, without regard to case."""
        return _whole_words(wording).search(self.text) is not None

    def shows(self, slot: Slot) -> bool:
        """Tell whether one of the wordings, the amount, or the date is in the sentence."""
        if isinstance(slot, Amount):
            return any(is_shown(slot, quantity) for quantity in self.quantities)
        if isinstance(slot, PartialDate):
            return any(shows(slot, mention) for mention in self.dates)
        return any(self.holds(wording) for wording in slot)

    def states(self, fact: Fact) -> bool:
        """Tell whether it shows all that a fact must, in an accepted reading, and no `must_not`."""
        readings = [fact.must, *(fact.must | other for other in fact.accept)]
        return not any(self.holds(wording) for wording in fact.must_not) and any(
            all(self.shows(slot) for slot in reading.values()) for reading in readings
        )

    def springs(self, trap: Trap) -> bool:
        """Tell whether it is the wrong reading that a trap waits for."""
        detect = trap.detect
        if isinstance(detect, Wording):
            return re.search(detect.pattern, self.text, re.IGNORECASE) is not None
        return self.shows(detect.near) and self.shows(detect)


def is_shown(amount: Amount, quantity: Quantity) -> bool:
    """Tell whether a quantity is an amount, within half of the amount's last printed digit.

    Units must be the same; where the amount counts things, any noun will do. Signs are not
    compared: a loss of 5 is printed as 5 and as (5).
    """
    same_unit = amount.canonical_unit == quantity.unit
    return same_unit and abs(abs(quantity.value) - abs(amount.value)) <= amount.half_step


@cache
def _whole_words(wording: str) -> re.Pattern[str]:
    """Compile a wording; beside a character of Chinese or Japanese there is a border anywhere."""
    begins = rf"(?:(?<!\w)|(?={_UNSPACED})|(?<={_UNSPACED}))"
    ends = rf"(?:(?!\w)|(?<={_UNSPACED})|(?={_UNSPACED}))"
    return re.compile(rf"{begins}(?:{wording}){ends}", re.IGNORECASE)
