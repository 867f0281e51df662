"""Passages that speak to software instead of readers: orders to a model, markup, pretended results.

Nothing in a summary may rest on them. They are found by form alone, so a release about such
attacks loses its examples too; what is found is reported with its offsets, never dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# An order is taken with what follows it on the line, up to a bound: that is where its content is.
_REST = r"[^\n]{0,400}"
_PATTERNS = (
    # Markup comments, scripts, hidden text and template syntax: no reader is meant to see them.
    r"<!--.*?(?:-->|\Z)",
    r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)",
    r"<(\w{1,10})\b[^>]{0,200}\bdisplay\s?:\s?none[^>]{0,200}>.*?(?:</\2\s*>|\Z)",
    r"\{\{.{0,400}?\}\}|\{%.{0,400}?%\}|\{#.{0,400}?#\}|<%.{0,400}?%>|\$\{[^}\n]{0,400}\}",
    # Chat roles at the start of a line, and the control tokens of chat templates.
    r"^[ \t>*_#\[(]{0,8}(?:system|assistant|user)(?: (?:message|prompt|note|override))?"
    r"[\])*_]{0,4}[ \t]*:" + _REST,
    r"<\|[^|>\n]{1,40}\|>" + _REST,
    r"\[/?(?:INST|SYS|assistant|system|user)\]" + _REST,
    # A JSON object that pretends to be an answer.
    r"```.*?```",
    r'\{\s*"[\w ]{1,60}"\s*:.{0,2000}?\}+',
    # Orders to whoever summarizes.
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^\n.!?]{0,40}\b(?:previous|prior|above"
    r"|earlier|preceding|all|your|these|any|system)\b[^\n.!?]{0,30}"
    r"\b(?:instructions?|prompts?|rules?|directions?|guidelines?|messages?|context)\b" + _REST,
    r"\b(?:ignorier\w*|vergiss|missachte)\b[^\n.!?]{0,60}"
    r"\b(?:Anweisung\w*|Regeln|Vorgaben)\b" + _REST,
    r"\b(?:ignorez|oubliez)\b[^\n.!?]{0,60}\b(?:instructions|consignes|règles)\b" + _REST,
    r"\b(?:ignora|ignore|olvida)\b[^\n.!?]{0,60}\b(?:instrucciones|reglas)\b" + _REST,
    r"(?:忽略|无视|無視|忘记)[^\n。！？]{0,20}(?:指令|指示|提示|規則|规则)" + _REST,
    r"\b(?:you are|act as|pretend to be|respond as)\b[^\n.!?]{0,40}"
    r"\b(?:AI|language model|LLM|assistant|chatbot|summari[sz]er)\b" + _REST,
    r"\b(?:AI|LLM|language model|summari[sz]er|automated (?:reader|system|summary))s?\b"
    r"[^\n.!?]{0,60}\b(?:must|shall|are to|please|instructed|required to)\b" + _REST,
)
_HOSTILE = re.compile(
    "|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE | re.DOTALL | re.MULTILINE
)


def hostile_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans [start, end) of passages that speak to software, in order."""
    for match in _HOSTILE.finditer(text):
        yield match.span()
