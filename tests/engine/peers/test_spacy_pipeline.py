"""The program, with a stand-in for spaCy: what it is asked for, and what it answers."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from accordingto.engine.measuring import Measured
from accordingto.engine.peers import spacy_pipeline

PROGRAM = Path(spacy_pipeline.__file__)
SPACY = """
import json, os
__version__ = "9.9"
class Pipeline:
    meta = {"version": "1.2"}
    def pipe(self, texts, **options):
        texts = list(texts)
        with open(os.environ["HEARD"], "w") as file:
            json.dump({"texts": texts, **options}, file)
        return iter(texts)
def load(model):
    return Pipeline()
"""


@pytest.fixture
def ask(tmp_path, monkeypatch):
    (tmp_path / "spacy.py").write_text(SPACY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("HEARD", str(tmp_path / "heard.json"))

    def run(*arguments):
        command = (sys.executable, str(PROGRAM), *map(str, arguments))
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    return run


def test_versions_are_told(ask):
    assert ask("small") == {"version": "spaCy 9.9 with small 1.2"}


def test_every_text_is_given_to_so_many_jobs_and_the_answer_is_as_ours(ask, tmp_path):
    texts = ["Shells fell.", "A line\u2028and another.", "Calm."]
    corpus = tmp_path / "c.jsonl"
    rows = [json.dumps({"id": "r", "text": text}, ensure_ascii=False) for text in texts]
    corpus.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    measured = Measured(**ask("small", corpus, 2, 0.0))
    assert measured.reports == 3
    heard = json.loads((tmp_path / "heard.json").read_text())
    assert heard == {"texts": texts, "batch_size": 32, "n_process": 2}


def test_program_needs_nothing_but_the_standard_library():
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"))
    sources = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    assert {name.partition(".")[0] for name in sources | names} <= sys.stdlib_module_names


def test_no_module_lies_beside_the_program_that_could_be_taken_for_another():
    assert {path.name for path in PROGRAM.parent.glob("*.py")} == {"__init__.py", PROGRAM.name}
