"""A PostgreSQL of our own for tests: a throw-away folder, a socket, a user who is not root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 60
USER = "ledger"


class NoServerError(Exception):
    """There is no PostgreSQL to be started here; the message says why."""


@contextmanager
def running_server() -> Iterator[Path]:
    """Start a server and give the folder of its socket; stop it and remove all of it at the end.

    Raises NoServerError when PostgreSQL is not installed, or when only root is there to run it.
    """
    programs, user = _find_programs(), _find_user()
    # Not below pytest's folder: a socket's path has room for a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="accordingto-pg-"))
    try:
        if user:
            shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
        _make_cluster(programs, folder, user)
        with _serve(programs, folder, user):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(socket: Path, name: str) -> str:
    """Make an empty database and return its URL."""
    import psycopg  # noqa: PLC0415 -- only where a server runs

    with psycopg.connect(
        host=str(socket), user=USER, dbname="postgres", autocommit=True, connect_timeout=10
    ) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://{USER}@/{name}?host={socket}"


def drop_database(socket: Path, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    import psycopg  # noqa: PLC0415 -- only where a server runs

    with psycopg.connect(
        host=str(socket), user=USER, dbname="postgres", autocommit=True, connect_timeout=10
    ) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _find_programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest version's where there are several."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(debian, key=lambda path: int(path.parts[4]) if path.parts[4].isdigit() else 0)
    if not found:
        raise NoServerError("no PostgreSQL on this machine; Debian's package is called postgresql")
    return found[-1].parent


def _find_user() -> str | None:
    """Return whom to run it as: root may not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoServerError("PostgreSQL refuses root, and there is no user postgres or nobody")


def _make_cluster(programs: Path, folder: Path, user: str | None) -> None:
    command = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", USER]
    command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
    made = subprocess.run(
        command,
        user=user,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", "")},
        capture_output=True,
        timeout=WAIT_SECONDS,
        check=False,
    )
    if made.returncode:
        raise NoServerError(f"initdb failed: {made.stderr.decode(errors='replace').strip()}")


@contextmanager
def _serve(programs: Path, folder: Path, user: str | None) -> Iterator[None]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    for setting in ("listen_addresses=", "fsync=off", "synchronous_commit=off", "timezone=UTC"):
        command += ["-c", setting]
    log = folder / "log"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command, user=user, cwd=folder, env={"PATH": ""}, stdout=stream, stderr=stream
        )
    try:
        _wait_for(server, programs, folder, log)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=WAIT_SECONDS / 6)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], programs: Path, folder: Path, log: Path) -> None:
    ready = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-t", "1", "-d", "postgres"]
    for _ in range(WAIT_SECONDS * 5):
        if server.poll() is not None:
            break
        if subprocess.run(ready, check=False, timeout=WAIT_SECONDS).returncode == 0:
            return
        try:
            server.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
    raise NoServerError(f"PostgreSQL did not start: {log.read_text(errors='replace').strip()}")
