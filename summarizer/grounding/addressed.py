"""Sentences that speak to reading software: who is addressed, what about, and what it is to do.

No word alone tells: releases of AI companies are full of models and summaries. A sentence counts
where several signs meet: it names software, speaks of what that writes, says "you", orders or asks,
means "this text", or what people shall not see. The words are in `software_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.grounding.software_words import (
    BINDING,
    CALLED,
    GLANCE,
    HAN_GLANCE,
    IMPERATIVE,
    NOTICE,
    OUTPUT,
    OVERRULING,
    SOFTWARE,
    THIS,
    UNSEEN,
    YOU,
)

_FLAGS = re.IGNORECASE
_SOFTWARE, _OUTPUT, _YOU = (re.compile(each, _FLAGS) for each in (SOFTWARE, OUTPUT, YOU))
_BINDING, _IMPERATIVE = (re.compile(each, _FLAGS) for each in (BINDING, IMPERATIVE))
_THIS, _UNSEEN, _OVERRULING = (re.compile(each, _FLAGS) for each in (THIS, UNSEEN, OVERRULING))
# Of the signs, so many beside the name of software.
_ENOUGH = 2

# "Note to AI systems: ...", "Dear summarizer", "要約プロセスへの通達": a heading of its own.
_NOTE_TO = re.compile(
    rf"^[^\n:：]{{0,60}}?(?:{NOTICE})[^\n:：]{{0,30}}?(?<![^\W_])(?:to|for|an|für|à|aux?|a|para|die)"
    rf"\s[^\n:：]{{0,40}}?(?:{SOFTWARE})[^\n:：]{{0,60}}(?:[:：]|$)"
    rf"|(?:{SOFTWARE})[^\n。：:]{{0,10}}(?:へ|宛|への(?:お願い|指示|通[達达知]))"
    rf"|(?:写给|致)[^：:\n]{{0,20}}(?:{SOFTWARE})[：:，]"
    rf"|^\W*(?:dear|liebe\w*|hello|hi|attention)\s(?:{SOFTWARE})",
    _FLAGS,
)
# "To the summarizer: ...", "Assistant, omit ...", "A los asistentes ...": how an order begins.
_CALLED = re.compile(
    r"(?:^|[\"“„«(\[>])\W{0,8}(?:(?:and|also|now|a|to|the|this|for|die|der|das|den|an|für|aux?|à|les"
    r"|los|las|el|le|al|any|tout|toda?s?|jede\w*|every|each|all|致|给|对)\s*){0,3}"
    rf"(?:{SOFTWARE}|{CALLED})(?!'s|’s)(?P<colon>[^\n.!?。:：,，]{{0,60}}[:：])?",
    _FLAGS,
)
# Software in the third person is what a company sells: "your AI assistant can draft a reply".
_PRODUCT = re.compile(
    rf"\byour\s(?:[\w-]+\s)?(?:{SOFTWARE})"
    rf"|(?:{SOFTWARE})\s(?:can|lets?|helps?|allows?|enables?|that\s(?:can|helps?|lets?))\b",
    _FLAGS,
)
# "Automatic summary:", "Model output:": what software might have written, copied in.
_MACHINE_MADE = re.compile(
    r"(?:auto(?:matic(?:ally)?|-?generated|mated)?|machine|AI|model|generated|downstream"
    r"|maschinelle?\w*|automatische?\w*|automatique|autom[aá]tic[oa]|generad[oa]|générée?"
    rf"|自动|自動)(?:[\s-](?:generated|made))?\s?(?:{OUTPUT})"
    rf"|(?:{OUTPUT})\s(?:of|for|by)\s(?:{THIS})|(?:{OUTPUT})\s(?:autom[aá]tic[oa]|automatique)",
    _FLAGS,
)
_MUST = re.compile(
    r"\b(?:must|shall|should|instead|unlawful|rejected|only|ausschließlich|freigegeben|doit|debe)\b"
    r"|必须|一律|仅|のみ|べき",
    _FLAGS,
)
_HEADING = re.compile(r"^\W*[^\n:：]{0,100}[:：]\s*$|^\W*[^\n:：]{0,50}[:：]")
# What only software has: a prompt, tools, a conversation.
_INNARDS = re.compile(
    r"\byour\s(?:[\w-]+\s){0,2}(?:function|tools?|plug-?ins?|browser|instructions|prompt|context"
    r"|training|system\sprompt|importance\sscore)\b"
    r"|\b(?:reveal|print|repeat|quote|copy|show|open your (?:reply|answer) with)\b[^\n.]{0,60}"
    r"\b(?:prompt|instructions|(?:text|words) you were given|api key|system message)\b"
    r"|\b(?:text|instructions|prompt)\s(?:that\s)?you\swere\sgiven\b"
    r"|!\[[^\]\n]{0,60}\]\(https?://[^)\s]{1,200}\?[^)\s]{0,80}=[A-Z{<\[]"
    r"|\b(?:call|invoke|use)\s(?:the|your)\s[\w-]+(?:_[\w-]+|\(\))\b"
    r"|\btrained you\b|\byour (?:developers|creators|operators?|updates)\b|你所收到|系统设定原文"
    r"|调用[^。\n]{0,12}(?:工具|函数|接口)|你的(?:网页)?(?:浏览)?工具|ツールを(?:呼び出|使)"
    r"|deine?\s(?:Werkzeuge?|Funktion|Systemanweisung)|tes\s(?:outils?|instructions)"
    r"|tus?\s(?:herramientas?|instrucciones)",
    _FLAGS,
)
_ROLE = re.compile(
    r"\b(?:you are|act as|pretend to be|respond as|behave (?:as|like)|play the (?:role|part) of)"
    r"\b[^\n.!?]{0,40}\b(?:AI|language model|LLM|assistant|chatbot|summari[sz]er|analyst)\b"
    r"|\byou are (?:now )?in [\w-]+ mode\b|(?:^|\s)You are (?:now )?[A-Z][a-z]+, an? "
    r"|\bfrom (?:now|this point|here) on(?:wards?)?\b[^\n.]{0,60}\b(?:you|your|read|treat|write)\b"
    r"|\bfrom this point until\b[^\n.]{0,80}\b(?:you|your|read|treat|write)\b"
    r"|(?:ab jetzt|von nun an) bist du|du bist (?:ab jetzt|nun|jetzt) |als (?:KI|Sprachmodell)\b"
    r"|à partir de maintenant,? tu|en tant qu(?:e |')(?:assistant|IA|modèle)"
    r"|tu es (?:un|maintenant)"
    r"|a partir de ahora,? (?:eres|act[uú]a)"
    r"|como (?:asistente|modelo|IA)\b,? (?:debes|tienes)"
    r"|(?:从现在起|现在开始)[^。\n]{0,10}你|你是一[个名](?:AI|人工智能|语言模型|助手)"
    r"|あなたは[^。\n]{0,40}(?:として振る舞|になりき|AI)",
    _FLAGS,
)
_WRITING = re.compile(
    r"\b(?:when(?:ever)?|as|while|if|before|once)\s+you\s+(?:\w+\s+){0,2}"
    r"(?:summari[sz]e|produce|generate|condense|compile|process|parse|answer)"
    rf"|\b(?:write|prepare|draft)\s(?:the|your|a|an|its)\s(?:{OUTPUT})"
    r"|\b(?:what|whatever) you (?:write|produce|output)\b|\byour (?:text|summary|digest|abstract"
    r"|write-up|output|reply|answer|response|headline|recap|notes)\b"
    r"|\b(?:ton|tes|votre) (?:résumé|réponse|texte)\b|\btu (?:resumen|respuesta)\b"
    r"|\bdeine[rmn]? (?:Zusammenfassung|Antwort|Ausgabe)\b|你的(?:摘要|回答|输出)"
    r"|あなたの(?:要約|回答)"
    r"|si has de resumir|cuando resumas|quand tu résumes|wenn du .{0,40}zusammenfass"
    r"|(?:先|再|继续)[^。\n]{0,6}输出摘要",
    _FLAGS,
)
# German releases say "Sie" to their readers, if anything.
_GERMAN_ORDER = re.compile(
    r"\b(?:gib|schreibe?|nenne|verwende|übernimm|ersetze|melde|lass)\b", _FLAGS
)
_SENTENCE = re.compile(
    r"[^\n.!?。！？]*(?:[.!?](?![\s\"'”’)\]])[^\n.!?。！？]*)*[.!?。！？\n]*[\"'”’)\]]*"
)


def addressed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans [start, end) of the sentences that speak to reading software, in order."""
    places = _places(text)
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while places and places[-1] < start:
            places.pop()
        if places and places[-1] < end and speaks_to_software(match[0]):
            yield start, end


def _places(text: str) -> list[int]:
    """Return where words stand that may be of a sentence to software, the last one first."""
    found = [match.start() for match in GLANCE.finditer(text)]
    if not text.isascii():
        found += [match.start() for match in HAN_GLANCE.finditer(text)]
    return sorted(found, reverse=True)


def speaks_to_software(sentence: str) -> bool:
    """Say whether a sentence speaks to reading software."""
    if _INNARDS.search(sentence) or _ROLE.search(sentence):
        return True
    machine_made = _MACHINE_MADE.search(sentence)
    if machine_made and (_MUST.search(sentence) or _HEADING.match(sentence)):
        return True
    software = _SOFTWARE.search(sentence)
    called = _CALLED.search(sentence)
    headed = called is not None and called["colon"] is not None
    if software and (headed or _NOTE_TO.search(sentence)):
        return True
    product = _PRODUCT.search(sentence) is not None
    you = _YOU.search(sentence) is not None and not product
    orders = _IMPERATIVE.search(sentence) is not None
    if _WRITING.search(sentence) or (called and (headed or you or software)):
        return orders or _BINDING.search(sentence) is not None
    if software:
        return not product and _tells(sentence, you=you, orders=orders)
    output = _OUTPUT.search(sentence) is not None
    overruled = _OVERRULING.search(sentence) is not None
    return output and (
        (you and (orders or overruled)) or _GERMAN_ORDER.search(sentence) is not None
    )


def _tells(sentence: str, *, you: bool, orders: bool) -> bool:
    """Say whether the signs beside the name of software are enough."""
    output = _OUTPUT.search(sentence) is not None
    binding = orders or _BINDING.search(sentence) is not None
    others = sum(sign.search(sentence) is not None for sign in (_THIS, _UNSEEN, _OVERRULING))
    # "The model must produce summaries" is what a company may say of its own.
    if not (you or others):
        return orders and (output or _BINDING.search(sentence) is not None)
    return others + you + output + binding >= _ENOUGH
