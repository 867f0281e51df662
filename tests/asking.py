"""How tests ask a model: through the client that the product uses, without its retries."""

import asyncio
import ssl

import httpx2
import openai
from openai.types.chat import ChatCompletion

# Plain HTTP needs none, and reading the system's certificates takes longer than most tests.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def client(url: str, *, timeout: float = 5) -> openai.OpenAI:
    """Return a client with a key and an organization that no cassette may show."""
    return openai.OpenAI(
        base_url=url,
        api_key="sk-secret",
        organization="org-secret",
        max_retries=0,
        timeout=timeout,
        http_client=httpx2.Client(verify=NO_CERTIFICATES),
    )


def ask(url: str, *questions: str, timeout: float = 5) -> list[ChatCompletion]:
    """Ask one question after the other."""
    with client(url, timeout=timeout) as asking:
        return [
            asking.chat.completions.create(
                model="scripted", messages=[{"role": "user", "content": question}]
            )
            for question in questions
        ]


async def ask_at_once(url: str, *questions: str) -> list[ChatCompletion]:
    """Ask all questions together; the answers are in the order of the questions."""
    async with openai.AsyncOpenAI(base_url=url, api_key="sk-secret", max_retries=0) as asking:
        calls = [
            asking.chat.completions.create(
                model="scripted", messages=[{"role": "user", "content": question}]
            )
            for question in questions
        ]
        return await asyncio.gather(*calls)


def contents(answers: list[ChatCompletion]) -> list[str | None]:
    """Return what the answers say."""
    return [answer.choices[0].message.content for answer in answers]
