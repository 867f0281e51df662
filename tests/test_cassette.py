"""A cassette plays what was recorded, says what changed, and keeps no secrets."""

import asyncio
import gzip
import json
from contextlib import suppress
from pathlib import Path

import httpx2
import instructor
import openai
import pytest
from asking import ask, ask_at_once, client, contents
from fake_endpoint import Answer, FakeEndpoint, Models, Status
from pydantic import BaseModel

from summarizer.evals.cassette import (
    CassetteError,
    CassetteMissError,
    CassetteUnplayedError,
    Player,
)

HOW = "make record"
ORIGIN = {"model": "scripted", "server": "fake endpoint"}
ELSEWHERE = "http://elsewhere.invalid:1/v1"
PROMPT = "Summarize.\nOne: the trial enrolled 120 patients.\nTwo: “Élan” was approved.\n"


def recorder(path: Path) -> Player:
    """Return a player that records."""
    return Player(path, how_to_record=HOW, record=True, recorded_from=ORIGIN)


def player(path: Path) -> Player:
    """Return a player that plays."""
    return Player(path, how_to_record=HOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the cassette of a test goes, in a folder that does not exist yet."""
    return tmp_path / "cassettes" / "test.yaml"


@pytest.fixture
def tape(path: Path, endpoint: FakeEndpoint) -> Path:
    """A cassette of two questions, `PROMPT` and "Why?"."""
    endpoint.play(Answer("A trial of 120."), Answer("Because."))
    with recorder(path):
        ask(endpoint.url, PROMPT, "Why?")
    return path


# What it plays


def test_a_recording_plays_without_the_server(tape: Path, endpoint: FakeEndpoint) -> None:
    """Host and port do not matter, nor does the order of different questions."""
    with player(tape):
        assert contents(ask(ELSEWHERE, "Why?", PROMPT)) == ["Because.", "A trial of 120."]
    assert len(endpoint.calls) == 2


def test_json_is_compared_as_parsed(tape: Path) -> None:
    """Spelling the same body in another way is the same request."""
    body = {"model": "scripted", "messages": [{"content": "Why?", "role": "user"}]}
    with player(tape), httpx2.Client() as http:
        ask(ELSEWHERE, PROMPT)
        spelled = json.dumps(body, indent=8)
        assert http.post(f"{ELSEWHERE}/chat/completions", content=spelled).status_code == 200


def test_equal_requests_play_in_the_order_of_the_recording(
    path: Path, endpoint: FakeEndpoint
) -> None:
    """A recorded retry is refused first and answered then, with the time it was told to wait."""
    endpoint.play(Status(429, headers={"Retry-After": "0.2"}), Answer("Because."))
    with recorder(path):
        with pytest.raises(openai.RateLimitError):
            ask(endpoint.url, "Why?")
        ask(endpoint.url, "Why?")
    with player(path):
        with pytest.raises(openai.RateLimitError) as limited:
            ask(ELSEWHERE, "Why?")
        assert limited.value.response.headers["retry-after"] == "0.2"
        assert contents(ask(ELSEWHERE, "Why?")) == ["Because."]


def test_concurrent_requests_each_get_their_own_answer(path: Path, endpoint: FakeEndpoint) -> None:
    """Answers are found by question, however the recording was interleaved."""
    questions = [f"Question {number}?" for number in range(12)]
    endpoint.play(*(Answer(f"Answer {number}") for number in range(12)))
    with recorder(path):
        live = contents(asyncio.run(ask_at_once(endpoint.url, *questions)))
    with player(path):
        played = asyncio.run(ask_at_once(ELSEWHERE, *reversed(questions)))
    assert contents(played) == live[::-1]


def test_a_request_without_a_body_is_played(path: Path, endpoint: FakeEndpoint) -> None:
    """The list of models is an exchange like any other."""
    endpoint.play(Models(("small",)))
    with recorder(path), client(endpoint.url) as asking:
        asking.models.list()
    with player(path), client(ELSEWHERE) as asking:
        assert [model.id for model in asking.models.list()] == ["small"]


def test_a_compressed_answer_is_recorded_as_text(path: Path) -> None:
    """A reviewer can read what came over the wire as gzip."""

    def compress(_: httpx2.Request) -> httpx2.Response:
        headers = {"content-encoding": "gzip", "content-type": "application/json"}
        return httpx2.Response(200, headers=headers, content=gzip.compress(b'{"title": "plain"}'))

    with recorder(path), httpx2.Client(transport=httpx2.MockTransport(compress)) as http:
        http.get(ELSEWHERE)
    assert "title: plain" in path.read_text(encoding="utf-8")
    with player(path), httpx2.Client() as http:
        assert http.get(ELSEWHERE).json() == {"title": "plain"}


def test_a_replayed_completion_has_the_fields_that_are_not_stored(tape: Path) -> None:
    """A client that validates what it gets finds constants where a name and an hour were."""
    with (
        player(tape),
        openai.OpenAI(base_url=ELSEWHERE, api_key="-", _strict_response_validation=True) as strict,
    ):
        ask(ELSEWHERE, PROMPT)
        answer = strict.chat.completions.create(
            model="scripted", messages=[{"role": "user", "content": "Why?"}]
        )
    assert (answer.id, answer.created) == ("recorded", 0)


# What it refuses


def test_a_changed_word_is_a_miss_that_shows_the_word(tape: Path) -> None:
    """The error names the cassette, the part that changed and the way to record it again."""
    with pytest.raises(CassetteMissError) as caught, player(tape):
        ask(ELSEWHERE, PROMPT.replace("120", "121"))
    message = str(caught.value)
    assert str(tape) in message
    assert f"To record it: {HOW}" in message
    assert "-One: the trial enrolled 120 patients." in message
    assert "+One: the trial enrolled 121 patients." in message
    assert "approved" in message
    assert len(caught.value.diff.splitlines()) < 10
    assert caught.value.exit_code == 3


def test_a_swallowed_miss_is_raised_on_leaving(tape: Path) -> None:
    """Code that puts up with an unreachable model cannot hide a stale cassette."""
    with pytest.raises(CassetteMissError), player(tape), suppress(openai.APIConnectionError):
        ask(ELSEWHERE, "Why not?")


def test_a_wrapped_miss_is_raised_on_leaving(tape: Path) -> None:
    """Two layers of clients that put their own error on top do not hide it either."""

    class Title(BaseModel):
        title: str

    with (
        pytest.raises(CassetteMissError),
        player(tape),
        client(ELSEWHERE) as asking,
    ):
        instructor.from_openai(asking, mode=instructor.Mode.JSON).chat.completions.create(
            model="scripted",
            messages=[{"role": "user", "content": "Why?"}],
            response_model=Title,
            max_retries=0,
        )


def test_an_answer_is_played_once(tape: Path) -> None:
    """A question asked once too often is a miss, since it would cost once too often."""
    with pytest.raises(CassetteMissError, match="recorded 1× and played as often"), player(tape):
        ask(ELSEWHERE, "Why?", "Why?")


def test_another_path_is_a_miss(tape: Path) -> None:
    """Without a recorded request to the same address there is nothing to compare."""
    with (
        pytest.raises(CassetteMissError, match="no such request was recorded") as caught,
        player(tape),
    ):
        ask("http://elsewhere.invalid/api", "Why?")
    assert caught.value.diff == ""


def test_a_long_difference_is_cut(tape: Path) -> None:
    """An altogether different document does not fill the screen."""
    with pytest.raises(CassetteMissError) as caught, player(tape):
        ask(ELSEWHERE, "\n".join(f"Sentence {number}." for number in range(500)))
    assert len(caught.value.diff.splitlines()) < 50
    assert "more lines)" in caught.value.diff


def test_an_unplayed_exchange_is_an_error(tape: Path) -> None:
    """A question that is not asked any more is told by its place in the file."""
    told = r"1 of the 2 .*in the order of the file: 2"
    with pytest.raises(CassetteUnplayedError, match=told), player(tape):
        ask(ELSEWHERE, PROMPT)


def test_a_failing_block_is_not_blamed_for_what_it_left(tape: Path) -> None:
    """Its own exception says more than the exchanges that it did not come to."""
    with pytest.raises(IndexError), player(tape):
        _ = ask(ELSEWHERE, "Why?")[1]


def test_an_interrupt_is_not_replaced_by_a_miss(tape: Path) -> None:
    """Whoever presses Ctrl-C is obeyed."""

    def interrupted() -> None:
        with suppress(openai.APIConnectionError):
            ask(ELSEWHERE, "Why not?")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), player(tape):
        interrupted()


def test_a_missing_cassette_says_how_to_record_it(path: Path) -> None:
    """Nothing is sent instead."""
    told = rf"no cassette .*test\.yaml\. To record it: {HOW}"
    with pytest.raises(CassetteError, match=told), player(path):
        ask(ELSEWHERE, "Why?")


# What it records


def test_secrets_stay_out_of_the_file(path: Path, endpoint: FakeEndpoint) -> None:
    """Keys, organisations and cookies go over the wire, and not into the file."""
    cookies = {"Set-Cookie": "session=secret", "openai-organization": "org-secret"}
    endpoint.play(Status(200, headers=cookies, body=Answer("Because.").completion()))
    with recorder(path):
        ask(endpoint.url, "Why?")
    sent = endpoint.calls[0].headers
    assert "secret" in sent["authorization"]
    assert "secret" in sent["openai-organization"]
    text = path.read_text(encoding="utf-8").lower()
    assert "because." in text
    for word in ("secret", "cookie", "authorization", "organization", "127.0.0.1"):
        assert word not in text


def test_recording_again_replaces_the_file(tape: Path, endpoint: FakeEndpoint) -> None:
    """What is no longer asked is gone, and what is asked again has its new answer."""
    endpoint.play(Answer("Just because."))
    with recorder(tape):
        ask(endpoint.url, "Why?")
    with player(tape):
        assert contents(ask(ELSEWHERE, "Why?")) == ["Just because."]


def test_recording_on_asks_only_what_is_new(tape: Path, endpoint: FakeEndpoint) -> None:
    """What is recorded plays, what is no longer asked goes, and the rest is asked."""
    before = len(endpoint.calls)
    endpoint.play(Answer("In March."))
    with Player(tape, how_to_record=HOW, record=True, recorded_from=ORIGIN, keep=True):
        assert contents(ask(endpoint.url, "Why?", "When?")) == ["Because.", "In March."]
    assert len(endpoint.calls) == before + 1
    with player(tape):
        assert contents(ask(ELSEWHERE, "When?", "Why?")) == ["In March.", "Because."]


def test_recording_on_takes_nothing_from_another_model(tape: Path, endpoint: FakeEndpoint) -> None:
    """Answers of two models in one recording would be the work of neither."""
    before = len(endpoint.calls)
    endpoint.play(Answer("It is so."))
    other = {**ORIGIN, "model": "another"}
    with Player(tape, how_to_record=HOW, record=True, recorded_from=other, keep=True):
        assert contents(ask(endpoint.url, "Why?")) == ["It is so."]
    assert len(endpoint.calls) == before + 1


def test_concurrent_recordings_give_the_same_file(path: Path, endpoint: FakeEndpoint) -> None:
    """The order in which requests end does not show."""
    questions = [f"Question {number}?" for number in range(8)]
    endpoint.play(Answer("Yes."), repeat_last=True)
    files = set()
    for asked in (questions, questions[::-1]):
        with recorder(path):
            asyncio.run(ask_at_once(endpoint.url, *asked))
        files.add(path.read_bytes())
    assert len(files) == 1


def test_a_failing_block_leaves_the_old_file(tape: Path, endpoint: FakeEndpoint) -> None:
    """Half a recording is none."""
    old = tape.read_bytes()
    endpoint.play(Answer("Just because."))
    with pytest.raises(IndexError), recorder(tape):
        _ = ask(endpoint.url, "Why?")[1]
    assert tape.read_bytes() == old
    assert list(tape.parent.iterdir()) == [tape]


def test_a_recording_of_nothing_is_refused(tape: Path) -> None:
    """A test that asks nothing needs no cassette, and an old one is not wiped by mistake."""
    old = tape.read_bytes()
    with pytest.raises(CassetteError, match="No request was made"), recorder(tape):
        pass
    assert tape.read_bytes() == old


def test_a_recording_says_where_it_comes_from(tape: Path) -> None:
    """Without model and server nothing is recorded; with them, the player tells."""
    with pytest.raises(ValueError, match="which model and which server"):
        Player(tape, how_to_record=HOW, record=True, recorded_from={"model": "scripted"})
    with player(tape) as playing:
        assert playing.recorded_from == ORIGIN
        ask(ELSEWHERE, PROMPT, "Why?")
