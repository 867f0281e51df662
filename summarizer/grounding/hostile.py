"""Passages that speak to software instead of readers: orders to a model, markup, pretended results.

Nothing in a summary may rest on them. They are found by their form, and by whom their sentences
address (`addressed`), in plain letters and in disguise (`disguise`); what is found is reported with
its offsets, never dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.grounding.addressed import addressed
from summarizer.grounding.disguise import undisguised

# An order is taken with what follows it on the line, up to a bound: that is where its content is.
_LONGEST_REST = 400
_REST = rf"[^\n]{{0,{_LONGEST_REST}}}"
# The paragraph that follows.
_BLOCK = r"(?:\n?(?!\s*\n)[^\n]{1,400}){0,8}"
_HIDING = (
    r"display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0|opacity\s?:\s?0(?![.\d])"
    r"|color\s?:\s?(?:#fff(?:fff)?\b|white\b)|text-indent\s?:\s?-\d{3}|\shidden\b"
)
_TAGS = "system|assistant|instructions?|prompt|thinking|answer|response|result"
_PARTS = "DOCUMENT|TEXT|ARTICLE|INPUT|SYSTEM|PROMPT|INSTRUCTIONS?|CONTEXT"
# What is said to end or begin here: with the paragraph behind it, or the rest of the line.
_MARKER = (
    rf"^\W{{0,12}}(?:BEGIN|START|NEW|END)(?: OF)? (?:THE )?(?:{_PARTS})\b"
    rf"(?:\W{{0,12}}\n{_BLOCK}|{_REST})"
)
_BACKWARDS = "eht|dna|rof|taht|siht|htiw|morf|yrammus"
_FORMS = (
    # Markup comments, scripts, hidden text and template syntax: no reader is meant to see them.
    r"<!--.*?(?:-->|\Z)",
    r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)",
    rf"<(\w{{1,10}})\b[^>]{{0,200}}(?:{_HIDING})[^>]{{0,200}}>.*?(?:</\2\s*>|\Z)",
    r"\{\{.{0,400}?\}\}|\{%.{0,400}?%\}|\{#.{0,400}?#\}|<%.{0,400}?%>|\$\{[^}\n]{0,400}\}",
    r"^\[(?://|comment)\]:[^\n]*",
    # Chat templates: control tokens, tags, roles, a dialogue.
    r"<\|[^|>\n]{1,40}\|>.{0,1000}?(?:<\|(?:im_end|eot_id|end)[^|>\n]{0,20}\|>|\n\s*\n|\Z)" + _REST,
    r"\[INST\].{0,1500}?(?:\[/INST\]|\n\s*\n|\Z)|<</?SYS>>" + _REST,
    r"\[/?(?-i:SYS|SYSTEM|ASSISTANT|USER|system|assistant|user)\]" + _REST,
    rf"<({_TAGS})\b[^>\n]{{0,60}}>.{{0,1500}}?(?:</\3\s*>|\n\s*\n|\Z)",
    r"^[ \t>*_#\[(-]{0,8}(?:system|assistant|user)[ _-](?:message|prompt|note|notice|override"
    r"|instructions?|update)s?\b[^\n:]{0,60}:" + _REST,
    r"^[ \t>*_#\[(]{0,8}(?-i:SYSTEM|ASSISTANT|USER|system|assistant|user)[\])*_]{0,4}[ \t]*:"
    + _REST,
    r"^[ \t]{0,3}#{1,6}[ \t]*(?:system|instructions?|response|prompt|human|assistant|user|input"
    r"|output)[ \t]*:[^\n]{0,200}" + _BLOCK,
    r"^[ \t>*]{0,4}Human[ \t]*:[^\n]{0,600}\n\s*(?:Assistant|AI|Model|Bot)[ \t]*:" + _REST,
    r"^[ \t>*]{0,4}User[ \t]*:[^\n]{0,600}\n\s*(?:AI|Model|Bot|Assistant[ \t]*:"
    r"[ \t]*(?:Sure|Of course|Certainly|Yes|I\b))" + _REST,
    r"<(?:start_of_turn|end_of_turn)>.{0,1000}?(?:<end_of_turn>|\n\s*\n|\Z)" + _REST,
    r"\*{3}[^*\n]{0,80}\b(?:message|notice|override|update|instruction)\b[^*\n]{0,40}\*{3}" + _REST,
    # What pretends to be an answer, or to come behind the end of the text.
    r"```.*?```",
    r'(?P<object>\{\s*"[\w ]{1,60}"\s*:.{0,2000}?\}+)',
    r"^[ \t-]*[a-z]+(?:_[a-z]+)+:[^\n]*\n(?:[ \t-]*[a-z_]+:[^\n]*(?:\n|\Z)){2,12}",
    r'(?:^[\w ]{1,40}\s?=\s?"[^"\n]*"[ \t]*(?:\n|\Z)){2,}',
    _MARKER,
    # Words of Latin and Cyrillic letters, which no reader can tell from others.
    r"(?:(?<=[A-Za-z])[\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z]))\w*" + _REST,
    # Lines spelled backwards, and letters that are to be decoded.
    rf"\b(?:{_BACKWARDS})\b[^\n]{{0,200}}\b(?:{_BACKWARDS})\b" + _REST,
    r"\bdecode\b[^\n]{0,80}[A-Za-z0-9+/]{24,}={0,2}" + _REST,
    # Orders that would do away with others.
    r"\b(?:ignor|disregard|forget|overrid|bypass|vergiss|missacht|oubli|olvid)\w*[^\n.!?]{0,60}"
    r"\b(?:previous|prior|above|earlier|preceding|all|your|these|any|system|alle|las|les|tes|tus)\b"
    r"[^\n.!?]{0,40}\b(?:instructions?|prompts?|rules?|directions?|guidelines?|messages?|context"
    r"|Anweisung\w*|Regeln|Vorgaben|consignes|règles|instrucciones|reglas)\b" + _REST,
    r"(?:忽略|无视|無視|忘记)[^\n。！？]{0,20}(?:指令|指示|提示|規則|规则)" + _REST,
)
# "A request returns a JSON object:": what software prints, shown to readers.
_SHOWN = re.compile(
    r"\b(?:JSON|API|request|payload|schema|sample)\b[^\n]{0,80}:\s*\Z", re.IGNORECASE
)
_LINE = 200
_FORM = re.compile(
    "|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE | re.DOTALL | re.MULTILINE
)


def hostile_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans [start, end) of passages that speak to software, in order, none twice."""
    found = [*_spans(text)]
    if disguised := undisguised(text):
        plain, offsets = disguised
        found += [(offsets[start], offsets[end]) for start, end in _spans(plain)]
    last = 0
    for start, end in sorted(found):
        if end > last:
            yield max(start, last), end
            last = end


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _FORM.finditer(text):
        shown = match["object"] and _SHOWN.search(
            text, max(match.start() - _LINE, 0), match.start()
        )
        if not shown:
            yield match.span()
    for start, end in addressed(text):
        # Behind a colon the paragraph is what it announces.
        mark = "\n\n" if text[start:end].rstrip().endswith((":", "：")) else "\n"
        border = text.find(mark, max(end - 1, start))
        rest = len(text) if border < 0 else border
        yield start, min(max(rest, end), end + _LONGEST_REST)
