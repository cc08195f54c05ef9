"""Whatever is typed into a filter is plain words, and either store gives the same answer."""

import json
from itertools import count

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.verify import verify_ledger
from tests.cli.ledgers_to_show import fill_all
from tests.conftest import missing
from tests.ledger.conftest import make_clock
from tests.postgres import NoServerError, make_database, running_server

HOSTILE = [
    *("'; DROP TABLE search_rows; --", '"a" OR b*', "NEAR(homs shelling, 2)", "NEAR(", "%_", "%"),
    *("shellin*", "homs AND", "homs OR nothing", "words:homs", "-homs", '"homs', "(homs", "{homs}"),
    *("' OR '1'='1", "homs\0", "\0", "\ud800", "x" * 10_000, "homs " * 2_000, "", " ", "$$", ":1"),
    *("w_report", "\u202ehoms", "ho\u200bms", "=1+1", "../../etc/passwd", "1e999", "٢", str(2**70)),
]
WORDS_FOUND = {"NEAR(homs shelling, 2)": 0, "-homs": 2, '"homs': 2, "(homs": 2, "{homs}": 2}
WORDS_FOUND |= {"shellin*": 0, "homs AND": 1, "homs OR nothing": 0, "homs\0": 2, "homs " * 2_000: 2}
WORDS_FOUND |= {"\u202ehoms": 2, "ho\u200bms": 2, "w_report": 0, "words:homs": 0}
WORDS_FOUND |= {"x" * 10_000: 0, "'; DROP TABLE search_rows; --": 0, "=1+1": 1}
"""Reports that hold all of the words."""
OPTIONS = [
    *("--from", "--to", "--place", "--country", "--actor", "--source", "--publisher", "--kind"),
    *("--blame", "--min-toll", "--text", "--as-of", "--after", "id"),
]
OF_WORDS = {"--place", "--actor", "--source", "--publisher", "--text"}


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """The same reports in a file and in a database."""
    try:
        with running_server() as socket:
            both = [str(tmp_path_factory.mktemp("shown") / "war.ledger")]
            both.append(make_database(socket, "shown"))
            for where in both:
                with Ledger.open(where, Opening.MAKE, clock=make_clock()) as ledger:
                    fill_all(ledger)
            yield both
    except NoServerError as error:
        missing(str(error))


def show(where, *arguments):
    return CliRunner().invoke(app, ["show", *arguments, "--format", "json", "--ledger", where])


@pytest.mark.parametrize("option", OPTIONS)
def test_what_is_typed_is_words_or_is_told(stores, option):
    for listing, typed in zip([*["reports", "incidents"] * len(HOSTILE)], HOSTILE, strict=False):
        asked = [listing, "--", typed] if option == "id" else [listing, f"{option}={typed}"]
        results = [show_plainly(where, *asked) for where in stores]
        first, second = results
        assert (first.exit_code, first.stdout) == (second.exit_code, second.stdout), typed
        assert first.stderr == second.stderr
        assert first.exit_code in {ExitCode.ALL_READ, ExitCode.USAGE}
        assert "Traceback" not in first.stderr
        if first.exit_code == ExitCode.USAGE:
            assert "expected" in first.stderr or "Invalid value" in first.stderr, typed
        elif option not in OF_WORDS:
            assert json.loads(first.stdout)["rows"] == [], typed


def show_plainly(where, *asked):
    """Options go before `--`, behind which an id may begin with a hyphen."""
    options = ["--format", "json", "--ledger", where]
    return CliRunner().invoke(app, ["show", *options, *asked])


@pytest.mark.parametrize("typed", WORDS_FOUND)
def test_words_are_found_as_they_stand_and_no_operator_among_them(stores, typed):
    for where in stores:
        found = json.loads(show(where, "reports", f"--text={typed}").stdout)
        assert found["total"] == WORDS_FOUND[typed]


def test_lists_are_the_same_in_either_store(stores):
    for listing in ("reports", "incidents", "figures", "statements", "sources", "agreements"):
        for form in ("table", "json", "csv"):
            asked = ["show", listing, "--format", form, "--ledger"]
            first, second = (CliRunner().invoke(app, [*asked, where]) for where in stores)
            assert first.exit_code == 0
            assert (first.stdout, first.stderr) == (second.stdout, second.stderr)


def test_nothing_was_changed_by_looking(stores):
    for where, _ in zip(stores, count(), strict=False):
        with Ledger.open(where) as ledger:
            assert list(verify_ledger(ledger)) == []
