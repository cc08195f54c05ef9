"""What tests need from outside the repository: where it is missing they skip, with a reason."""

import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# No clock decides a test, and a run can be repeated: the same examples every time.
settings.register_profile(
    "house", deadline=None, max_examples=50, derandomize=True, database=None, print_blob=True
)
settings.load_profile("house")


def missing(reason: str) -> NoReturn:
    """Skip this test; fail it where all must run, as in CI."""
    if os.environ.get("ACCORDINGTO_REQUIRE_ALL") == "1":
        pytest.fail(f"ACCORDINGTO_REQUIRE_ALL=1, but {reason}", pytrace=False)
    pytest.skip(reason)


def need_shared() -> Path:
    """The project's shared folder: corpus, gold and reference data, beside the repository."""
    shared = Path(os.environ.get("ACCORDINGTO_SHARED", ROOT.parent / "shared"))
    if not (shared / "corpus").is_dir():
        missing(f"{shared} holds no corpus; ACCORDINGTO_SHARED names another folder")
    return shared


@pytest.fixture(scope="session")
def shared() -> Path:
    return need_shared()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium that runs without a display."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        missing("no chromium on this machine; Debian's package is called chromium")
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden readings be written anew."""
    parser.addoption("--update-golden", action="store_true", help="write golden readings anew")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give all tests on Spark to one process: each process would start a JVM of its own."""
    from tests.scheduling import OneSpark  # noqa: PLC0415 -- xdist may not be there

    return OneSpark(config, log)
