"""The HTML page in a real browser, with every name on the network unknown."""

import json
import re
import shutil
import struct
import subprocess
from dataclasses import dataclass

import pytest
from report_runs import FIXTURES, comparison, make_run

from summarizer.evals.report.content import Content
from summarizer.evals.report.html import html

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    *("--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND"),
)
WIDTH, HEIGHT = 1280, 900
FEW = dict(list(FIXTURES.items())[:2])

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on the path"),
]


@dataclass
class Visit:
    """What a browser made of a page: its elements, its messages, and what the page asked for."""

    dom: str
    console: list
    requested: list
    size: tuple


@pytest.fixture(scope="module")
def page():
    """The page of two documents, held against a better run."""
    now, base = make_run(FEW), make_run(FEW, every=6)
    return html(Content(now, base, comparison(base, now)), FEW)


@pytest.fixture
def visit(tmp_path):
    """Open a page in a browser of its own."""

    def open_page(page, *flags):
        (tmp_path / "page.html").write_text(page, encoding="utf-8", newline="")
        profile = tmp_path / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        done = subprocess.run(
            [
                BROWSER,
                *QUIET,
                *flags,
                f"--user-data-dir={profile}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--log-net-log={tmp_path / 'net.json'}",
                f"--screenshot={tmp_path / 'page.png'}",
                "--dump-dom",
                (tmp_path / "page.html").as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return Visit(
            dom=done.stdout,
            console=re.findall(r":CONSOLE[:(].*", done.stderr),
            requested=list(requests(json.loads((tmp_path / "net.json").read_text()))),
            size=struct.unpack(">II", (tmp_path / "page.png").read_bytes()[16:24]),
        )

    return open_page


def requests(log):
    """Yield the addresses that the page asked for; the browser's own have no origin."""
    start = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    for event in log["events"]:
        about = event.get("params", {})
        if event["type"] == start and "url" in about and about["initiator"] != "not an origin":
            yield about["url"]


def test_the_page_opens_with_every_document_and_mark(page, visit):
    """It is shown as it was written: no complaint, no request, nothing left out."""
    seen = visit(page)
    assert seen.console == []
    assert seen.requested == []
    assert seen.size == (WIDTH, HEIGHT)
    assert len(re.findall("<details ", seen.dom)) == len(FEW)
    for kind in ("ev gold", "ev gold out"):
        marked = len(re.findall(f'<a class="{kind}"', seen.dom))
        assert marked == len(re.findall(f'<a class="{kind}"', page))
        assert marked > 0


def test_what_slips_into_the_page_can_do_nothing(page, visit):
    """A script does not run and an image is not asked for; without the policy both would be."""
    leak = (
        '<img src="http://leak.invalid/a.png"><style>body { color: red }</style>'
        "<script>document.body.id = 'owned'</script>"
    )
    broken = page.replace("<main>", f"<main>{leak}")
    seen = visit(broken)
    assert 'id="owned"' not in seen.dom
    assert seen.requested == []
    assert len(seen.console) == 3
    assert all("Content Security Policy" in message for message in seen.console)

    without = re.sub(r"<meta http-equiv[^>]*>", "", broken)
    seen = visit(without)
    assert 'id="owned"' in seen.dom
    assert seen.requested == ["http://leak.invalid/a.png"]
