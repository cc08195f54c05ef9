"""A run of `serve`: until Ctrl-C."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.engine.choices import ReaderChoice
from accordingto.errors import ConfigurationError, JudgementError
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.records.judgements import check_reviewer
from accordingto.web.app import make_app
from accordingto.web.demo_ledger import make_demo_ledger
from accordingto.web.desk import Desk
from accordingto.web.serving import listen, serve_until_stopped
from accordingto.web.sessions import OPENING, Preferences, Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeRun:
    """What a user asked for."""

    ledger: str | None
    host: str
    port: int | None
    reviewer: str
    reader: ReaderChoice
    may_fetch: bool
    key_file: Path | None
    quiet: bool


def run_serve(run: ServeRun) -> ExitCode:
    """Serve until it is stopped; errors are told on standard error."""
    try:
        if run.reviewer:
            check_reviewer(run.reviewer)
        listening = listen(run.host, run.port)
    except JudgementError as error:
        say(str(error))
        return ExitCode.USAGE
    with listening, _opened(run) as ledger:
        name, port = listening.getsockname()[:2]
        sessions = Sessions(Preferences(reviewer=run.reviewer))
        desk = Desk(
            ledger=ledger,
            sessions=sessions,
            reader=run.reader,
            may_fetch=run.may_fetch,
            is_demo=run.ledger is None,
        )
        shown = f"[{name}]" if ":" in name else name
        address = f"http://{shown}:{port}{OPENING}?token={sessions.make_token()}"
        with _key_in(run.key_file, sessions.key):
            serve_until_stopped(make_app(desk, port), listening, lambda: _tell(run, address))
        desk.settling.wait()
    return ExitCode.ALL_READ


@contextmanager
def _opened(run: ServeRun) -> Iterator[Ledger]:
    if run.ledger is not None:
        with Ledger.open(run.ledger, Opening.CHANGE) as ledger:
            yield ledger
        return
    if not run.quiet:
        say("no --ledger: reading the sample reports of an invented war into one of its own ...")
    with (
        TemporaryDirectory(prefix="accordingto-") as folder,
        make_demo_ledger(Path(folder) / "demo.ledger", run.reader.name) as ledger,
    ):
        yield ledger


@contextmanager
def _key_in(path: Path | None, key: str) -> Iterator[None]:
    """Keep the key in a file for as long as the desk is open."""
    if path is None:
        yield
        return
    try:
        place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigurationError(
            f"--key-file {path}: it cannot be made ({error.strerror or error}); expected a new "
            "file in a folder that you may write to; name another, or take the old one away"
        ) from error
    try:
        with os.fdopen(place, "w", encoding="ascii") as stream:
            stream.write(f"{key}\n")
        yield
    finally:
        path.unlink(missing_ok=True)


def _tell(run: ServeRun, address: str) -> None:
    print(address, flush=True)
    if not run.quiet:
        say("open this address in a browser on this machine; it works once. Ctrl-C closes the desk")
