"""One Spark at a time: tests that need it are one group, and run in one process of pytest."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pyspark
import pytest
from pyspark.sql import SparkSession

from accordingto.engine.spark.scratch import Scratch
from accordingto.engine.spark.sessions import start_session
from tests.conftest import missing

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def monkeypatch_session() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def spark_on(tmp_path_factory, monkeypatch_session) -> Iterator[Callable[[str], SparkSession]]:
    """A Spark on the master that is asked for; it goes on until another is."""
    if which("java") is None:
        missing("no Java on this machine; Debian's package is called default-jre-headless")
    # Workers of a local cluster are started by scripts in the distribution, and write beside it.
    home = tmp_path_factory.mktemp("spark")
    for part in Path(pyspark.__path__[0]).iterdir():
        (home / part.name).symlink_to(part)
    monkeypatch_session.setenv("SPARK_HOME", str(home))
    # Some work of the tests is defined in them.
    monkeypatch_session.setenv("PYTHONPATH", str(ROOT))
    running: dict[str, SparkSession] = {}

    def on(master: str) -> SparkSession:
        session = running.get(master)
        if session is None or SparkSession.getActiveSession() is None:
            for other in running.values():
                other.stop()
            running.clear()
            session = running[master] = start_session(master)
            session.conf.set("spark.sql.shuffle.partitions", "2")
        return session

    yield on
    for session in running.values():
        session.stop()


@pytest.fixture
def spark(spark_on) -> SparkSession:
    return spark_on("local[2]")


@pytest.fixture
def scratch(spark, tmp_path) -> Scratch:
    return Scratch(spark, str(tmp_path / "scratch"))
