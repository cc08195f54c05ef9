import signal
import sys

import pytest

from accordingto.cli.terminal import hold_interrupt, say, terminal_width, wants_colour


def test_message_is_one_line_that_cannot_steer(capsys):
    say("refused: a\x1b[2J\nb\u202e", indent=2)
    assert capsys.readouterr().err == "  refused: a[U+001B][2J b[U+202E]\n"


@pytest.fixture
def python_handler():
    """The handler that a fresh process has; Spark, for one, leaves its own behind."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def test_interrupt_waits_until_the_row_is_written(python_handler):
    written = []

    def write():
        with hold_interrupt():
            signal.raise_signal(signal.SIGINT)
            written.append("whole")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert written == ["whole"]
    assert signal.getsignal(signal.SIGINT) is python_handler


@pytest.mark.usefixtures("python_handler")
def test_second_interrupt_does_not_wait():
    def write():
        with hold_interrupt():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            pytest.fail("it waited")

    with pytest.raises(KeyboardInterrupt):
        write()


@pytest.mark.parametrize(
    ("is_terminal", "variables", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_may(monkeypatch, is_terminal, variables, wanted):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    assert wants_colour() is wanted


def test_text_is_eighty_columns_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert terminal_width() == 80
