"""Wordings of labels are found as whole words, in scripts with spaces and without."""

import pytest

from summarizer.evals.said import Said


@pytest.mark.parametrize(
    ("sentence", "wording", "held"),
    [
        ("The endpoint was met.", "met", True),
        ("The metric was agreed.", "met", False),
        ("It was comet-like.", "met", False),
        ("当四半期の営業利益は増加した。", "営業利益", True),
        ("公司总部将于10月迁入新址。", "总部", True),
        ("董事会任命新CEO为董事。", "CEO", True),
        ("该产品ABCD获批。", "ABC", False),
        ("共有12家医院参加。", "2家", False),
    ],
)
def test_a_wording_is_a_whole_word(sentence, wording, held):
    """Chinese and Japanese have no spaces: a border is wherever one of their characters is."""
    assert Said(sentence).holds(wording) == held
