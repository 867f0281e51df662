"""Named points at which a test can end the process, as a power cut would.

`SUMMARIZER_FAILPOINT=after-intent:3` kills the process the third time that it passes the point
`after-intent`. Without the variable every point is inert.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

_name, _, _count = os.environ.get("SUMMARIZER_FAILPOINT", "").partition(":")
_passed: Counter[str] = Counter()


def failpoint(name: str) -> None:
    """Pass a point; die there without any farewell if the environment says so."""
    if not _name:
        return
    _passed[name] += 1
    if name == _name and _passed[name] == int(_count or 1):
        os.kill(os.getpid(), signal.SIGKILL)
