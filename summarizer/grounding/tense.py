"""Whether a claim tells as done what a passage tells as to come, where no hedge says so.

"Wird eingereicht", "sera déposée" and "será presentada" are to come, or go on; "wurde eingereicht",
"a été déposée" and "fue presentada" are done.
"""

from __future__ import annotations

from summarizer.grounding.polarity import HEDGED
from summarizer.grounding.reading import Reading
from summarizer.readers.tables import words

_AHEAD = words("wird werden sera seront aura auront será serán")
_DONE = words("""
    wurde wurden worden war waren hat haben hatte hatten été étaient était ont fue fueron sido
    was were has have had
""")
# "It filed" is done, "it is filed" is not.
_NOT_YET = words("is are be being to will")


def told_as_done(claim: Reading, passage: Reading) -> str:
    """Return the word by which a passage tells as to come what a claim tells as done."""
    there = {token.text for token in passage.tokens}
    ahead = [n for n, token in enumerate(passage.tokens) if token.text in _AHEAD]
    if not ahead or there & _DONE:
        return ""
    if any(cue.bit & HEDGED for cue in claim.stance.mentions):
        return ""
    return passage.raw(ahead[0], ahead[0] + 1) if _is_done(claim) else ""


def _is_done(claim: Reading) -> bool:
    texts = [token.text for token in claim.tokens]
    if not _DONE.isdisjoint(texts):
        return True
    return any(
        text.endswith("ed") and _NOT_YET.isdisjoint(texts[:n]) for n, text in enumerate(texts)
    )
