"""A disk that is full, for real: a small file system in memory."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from jobs import output, run, write_input

from summarizer.batch.export import export
from summarizer.batch.schema import NAME, connect_reading
from summarizer.errors import BatchStoppedError

SIZE_KB = 4_000


@pytest.fixture
def small_disk(tmp_path):
    """A file system of four megabytes; only root can make one."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if os.name != "posix" or os.geteuid() or not mount or not unmount:
        pytest.skip("needs root, to mount a file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = f"size={SIZE_KB}k"
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"cannot mount: {done.stderr.decode()}")
    yield folder
    subprocess.run([unmount, folder], check=True)


def fill(folder: Path, leave_kb: int) -> Path:
    """Leave no more than some kilobytes free."""
    path = folder / "ballast"
    path.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - leave_kb * 1024)))
    return path


@pytest.mark.slow
def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(endpoint, small_disk, tmp_path):
    """Exit code 4; nothing that was written down is lost, and the output is that of a clean run."""
    source = write_input(tmp_path / "in.jsonl", range(60))
    clean = output(run(source, out=tmp_path / "clean").folder)
    before = len(endpoint.calls)
    out = small_disk / "out"
    ballast = []

    def fill_when_begun(live):
        if live.counts.ok and not ballast:
            ballast.append(fill(small_disk, leave_kb=4))

    endpoint.latency = 0.2
    stopped = run(source, out=out, concurrency=2, watch=fill_when_begun)
    assert stopped.code == 4
    assert "no room" in stopped.said[-1]
    kept = stopped.standing.states["ok"]
    assert 0 < kept < 60
    ballast[0].unlink()
    endpoint.latency = 0
    done = run(source, out=out)
    assert done.standing.states == {"ok": 60}
    assert output(out) == clean
    assert len(endpoint.calls) - before <= 60 + 2 * 2


@pytest.mark.slow
@pytest.mark.usefixtures("endpoint")
def test_a_disk_that_is_full_at_the_export_stops_the_run(small_disk, tmp_path):
    """Exit code 4: all is in the ledger, and nothing half-written is left behind."""
    done = run(write_input(tmp_path / "in.jsonl", range(60)), out=tmp_path / "out")
    ballast = fill(small_disk, leave_kb=4)
    with closing(connect_reading(done.folder / NAME)) as ledger:
        with pytest.raises(BatchStoppedError, match="no room left for the output") as stopped:
            export(ledger, small_disk, "jsonl")
        assert stopped.value.exit_code == 4
        assert list(small_disk.iterdir()) == [ballast]
        ballast.unlink()
        export(ledger, small_disk, "jsonl")
    assert output(small_disk) == output(done.folder)
