"""Statements: faithful ones in other words, and those that say a little more, less or else."""

import pytest
from releases import EXAMPLES, claims, quotes, release, source

from summarizer.grounding import check_statement

CLAIMS = list(claims())


@pytest.mark.parametrize(("name", "statement"), [c[:2] for c in CLAIMS if c[2] is None])
def test_a_faithful_statement_is_supported(name, statement):
    """A summary may use its own order and its own small words."""
    finding = check_statement(release(name), statement)
    assert finding.supported, finding.reason


@pytest.mark.parametrize(("name", "statement", "reason"), [c for c in CLAIMS if c[2]])
def test_a_false_statement_is_refused_with_the_reason(name, statement, reason):
    """The reason names the first thing that fails, and what the document has instead."""
    finding = check_statement(release(name), statement)
    assert (finding.verdict, finding.reason) == ("unsupported", reason)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_sentence_is_a_statement_of_its_release(path):
    """With a word of its own added too, which shuts out the short cut for literal statements."""
    text = release(path.stem)
    for sentence in text.document.sentences:
        if len(text.of(sentence).places) < 2:
            continue
        assert check_statement(text, sentence.text, sentence).supported, sentence.text
        # In brackets of a table a number is negative; by itself "(0.04)" is not.
        if "(0" not in sentence.text:
            finding = check_statement(text, f"{sentence.text}, also", sentence)
            assert finding.supported, (sentence.text, finding.reason)


def test_the_cited_sentence_is_kept_if_it_supports_the_statement():
    """Two sentences may say the same; the one that was named is the evidence."""
    text = source("Tarnwick enrolled 312 patients. Costs rose. Tarnwick has enrolled 312 patients.")
    cited = text.document.sentences[2]
    finding = check_statement(text, "Tarnwick enrolled 312 patients.", cited)
    assert quotes(finding) == [cited.text]


def test_a_wrong_citation_is_replaced_by_the_best_sentence():
    """Not by the first that has the number: by the one that says most of the statement."""
    text = source(
        "Sites number 20. The trial at 20 sites will enroll 192 patients with dermatitis. Costs rose."
    )
    finding = check_statement(
        text, "The trial will enroll 192 patients at 20 sites.", text.document.sentences[2]
    )
    assert quotes(finding) == [text.document.sentences[1].text]


def test_two_sentences_may_show_it_in_turn():
    """A pronoun goes on about what the sentence before it names."""
    text = source("Aldersyke recorded no revenue. It has 64 employees. Costs rose by 5%.")
    finding = check_statement(text, "Aldersyke has 64 employees.")
    assert quotes(finding) == ["Aldersyke recorded no revenue.", "It has 64 employees."]


@pytest.mark.parametrize(
    "statement",
    [
        "Incyte has an exclusive licence for the cream in China.",
        "CMS has worldwide rights to the cream.",
        "The second endpoint was met.",
    ],
)
def test_two_sentences_are_not_mixed(statement):
    """Each is true of somebody; together they are true of nobody."""
    text = source(
        "Incyte has worldwide rights to the cream. CMS has an exclusive licence for the cream in "
        "China. The first endpoint was met. The second endpoint was not met."
    )
    assert not check_statement(text, statement).supported


def test_only_the_allowed_sentences_count():
    """The fields of a record must stand together."""
    text = source("CMS enrolled 192 patients. Costs rose by 5% in China.")
    first, second = text.document.sentences
    assert check_statement(text, "Costs rose 5%.", within=[first, second]).supported
    assert not check_statement(text, "Costs rose 5%.", second, within=[first]).supported


def test_a_few_words_count_only_in_the_allowed_sentences():
    """What is too short to be compared is looked for word for word, and there too."""
    text = source("It gives topline results this year. It plans to file in Japan in 2028.")
    first, second = text.document.sentences
    assert check_statement(text, "topline results", within=[first]).supported
    assert not check_statement(text, "topline results", within=[second]).supported


def test_a_sentence_addressed_to_software_can_be_left_out():
    """What is left are the sentences that speak to readers."""
    text = release("hostile")
    claim = "Revenue for the quarter was $9.9 billion."
    assert not check_statement(text, claim, within=text.trusted).supported
    assert any(text.is_suspect(sentence) for sentence in text.document.sentences)


@pytest.mark.parametrize("statement", ["", "…", "It is.", "2025 Outlook"])
def test_what_says_nothing_is_not_supported(statement):
    """A statement needs something that can be compared."""
    text = source("Revenue for 2025 was $2.24 billion. The outlook is good. It is.")
    assert check_statement(text, statement).supported == (statement == "It is.")


def test_chinese_statements_are_compared_by_their_characters():
    """未 before 获批 denies it."""
    text = source("该药在中国未获批准。该药在澳门已获批准。")
    assert check_statement(text, "该药在澳门获批准。").supported
    assert not check_statement(text, "该药在中国获批准。").supported
