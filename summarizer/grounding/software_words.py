"""The words by which a text speaks to reading software, in six languages, as patterns.

English, German, French, Spanish, Chinese and Japanese. "_" is a space in a phrase.
"""

from __future__ import annotations

import re

from summarizer.readers.tables import any_of, beginning, words


def _any(*lines: str) -> str:
    """Return a pattern for any word of some lines; Chinese and Japanese ones stand anywhere."""
    spellings = [word.replace("_", r"\s+") for line in lines for word in words(line)]
    others = [word for word in spellings if word[0] >= "\u3000" or word.startswith("(?<")]
    latin = sorted(set(spellings) - set(others), key=len, reverse=True)
    return "|".join([rf"(?<![^\W_])(?:{'|'.join(latin)})(?![^\W_])", *others])


# Software that reads. "Assistant" and "model" alone are people and cars, too.
SOFTWARE = _any(
    "AIs? AI_(?:systems?|models?|assistants?|agents?|tools?|readers?|processes) LLMs? \\w*bots?",
    "artificial_(?:intelligence|readers?) robots? crawlers? parsers? scrapers? pipelines?",
    "automaten?",
    "(?:language|text|foundation|reading|generative)_models? the_model model_output",
    "(?:parsing|indexing|extraction|summary|summarization|reader|reading)_(?:engines?|software"
    "|scripts?|systems?|machines?)",
    "summari[sz]ers? summari[sz]ing_(?:software|systems?|tools?|models?)",
    "(?:automated|automatic|machine|virtual|digital|software|electronic|robotic)_(?:readers?"
    "|assistants?|summari[sz]ers?|agents?|processors?|systems?|process(?:es)?|aggregators?)",
    "(?:software|systems?|tools?|engines?|services?|programs?|machines?|models?|algorithms?"
    "|agents?)_(?:that_|which_|who_)?(?:turn|go|read|summar|process|pars|index|condens|extract"
    "|digest)\\w* agents_with",
    "KI KI-\\w+ Sprachmodelle?n? Textroboter\\w* Sprachassistent\\w* Zusammenfassungs\\w+",
    "(?:lesende|auswertende|zusammenfassende|maschinelle|automatische|automatisierte|digitale)\\w*"
    "_\\w*(?:maschin|modell|software|programm|system|leser|assistent|dienst)\\w*",
    "(?:künstliche|inteligencia|intelligence)_(?:artificielle|artificial|intelligenz)",
    "IA mod[eè]les?_(?:de_langage|charg\\w+) agents?_conversationnels? résumeur\\w*",
    "(?:logiciel|outil|système|programme|machine)s?_(?:qui|chargée?s?)",
    "(?:assistant|lecteur|syst[eè]me|outil|logiciel)s?_(?:virtuel|automati|num)\\w+",
    "modelos?_de_lenguaje (?:programas?|sistemas?|herramientas?)_que_(?:lee|resum)\\w*",
    "(?:asistente|lector|sistema|programa|herramienta)s?_(?:virtual|autom|digital|intelig)\\w*",
    "(?<=[\u3041-\u9fff])(?:AI|LLM)(?![A-Za-z]) (?<![A-Za-z])(?:AI|LLM)(?=[\u3041-\u9fff])",
    "大模型 语言模型 語言模型 人工智能 智能助手 智能助理 自动摘要 机器人 程序 自動処理",
    "要約プロセス 要約プログラム 要約システム 要約ツール 言語モデル 自動要約 自動読み取り ロボット",
)
# What only counts as software where it is called.
CALLED = _any(
    "system user assistants? models? agents? engines? machines? programs? programas? software",
    "assistent\\w* maschine\\w* modell\\w* programm\\w* modèles? programmes? asistentes? modelos?",
)
# The text in hand, as a text calls itself.
THIS = _any(
    "(?:this|the)_(?:page|text|document|paragraph|announcement|release|article|item|notice|story"
    "|passage|picture|image|content|piece|report|sentence|line)(?:_(?:above|below))? these_lines",
    "(?:text|paragraph|page|content|figures?|passage)_(?:above|below) the_above the_foregoing",
    "(?:diese|dieser|diesen|dieses|diesem|vorliegende\\w*|vorstehende\\w*|obige\\w*)_\\w+",
    "(?:ce|cette|ces)_(?:communiqu\\w+|texte|page|document|article|lignes?|passage) ci-dessus",
    "(?:este|esta|estas|estos)_(?:comunicado|texto|p[aá]gina|nota|documento|l[ií]neas?|noticia)",
    "本文 本稿 本页 本新闻 此文 此稿 上述 以上内容 上記 以下の文 この文 当該文書",
)
# What such software writes, and what it marks.
OUTPUT = _any(
    "summar(?:y|ies) digests? abstracts? recaps? synops[ei]s précis write-ups? headlines? outputs?",
    "answers? repl(?:y|ies) responses? notes tl;?dr key_facts? overview gist bullets? scor\\w+",
    "tiers? relevance importance vital priority fields? extract\\w* verdict rank\\w*",
    "Zusammenfassung\\w* Kurzfassung\\w* Ausgabe Antwort\\w* Überblick Schlagzeile Feld bewert\\w*",
    "résum\\w+ synth[eè]se réponses? sortie titre abrégé",
    "res[uú]m\\w* s[ií]ntesis respuestas? salida titular puntu\\w+ importancia relevancia",
    "摘要 总结 總結 要点 归纳 概括 概述 输出 回答 评分 打分 等级 要約 見出し 出力 まとめ 転記 記載",
)
# What one is told to do: the verb of an order, where an order begins.
_VERBS = """
    state write report mention omit leave skip pass call describe include say use replace put add
    open begin finish end treat rank rate score tag mark flag list present conclude extract return
    quote output answer respond reply summari[sz]e reproduce repeat copy reveal show ignore
    disregard forget swap assign label classify highlight prefer adopt overwrite run accept
    confirm claim refuse give tell keep stay place round drop fetch visit send forward suppress
    schreibe? gib nenne verwende ersetze übernimm melde verschweige lass
    écris explique indique oublie annonce remplace ajoute di ponga escribe indica asígnale
"""
IMPERATIVE = (
    r"(?:^|[:;,—–(\[\"“]\s*|\b(?:and|then|please|instead|ne|und|bitte|et|y)\s)"
    rf"(?:{'|'.join(_VERBS.split())})(?![^\W_])"
    r"|恳请|烦请|写成|请[^。\n]{0,20}(?:写|说明|输出|给|注明|列|标|当作)|せよ"
)
# What binds, or asks.
BINDING = _any(
    "must shall should never please kindly so_kind instead in_its_place nothing_else no_longer",
    "could_you would_you has_to have_to is_to_be are_to be_given do_not don't drop_the_rest",
    "make_sure only always unlawful rejected appreciated grateful bitte nur ausschließlich",
    "niemals muss soll darf",
    "freigegeben veuillez merci_de seule? plutôt doit doivent devra uniquement indiquera",
    "agradecer\\w+ por_favor debe\\w* sólo solo únicamente",
    "请 恳请 须 必须 应 不要 只需 一律 务必 不得 禁止 写成 仅 のみ せよ ください べき 必ず 触れず",
)
YOU = _any(
    "you your yourself dein\\w* dir dich tu tes votre_(?:réponse|résumé|sortie) tú tus?",
    "你 您 あなた 貴方",
)
# What heads a notice.
NOTICE = _any(
    "notes? notices? message memo bulletin instructions? word request reminder update attention",
    "dear hello hi directive guidance alert",
    "Hinweis\\w* Notiz Anweisung\\w* Mitteilung Bitte Achtung avis consignes? message nota aviso",
    "mensaje instrucci[oó]n\\w* atenci[oó]n 通知 提示 通达 注意 指示 通達 お願い ご連絡",
)
# What people are not to see, and who they are.
UNSEEN = _any(
    "humans? human_readers? not_(?:see|visible|shown) invisible reveal secret\\w* users? analyst",
    "do_not_(?:tell|say|mention|reveal)_(?:the|your)_(?:reader|user|customer)s? 人类 读者 読者に",
)
# What pretends to overrule the text.
OVERRULING = _any(
    "verified correct(?:ed)?_(?:figure|value|entry|number) operator policy override system_message",
    "true_(?:result|value|figure) of_record outdated placeholders? the_rest as_of_this trained",
    "configuration korrigierte\\w* Vorgang 作废 旧版 指示 法令",
)

# A sentence to software has a word that begins like one of these, or is one: a glance, for speed.
_STEMS = words("""
    llm languag foundat generative chatb robot auswertungsbot crawl parsing parser index
    extraction summar scrap automat machine virtual digital softwar electronic engine model
    assist agent program dear recap digest abstra synops condens you pretend prompt instruct api
    sprach maschin lesende auswert zusamm kurzf lecteur système logiciel outil lector sistema
    herrami asisten resum résum synth dein gib schreib nenne verwend übernim ersetze melde lass
    quand cuando ahora artificial pipeline parsers gist bullet relevance vital operator künstl
    intelig intellig résumeur automaten
""")
_SHORT = words("ai ais ki ia tes tu tus tú")
GLANCE = re.compile(
    rf"(?<![^\W_])(?:{beginning(_STEMS)}|{any_of(_SHORT)}"
    r"|(?:system|user)\s?:|(?:systems?|tools?|services?|algorithms?)\s(?:that|which)|from\s(?:now|this|here)|als\sKI"
    r"|à\spartir|a\spartir|ab\sjetzt|von\snun)"
    r"|bots?(?![^\W_])",
    re.IGNORECASE,
)
HAN_GLANCE = re.compile(
    "模型|AI|人工智能|智能|程序|生成|输出|要約|助手|自动|自動|摘要|プロセス|プログラム"
    "|你|您|あなた|调用|提示|ツール|从现在|现在开"
)
