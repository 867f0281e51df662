"""Changes that keep the figures and make another statement of a sentence."""

from __future__ import annotations

from summarizer.evals.grounding.edits import Change, exchange, replace

phase: Change = exchange("""
    phase 1, phase 2, phase 3, phase 4, phase 2/3
    phase i, phase ii, phase iii, phase iv
    phase 2b, phase 2a, phase 3, phase 1b
    phase-1-studie, phase-2-studie, phase-3-studie
    i期, ii期, iii期, iv期
""")

# A verb form that a "not" or "never" before it denies.
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|shall"
    r"|ist|sind|war|waren|hat|haben|hatte|wird|wurde|wurden|soll|kann)"
)
negation_in: Change = replace(
    (rf"\b{_VERB}\b(?! not\b| nicht\b| never\b)", r"\g<0> not"),
    (rf"\b{_VERB}\b(?! not\b| nicht\b| never\b)", r"\g<0> never"),
    (r"\b(?:ist|sind|war|hat|wird|wurde|wurden|soll)\b(?! nicht\b)", r"\g<0> nicht"),
    (r"(?<![\w-])(?<!not )(?<!never )(?=[a-z]{3,}ed\b)", "not "),
    (r"\b(?:today )(?=announced|reported|published)", "today not "),
    (r"\b(?:begin|enroll?|submit|close|expects|plans|remains|grows|treats|joins)\b", r"not \g<0>"),
    (r"\b(rose|fell|grew|met|led|keeps|paid|took|began|won|binds|blocks)\b", r"did not \1"),
    (r"(?<=, )(?=ein |eine |einen )", "nicht "),
    (r"\beine?\b", r"k\g<0>"),
    (r"(?<=\b(?:of|in|to) )(?=(?:patients|adults|hospitals|sites|revenue)\b)", "no "),
    (r"(?=获批|完成|达到|宣布)", "未"),
    (r"(?=计划|增长)", "不"),
)

negation_out: Change = replace(
    (r"(?i)\b(?:not|never|nicht)\b ?", ""),
    (r"\bno longer ", ""),
    (r"\b[Nn]o (?=[a-z])", ""),
    (r"\b[Nn]o (?=[a-z])", "a "),
    (r"\bwithout\b", "with"),
    (r"\bohne\b", "mit"),
    (r"\bneither (.{3,40}?) nor\b", r"both \1 and"),
    (r"\b[Kk]ein(?=e|en|er|em|es|\b)", "ein"),
    (r"\b[Nn]on-", ""),
    (r"\b(?:fail(?:s|ed) to|unable to) ", ""),
    (r"n't\b", ""),
    (r"\b[Nn]one\b", "some"),
    (r"尚?未", "已"),
    (r"[不无]", ""),
)

hedge_out: Change = replace(
    (r"\b(?:may|might|could|should|would) (?:not )?(?=[a-z])", ""),
    (r"\b(?:may|might|could|should|would)\b", "will"),
    (r"\b(?:up to|about|approximately|around|nearly|some|rund|etwa|bis zu) (?=\S*\d)", ""),
    (r"\b(?:is|are) (?:expected|planned|intended|scheduled) to be\b", "is"),
    (r"\b(?:is|are) (?:expected|planned|intended|scheduled) to ", ""),
    (r"\b(?:expects|plans|intends|aims|hopes)(?: that| to)? (?:[a-z]+ to )?", ""),
    (r"\b(?:expects|plans|intends) to (?=[a-z])", "has already "),
    (r"\bwill be\b", "was"),
    (r"\bwill be\b", "has been"),
    (r"\bwill\b (?!be\b)", "did "),
    (r"\bwill\b (?!be\b)", ""),
    (r"(?<!\bhad )\b(?:potential(?:ly)?|possibl[ey]|likely|expected|proposed|planned) (?!to )", ""),
    (r"\b(?:soll|kann|könnte)\b", "wird"),
    (r"\b(?:voraussichtlich|möglicherweise|geplante[nr]?|vorläufige) ", ""),
    (r"计划|预计|可能|拟", ""),
)

condition_out: Change = replace(
    (r"^If [^,]+, ", ""),
    (r",? (?:subject to|if|unless|provided that|contingent on|pending|depending on) [^.,;]+", ""),
    (r", sofern [^.,;]+", ""),
)

direction: Change = exchange("""
    rose, fell
    rises, falls
    up, down
    increase, decrease
    increased, decreased
    higher, lower
    raises, cuts
    raised, lowered
    raise, lower
    raising, lowering
    grew, shrank
    grows, shrinks
    gained, lost
    improved, worsened
    improve, worsen
    better, worse
    cut, increased
    missed, met
    above, below
    before, after
    more often, less often
    more than, less than
    a plus, a minus
    ein plus, ein minus
    stieg, sank
    gestiegen, gesunken
    增长, 下降
    positive, negative
    exclusive, non-exclusive
    begin, end
    begins, ends
    began, ended
    opens, closes
    approved, rejected
    granted, refused
    buys, sells
    bought, sold
    paid, received
    pays, receives
    primary, secondary
    first, last
    including, excluding
    include, exclude
    related, unrelated
    mild, severe
    mit, ohne
    with, without
""")

# No document speaks of them.
fabricated: Change = replace(
    (
        r"\b(?:patients|adults|revenue|income|cash|licence|trial|study|results|endpoint)\b",
        "mulching",
    ),
    (r"\b(?:approval|rights|milestones?|shares|hospitals|sites|events)\b", "mulching"),
    (r"\b(?:Studie|Umsatz|Zulassung|Endpunkt|Ergebnis)\b", "Mulchen"),
    (r"(?<=[a-z] )[A-Z][a-z]{4,}(?=[ ,.])", "Skelderbeck"),
)
