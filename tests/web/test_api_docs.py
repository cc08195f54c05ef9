"""The example of docs/api.md runs as it stands there."""

import contextlib
import io
import re
from pathlib import Path

from tests.web.desks import served

DOC = Path(__file__).parents[2] / "docs" / "api.md"


def test_example_of_the_documentation_runs(desk, tmp_path, monkeypatch):
    [code] = re.findall(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "desk.key").write_text(f"{desk.sessions.key}\n")
    monkeypatch.chdir(tmp_path)
    told = io.StringIO()
    with served(desk) as address, contextlib.redirect_stdout(told):
        exec(code.replace("http://127.0.0.1:8765", address), {})  # noqa: S102 -- our own
    assert re.match(r"new C-\w+\n", told.getvalue())
    assert "12 unreviewed Post" in told.getvalue()
