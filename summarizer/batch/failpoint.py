"""Named points at which a test can end the process, as a power cut would.

`SUMMARIZER_FAILPOINT=after-intent:3` kills the process the third time that it passes the point
`after-intent`. Without the variable every point is inert.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

VARIABLE = "SUMMARIZER_FAILPOINT"
_passed: Counter[str] = Counter()


def failpoint(name: str) -> None:
    """Pass a point; die there without any farewell if the environment says so."""
    if not (wanted := os.environ.get(VARIABLE)):
        return
    _passed[name] += 1
    if wanted == f"{name}:{_passed[name]}":
        os.kill(os.getpid(), signal.SIGKILL)
