"""Each example of docs/python.md prints what the page says."""

import doctest
import re
import shutil
from importlib.resources import files
from pathlib import Path

import accordingto as ato

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "python.md").read_text(encoding="utf-8")


def test_examples_print_what_they_show(tmp_path, monkeypatch):
    samples = files("accordingto").joinpath("samples")
    shutil.copy(str(samples.joinpath("one-event.jsonl")), tmp_path / "reports.jsonl")
    monkeypatch.chdir(tmp_path)
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/python.md", None, 0)
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=said.append)
    assert runner.tries > 30
    assert not runner.failures, "".join(said)


def test_every_name_that_is_offered_is_documented():
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    names = set(ato.__all__) - {"__version__", "AccordingtoError", "Report"}
    assert not {name for name in names if not re.search(rf"ato\.{name}\b|`{name}`", pages)}
