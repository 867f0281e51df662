"""How long an endpoint asks to wait."""

import email.utils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model.retry import retry_after

NOW = 1_750_000_000.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.25"}, 0.25),
        ({"retry-after-ms": "150", "retry-after": "9"}, 0.15),
        ({"retry-after": email.utils.formatdate(NOW + 30, usegmt=True)}, 30),
        ({"retry-after": email.utils.formatdate(NOW - 30, usegmt=True)}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(headers, seconds):
    """Seconds, milliseconds and HTTP dates are obeyed; what is none of them is ignored."""
    assert retry_after(headers, now=NOW) == seconds


@given(st.text())
def test_no_header_value_breaks_the_reader(value):
    """A hostile header costs at most its own wait."""
    for name in ("retry-after", "retry-after-ms"):
        assert (retry_after({name: value}, now=NOW) or 0) >= 0
