"""Jobs on a cluster of two workers, of which one is killed while it works."""

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from accordingto.engine.spark.corroborating import corroborate
from accordingto.engine.spark.reading import read
from tests.engine.spark.material import NAMED, Dying, read_lines, records_of, tables_of

CLUSTER = "local-cluster[2,1,1024]"


@pytest.fixture
def cluster(spark_on):
    return spark_on(CLUSTER)


def executors():
    """Return the processes of executors that this process started, through others."""
    parents, lines = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rsplit(")")[-1].split()[1]
            )
            lines[int(folder.name)] = (folder / "cmdline").read_bytes()
    return [pid for pid in lines if b"ExecutorBackend" in lines[pid] and is_mine(pid, parents)]


def is_mine(pid, parents):
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()


def test_records_are_the_same_when_a_worker_is_lost(cluster, tmp_path):
    scratch = tmp_path / "scratch"
    killed = []

    def kill_one():
        # Some stages are done, and others wait for what they left.
        while not list(scratch.glob("01*-*/_SUCCESS")):
            time.sleep(0.05)
        killed.append(executors()[0])
        os.kill(killed[0], signal.SIGKILL)

    thread = threading.Thread(target=kill_one, daemon=True)
    thread.start()
    lines = [(line,) for line in read_lines()]
    found = corroborate(cluster.createDataFrame(lines, "reading string"), str(scratch))
    assert records_of(found) == tables_of(read_lines())
    thread.join(timeout=10)
    assert killed


def test_reports_are_read_when_a_worker_is_lost_with_its_python(cluster, tmp_path):
    flag = tmp_path / "once"
    rows = [(f"r{number}", text) for number, text in enumerate(NAMED)]
    table = cluster.createDataFrame(rows, "id string, text string")
    found = read(table, Dying(str(flag)), parts=2).collect()
    assert sorted(row["id"] for row in found if row["reading"]) == [row[0] for row in rows]
    assert flag.exists()
