"""`summarizer eval agreement`: how far two passes of labelling agree."""

from __future__ import annotations

import sys

from summarizer.cli.label_options import PRESS_RELEASE, LabelFolder, Labels
from summarizer.cli.options import TaskName
from summarizer.evals.agreement import lines, measure


def eval_agreement(folder: LabelFolder = None, task: TaskName = PRESS_RELEASE) -> None:
    """Print the ceiling of every score: how far those agree who labelled the same texts."""
    sys.stdout.write("\n".join(lines(measure(Labels(task, folder).fixtures))) + "\n")
