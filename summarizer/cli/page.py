"""A summary as a page for a terminal: each value with the sentence that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from summarizer.cli.output import printable
from summarizer.document import Document
from summarizer.leaves import Leaf, Path, leaves
from summarizer.summary import Rejected, Summary, Usage, pointer
from summarizer.types import Interval, Money, PValue

LONGEST_QUOTE = 240


def page(document: Document, summary: Summary[Any]) -> RenderableType:
    """Lay out one summary: the data with its sentences, what was set aside and why, the cost."""
    parts: list[RenderableType] = [Rule(Text(printable(document.id), "bold"))]
    quoted: set[int] = set()  # each sentence is printed once, and named by its number afterwards
    for name in type(summary.data).model_fields:
        found = [leaf for leaf in leaves(summary.data) if leaf.path[0] == name]
        if found:
            parts += _section(name, found, document, summary, quoted)
    if summary.rejected:
        parts.append(Text("\nSet aside: not shown by the text", "bold yellow"))
        parts += _set_aside(summary.rejected)
    if summary.suspect:
        parts.append(Text("\nWithheld: passages that address software", "bold red"))
        parts += [_quote(evidence.quote) for evidence in summary.suspect]
    parts.append(_cost(summary.usage, summary.provenance.model))
    return Group(*parts)


def _section(
    name: str, found: list[Leaf], document: Document, summary: Summary[Any], quoted: set[int]
) -> Iterator[RenderableType]:
    """Yield a heading, then an item for each object or lone value, each with its sentences."""
    alone = len(found) == 1 and len(found[0].path) == 1
    if not alone:
        yield Text(f"\n{_words(name)}", "bold")
    items: dict[Path, list[Leaf]] = {}
    for leaf in found:
        item = leaf.path[:2] if len(leaf.path) > 1 and isinstance(leaf.path[1], int) else (name,)
        items.setdefault(item, []).append(leaf)
    for item, members in items.items():
        shown = _sentences(members, document, summary)
        numbers = Text(" " + "".join(f"[{number}]" for number, _ in shown), "dim")
        if alone:
            heading = Text(f"\n{_words(name)}: ", "bold")
            yield Text.assemble(heading, (_value(members[0].value), "not bold"), numbers)
        else:
            yield Padding(Text.assemble(_item(members, len(item)), numbers), (0, 0, 0, 2))
        copied = {" ".join(str(leaf.value).split()) for leaf in members}
        for number, sentence in shown:
            if number not in quoted and " ".join(sentence.split()) not in copied:
                yield Padding(_quote(sentence, number), (0, 0, 0, 4))
            quoted.add(number)


def _item(members: list[Leaf], depth: int) -> Text:
    """Write an object on one line: its values behind their names, those of a list together."""
    fields: dict[str, list[str]] = {}
    for leaf in members:
        label = " ".join(str(step) for step in leaf.path[depth:] if isinstance(step, str))
        fields.setdefault(label, []).append(_value(leaf.value))
    text = Text("• ")
    for index, (label, values) in enumerate(fields.items()):
        text.append("  " if index else "")
        if label and label != "statement":
            text.append(f"{_words(label).lower()} ", "dim")
        text.append(", ".join(values))
    return text


def _sentences(
    members: list[Leaf], document: Document, summary: Summary[Any]
) -> list[tuple[int, str]]:
    """Return the sentences that show an item's values, each once, in the order of the text."""
    spans = [span for leaf in members for span in summary.evidence.get(pointer(leaf.path), ())]
    shown = {document.sentence_at(span.start) for span in spans}
    return sorted((sentence.number, sentence.text) for sentence in shown)


def _quote(text: str, number: int | None = None) -> Text:
    words = " ".join(printable(text).split())
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return Text(f"[{number}] {words}" if number else f"  {words}", "dim italic")


def _set_aside(rejected: Sequence[Rejected]) -> Iterator[Text]:
    """Yield what was set aside; an object that went as a whole once, for the first reason."""
    whole = [each.path for each in rejected if isinstance(each.value, dict)]
    reasons = {each.path: each.reason for each in rejected}
    for each in rejected:
        if any(each.path.startswith(f"{path}/") for path in whole):
            continue
        reason, value = each.reason, str(each.value)
        if isinstance(each.value, dict):
            inside = (reasons[path] for path in reasons if path.startswith(f"{each.path}/"))
            reason = next(inside, reason)
            value = " · ".join(str(part) for part in each.value.values() if part)
        where = f"  {each.path}: {printable(reason)}"
        yield Text.assemble("  • ", printable(value)[:LONGEST_QUOTE], (where, "dim"))


def _value(value: object) -> str:
    match value:
        case Money():
            bound = "" if value.bound == "exactly" else value.bound.replace("_", " ") + " "
            scale = "" if value.scale == "one" else f" {value.scale}"
            return f"{bound}{value.currency} {value.amount}{scale}"
        case PValue():
            return f"p {value.comparator} {value.value}"
        case Interval():
            level = f"{value.level}% CI " if value.level is not None else ""
            return f"{level}{value.low} to {value.high}"
        case BaseModel():
            return printable(value.model_dump_json())
    return printable(str(value))


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _cost(usage: Usage, model: str) -> Text:
    cost = f", cost {usage.cost:.4f}" if usage.cost is not None else ""
    tokens = (
        f"{usage.input_tokens} tokens in ({usage.cached_tokens} cached), {usage.output_tokens} out"
    )
    return Text(
        f"\n{model}: {usage.requests} requests, {tokens}, {usage.seconds:.1f} s{cost}", "dim"
    )
