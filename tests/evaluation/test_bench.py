import subprocess
import sys
from types import SimpleNamespace

import pytest

from evaluation import bench


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    path = tmp_path / "syria.jsonl"
    path.write_text("{}\n")
    monkeypatch.setattr(bench, "CORPUS", path)
    return path


@pytest.mark.parametrize("code", [0, 4])
def test_command_runs_on_the_corpus_with_the_options_given(corpus, monkeypatch, code):
    started, staged, added = [], [], []
    ended = SimpleNamespace(returncode=code)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: started.append(command) or ended)
    monkeypatch.setattr(bench, "render_stages", lambda *asked: staged.append(asked))
    monkeypatch.setattr(bench, "render_adding", lambda *asked: added.append(asked))
    options = ["--peer", "python", "--reader", "rules", "--reader", "network"]
    assert bench.main(options) == code
    assert started == [(sys.executable, "-m", "accordingto", "bench", str(corpus), *options)]
    assert staged == added == ([] if code else [(corpus, ["rules", "network"])])


def test_missing_corpus_is_told(corpus, capsys):
    corpus.unlink()
    assert bench.main([]) == 1
    assert "ACCORDINGTO_SHARED names another folder" in capsys.readouterr().out
