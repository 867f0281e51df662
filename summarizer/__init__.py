"""Structured summaries of documents: every value that is printed can be pointed at in the text."""

from importlib.metadata import version as _version

from summarizer.batch.many import Failure, asummarize_many
from summarizer.document import Document, Sentence
from summarizer.errors import SummarizerError
from summarizer.grounding import Claim, Evidence, Verdict, verify
from summarizer.summarize import Summarizer, asummarize, summarize
from summarizer.summary import Rejected, Summary, Usage
from summarizer.task import Task, load_task

__version__ = _version("summarizer")

__all__ = [
    "Claim",
    "Document",
    "Evidence",
    "Failure",
    "Rejected",
    "Sentence",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "Task",
    "Usage",
    "Verdict",
    "asummarize",
    "asummarize_many",
    "load_task",
    "summarize",
    "verify",
]
