"""Marking a text: spans may overlap in every way, and the text stays what it was."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.evals.report.pieces import cut

TEXTS = st.text(max_size=40)
SPANS = st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=8)


@given(TEXTS, SPANS)
def test_the_pieces_are_the_text(text, spans):
    """Nothing is lost, repeated or reordered, wherever the spans lie."""
    assert "".join(piece.text for piece in cut(text, spans)) == text


@given(TEXTS, SPANS)
def test_a_piece_is_in_just_the_spans_that_cover_it(text, spans):
    """Each character is marked by the spans that hold it and by no other."""
    at = 0
    for piece in cut(text, spans):
        for place in range(at, at + len(piece.text)):
            covering = {i for i, (start, end) in enumerate(spans) if start <= place < end}
            assert covering == set(piece.inside)
        at += len(piece.text)


@given(TEXTS, SPANS)
def test_a_span_opens_once(text, spans):
    """There is one place to jump to for each span that covers something of the text."""
    opened = [index for piece in cut(text, spans) for index in piece.opening]
    covering = {i for i, (start, end) in enumerate(spans) if max(start, 0) < min(end, len(text))}
    assert sorted(opened) == sorted(covering)


def test_the_shortest_span_comes_first():
    """A passage leads to what it is the closest evidence of."""
    pieces = cut("revenue rose to 5", [(0, 17), (8, 17), (16, 17)])
    assert [piece.inside for piece in pieces] == [(0,), (1, 0), (2, 1, 0)]
    assert [piece.opening for piece in pieces] == [(0,), (1,), (2,)]
