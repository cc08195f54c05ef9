import sys

import pytest

from accordingto.cli.progress import show_progress, show_runs, show_steps


@pytest.mark.parametrize("is_wanted", [True, False])
def test_nothing_is_shown_when_nobody_watches(capsys, is_wanted):
    with show_runs(2, is_wanted=is_wanted) as announce:
        announce("rules, jobs: 1")
    with show_progress([], is_wanted=is_wanted) as advance:
        advance(3)
    with show_steps("cases", is_wanted=is_wanted) as step:
        step()
    assert capsys.readouterr() == ("", "")


def test_the_run_that_goes_on_is_shown_to_who_watches(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with show_runs(2, is_wanted=True) as announce:
        announce("rules, jobs: 1")
        announce("spaCy, jobs: 1")
    shown = capsys.readouterr()
    assert "run 2 of 2" in shown.err
    assert "spaCy, jobs: 1" in shown.err
    assert not shown.out


def test_steps_are_counted_for_who_watches(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with show_steps("cases gone through", is_wanted=True) as step:
        step()
        step()
    assert "2 cases gone through" in capsys.readouterr().err
