import os
import subprocess
import sys

SWITCHES = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"}


def test_library_that_runs_the_network_keeps_no_record_of_its_use(tmp_path):
    """What it would send to its maker, it first writes below the user's home."""
    given = {name: value for name, value in os.environ.items() if name not in SWITCHES}
    subprocess.run(
        [sys.executable, "-c", "import accordingto.reader.network.model"],
        env=given | {"HOME": str(tmp_path)},
        check=True,
        timeout=120,
    )
    assert list(tmp_path.rglob("*")) == []
