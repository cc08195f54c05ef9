"""`accordingto serve`: one address on the loopback, until Ctrl-C."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest

from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening

PROGRAM = [sys.executable, "-m", "accordingto", "serve"]


@contextmanager
def serving(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ACCORDINGTO_L")}
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = tmp_path / "war.ledger"
    Ledger.open(path, Opening.MAKE).close()
    return str(path)


def test_address_and_key_open_the_desk_until_ctrl_c(ledger, tmp_path):
    kept = tmp_path / "key"
    with serving("--ledger", ledger, "--reviewer", "Ana", "--key-file", str(kept)) as process:
        address = process.stdout.readline().strip()
        assert "works once" in process.stderr.readline()
        browser = build_opener(ProxyHandler({}), HTTPCookieProcessor())
        with browser.open(address, timeout=30) as page:
            text = page.read().decode()
        assert address.startswith("http://127.0.0.1:")
        assert ">Ana<" in text
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        asked = Request(urljoin(address, "/api/v1/settings"))  # noqa: S310 -- http, see above
        asked.add_header("authorization", f"Bearer {kept.read_text().strip()}")
        with build_opener(ProxyHandler({})).open(asked, timeout=30) as answer:
            assert answer.status == HTTPStatus.OK
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == ExitCode.ALL_READ
        assert process.stderr.read() == ""
    assert not kept.exists()


def test_key_never_overwrites_a_file_that_is_there(ledger, tmp_path):
    kept = tmp_path / "notes"
    kept.write_text("mine")
    with serving("--ledger", ledger, "--key-file", str(kept)) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.MISCONFIGURED
    assert "expected a new file" in err
    assert kept.read_text() == "mine"


def test_without_a_ledger_an_invented_war_is_opened_and_gone_afterwards():
    with serving("--reader", "rules") as process:
        address = process.stdout.readline().strip()
        browser = build_opener(ProxyHandler({}), HTTPCookieProcessor())
        with browser.open(address, timeout=30) as page:
            text = page.read().decode()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
    assert "An invented war" in text
    [place] = re.findall(r"/\S+demo\.ledger", text)
    assert not Path(place).exists()


def test_any_other_address_than_the_loopback_is_refused(ledger):
    with serving("--ledger", ledger, "--host", "0.0.0.0") as process:  # noqa: S104 -- refused
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (ExitCode.MISCONFIGURED, "")
    assert "expected 127.0.0.1, ::1 or localhost" in err


def test_ledger_that_is_not_there_is_told(tmp_path):
    with serving("--ledger", str(tmp_path / "none.ledger")) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.MISCONFIGURED
    assert "there is no ledger" in err


def test_reviewer_that_cannot_stand_in_a_log_is_told(ledger):
    with serving("--ledger", ledger, "--reviewer", " x") as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.USAGE
    assert "expected" in err
