"""How long an endpoint asks to wait."""

import asyncio
import email.utils

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SummarizerError
from summarizer.model.retry import Patience, retrying
from summarizer.model.retry_after import retry_after

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


def test_what_we_raise_below_the_client_is_not_tried_again():
    """A missing recording is missing the second time too; waiting for it only takes time."""
    sent = []

    async def send():
        async for attempt in retrying(Patience()):
            with attempt:
                sent.append(attempt)
                wrapped = openai.APIConnectionError(request=httpx2.Request("GET", "http://x"))
                raise wrapped from SummarizerError("there is no recording")

    with pytest.raises(openai.APIConnectionError):
        asyncio.run(send())
    assert len(sent) == 1
