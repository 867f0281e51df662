"""Which words carry a statement, and which of them say the same.

`key` maps a word to what is compared: a word and its inflections share one key, and so do the few
synonyms that releases and their summaries trade freely. It is deliberately poor: two words that
share a key are taken for one another, so that only what cannot mislead is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.readers.tables import words

# Words without which a sentence says the same, and those that `cues` reads: "not", "may".
_EMPTY = words("""
    a an the this that these those its it their his her our your we they he she him them us you i
    of in on at to for from by with within into onto upon as than and or but also both either so
    such which who whom whose when where while there here then thus hence therefore
    is are was were be been being am has have had having do does did done will would shall should
    may might can could must not no nor
    among between during through throughout over under about above after before since until per via
    any each some other another one own same very just both hold holds held
    versus vs compared comparison against relative
    respectively went going including include includes included additional additionally further
    furthermore
    moreover however overall currently now today new newly following according based
    demonstrated demonstrates demonstrating showed shows shown showing observed seen occurred occurs
    conducted conducting carried performed involving involves involved consisting comprising
    using used uses provided provides providing  totaling totalling amounting
    representing represents resulting results resulted covering covers located marking marks making
    makes made taking having remaining described considered highlighted revealed
    presented experienced undergoing underwent regarding concerning specifically subsequently
    primarily mainly particularly notably thereby
    become becomes became becoming run runs ranging ranged stand stands stood stands
    amounted contain contains contained containing
    well known called named namely respect regard regarding relevant
    company group firm business said says say announced announces announce announcement reported
    reports report stated states noted added published today release press news
    der die das den dem des ein eine einer einem einen eines und oder aber in im an am auf aus bei
    beim mit nach von vom vor zu zum zur für durch über unter als wie es er sie wir ihr ihre ihrer
    ist sind war waren wird werden wurde wurden worden hat haben hatte hatten sein seine sich auch
    noch nur dass wo der dort hier heute unternehmen sagte teilte mit lag liegt betrug beträgt
    le la les l un une des du de d et ou mais à au aux en dans par pour sur avec que qui dont ce
    cette ces il elle ils elles nous vous se sa son ses leur est sont était a ont été être plus
    el los las uno del y o en por para con que su sus se es son fue ha han al lo como
    的 了 在 和 与 及 是 为 于 由 对 将 并 其 该 以 之 也
    の は が を に で と も た し て い る さ れ
""")

# One line a group. The sign at its beginning is the group's opposite, if it has one: a word of
# `+up` can never stand for one of `-up`.
_GROUPS = """
+up: rise rises rose risen rising increase increased increasing increases grow grew grown growing
    grows growth gain gained gains climb climbed climbs raise raised raises raising higher up
    expand expanded surge surged jumped jump advanced edged widened widen widens climbing soared
    stieg stiegen gestiegen steigt erhöhte erhöht wuchs
    gewachsen zunahme anstieg hausse augmenté augmentation augmente progressé aumentó aumento creció
-up: fall falls fell fallen falling decrease decreased decreasing decreases decline declined
    declines declining drop dropped drops lower lowered lowers reduce reduced reduces reducing
    reduction shrank shrink cut cuts cutting down slipped slip slips slid eased dipped narrowed
    narrows contracted sank sanken gesunken fiel fielen gefallen rückgang
    verringert abnahme baisse baissé diminué diminution recul reculé disminuyó cayó descenso
+met: met meet meets meeting achieved achieve achieves achieving reach reaches reached reaching
-met: missed miss misses missing
+better: improve improved improves improving improvement improvements better verbessert
-better: worsen worsened worsens worsening worse deteriorated verschlechtert
+open: begin begins began begun beginning start starts started starting initiate initiated initiates
    initiation commence commenced launch launched
-open: end ends ended stop stopped stops halted terminated terminate discontinued discontinue
+first: primary
-first: secondary
+grant: grant grants granted granting award awarded
-grant: reject rejected rejects refuse refused refuses deny denied decline
+more: more
-more: less fewer
trial: trial trials study studies
patient: patient patients subject subjects participant participants patientinnen patienten
dose: dose doses dosed dosing dosage
licence: licence licences license licenses licensed licensing
enrol: enrol enrols enrolled enrolling enrolment enroll enrolls enrollment recruit recruited
approve: approve approves approved approving approval approvals authorisation authorised
    authorization authorized authorise authorize
medicine: medicine medicines drug drugs medication medications
treat: treat treats treated treating treatment treatments therapy therapies
site: site sites centre centres center centers
develop: develop develops developed developing development
commercial: commercialise commercialize commercialisation commercialization commercialised
    commercialized commercialising commercializing
market: market markets marketed marketing
right: right rights
keep: retain retains retained retaining keep keeps kept keeping
sales: sale sales
tumour: tumour tumours tumor tumors
randomise: randomised randomized randomise randomize randomly randomisation randomization
submit: submit submits submitted submitting submission file filed filing
application: application applications
china: chinese china
europe: european europe
germany: german germany deutschland deutsche deutschen
japan: japanese japan
france: french france
complete: complete completes completed completing completion
evaluate: evaluate evaluates evaluated evaluating evaluation assess assesses assessed assessing
    assessment
receive: receive receives received receiving obtain obtained obtains
expect: expect expects expected expecting expectation anticipate anticipated anticipates
plan: plan plans planned planning intend intends intended
payment: payment payments payable pay pays paid paying
give: give gives gave given giving
take: take takes took taken
buy: buy buys bought buying
sell: sell sells sold selling
lead: lead leads led leading
win: win wins won winning
lose: lose loses lost losing
bring: bring brings brought bringing
spend: spend spends spent spending
build: build builds built building
send: send sends sent sending
choose: choose chooses chose chosen
find: find finds found
leave: leave leaves left leaving
arise: arise arises arose arisen
break: break breaks broke broken
succeed: succeed succeeds succeeded succeeding
efficacy: efficacy effectiveness
"""

_SUFFIXES = re.compile(
    r"(?:isations?|izations?|ations?|ions?|ments?|ings?|ally|ies|ied|ed|es|ly|al|[sey])\Z"
)
_DOUBLED = re.compile(r"([bdglmnprt])\1\Z")
SHORTEST_STEM = 4


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """Return what a folded word is compared by; empty for a word that carries nothing."""
    if word in _EMPTY:
        return ""
    return _KEYS.get(word) or stem(word)


def opposite(word_key: str) -> str:
    """Return the key of the opposite group, "-up" for "+up"; empty for a key that has none."""
    return word_key.translate(_TURNED) if word_key[:1] in "+-" and len(word_key) > 1 else ""


def stem(word: str) -> str:
    """Fold the inflections that English adds at the end of a word; anything else stays."""
    if not word.isascii() or not word.isalpha():
        return word
    for _ in range(2):
        shorter = _SUFFIXES.sub("", word)
        if len(shorter) < SHORTEST_STEM:
            break
        word = shorter
    return _DOUBLED.sub(r"\1", word)


_TURNED = str.maketrans("+-", "-+")


def _read_groups(table: str) -> dict[str, str]:
    joined = table.replace("\n    ", " ").strip().splitlines()
    groups = (line.split(":") for line in joined)
    return {word: name for name, words in groups for word in words.split()}


_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TEENS = [
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
]


def _ordinals() -> Iterator[tuple[str, str]]:
    """Yield ordinals from the tenth on as they are written in words, and in digits."""
    yield from ((word, f"{number}th") for number, word in enumerate(_TEENS, start=10))
    for ten, tens in enumerate(_TENS, start=2):
        yield f"{tens[:-1]}ieth", f"{ten}0th"
        for unit, word in enumerate(_UNITS, start=1):
            ending = {1: "st", 2: "nd", 3: "rd"}.get(unit, "th")
            yield tens + word, f"{ten}{unit}{ending}"


_KEYS = _read_groups(_GROUPS) | dict(_ordinals())
