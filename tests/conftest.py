"""What tests need from outside the repository: where it is missing they skip, with a reason."""

import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[1]
_ON_SPARK = "tests/engine/spark/"

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
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Give all tests on Spark to one process of xdist: each process would start a JVM of its own.

    Marks for groups (`--dist loadgroup`) do nothing where pytest 9 makes ids by itself.
    """
    return _OneSpark(config, log)


class _OneSpark(LoadScopeScheduling):
    """Gives tests out function by function, but those on Spark together, and first."""

    def _split_scope(self, nodeid: str) -> str:
        return "spark" if nodeid.startswith(_ON_SPARK) else nodeid.split("[", maxsplit=1)[0]
