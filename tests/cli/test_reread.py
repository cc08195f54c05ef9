import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.engine import rereading
from accordingto.errors import ReadingError
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.private_persons import Rule
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.redaction import Decided, withhold
from accordingto.records.actors import Person
from accordingto.records.base import Mention
from accordingto.records.values import Sex, State
from tests.builders import reader
from tests.ledger.desks import decide
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming


class LaterReader:
    """The rules, one version later: a figure more, one less, and one that says something else."""

    info = replace(reader().info, version="99")

    def read(self, report):
        if "Dorrash" in report.text:
            raise ReadingError("too long", report=report.id, path="c.jsonl")
        reading = reader().read(report)
        (figure,) = reading.figures
        return replace(
            reading,
            figures=(replace(figure, id="0" * 16, low=13),),
            statements=(),
            report=replace(reading.report, reader=self.info),
        )


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
    return path


@pytest.fixture
def later(monkeypatch):
    monkeypatch.setattr(rereading, "open_reader", lambda _: LaterReader())
    monkeypatch.setattr("accordingto.engine.choices.open_reader", lambda _: LaterReader())


def reread(path, *arguments):
    return CliRunner().invoke(app, ["reread", *arguments, "--ledger", str(path)])


def versions(path):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        return [stored.version for stored in iterate_current(connection)]


def test_nothing_is_read_again_by_the_same_reader(path):
    result = reread(path, "--reader", "rules")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "every report has been read by this reader already\n"


@pytest.mark.usefixtures("later")
def test_what_changed_is_told_report_by_report(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        decide(ledger)
    result = reread(path)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("r1  (")
    assert any(line.startswith("  - statement asserts “Shelling killed") for line in lines)
    assert "  ~ figure killed 13 “at least 12 people”: low 12 → 13" in lines
    assert lines[-1].startswith("  ! accept by Odd, 2024-03-20 12:00Z, entry ")
    assert lines[-1].endswith("the reader says something else; the decision stands (low)")
    assert "read 1 report again; 1 changed (records: 0 came, 1 went, 1 changed)" in result.stderr
    assert "decisions: 1 hold, 1 queued to be looked at" in result.stderr
    assert versions(path) == ["99"]


@pytest.mark.usefixtures("later")
def test_dry_run_keeps_nothing(path):
    result = reread(path, "--dry-run")
    assert "1 would change" in result.stderr
    assert versions(path) != ["99"]


@pytest.mark.usefixtures("later")
def test_changes_are_written_as_json(path, tmp_path):
    output = tmp_path / "changes.jsonl"
    reread(path, "--format", "jsonl", "--output", str(output))
    (row,) = map(json.loads, output.read_text().splitlines())
    assert (row["report"], row["changed"][0]["fields"]) == ("r1", ["low"])
    assert (row["changed"][0]["old"]["low"], row["changed"][0]["new"]["low"]) == (12, 13)
    assert row["gone"][0]["kind"] == "statement"


@pytest.mark.usefixtures("later")
def test_report_that_cannot_be_read_is_told_and_keeps_its_reading(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    result = reread(path, "--quiet")
    assert result.exit_code == 1
    assert "not read, and left as it was: c.jsonl (report 'r2'): too long" in result.stderr
    assert versions(path)[1] != "99"


@pytest.mark.usefixtures("later")
def test_output_that_cannot_be_written_is_told(path, tmp_path):
    assert reread(path, "--output", str(tmp_path / "none" / "x")).exit_code == 4


def test_names_of_children_are_withheld(tmp_path, monkeypatch):
    path = tmp_path / "war.ledger"
    incoming = make_incoming("Lina Harrow, 9, was killed in Homs on Friday, residents said.")
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, incoming)
    empty = replace(reader().read(incoming.report), people=(), figures=())
    later = replace(empty, report=replace(empty.report, reader=LaterReader.info))
    made = type("Reader", (), {"info": LaterReader.info, "read": lambda *_: later})()
    monkeypatch.setattr(rereading, "open_reader", lambda _: made)
    monkeypatch.setattr("accordingto.engine.choices.open_reader", lambda _: made)
    result = reread(path)
    assert "- person" in result.stdout
    assert "Lina" not in result.stdout


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_names_that_people_withhold_are_withheld(tmp_path, form):
    path = tmp_path / "war.ledger"
    text = "Residents said shelling killed 12 people near the house of Ada Varn on Friday."
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming(text))
        assert "Varn" in reread(path, "--dry-run", "--format", form).stdout
        withhold(ledger, Decided(names=("Ada Varn",), reviewer="Odd", why="her family asked"))
    result = reread(path, "--dry-run", "--format", form)
    assert "[name with" in result.stdout
    assert "Varn" not in result.stdout


def test_rule_withholds_a_name_that_no_reading_had_before(path, monkeypatch):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        withhold(ledger, Decided(rules=(Rule.SURVIVORS,), reviewer="Odd", why="policy"))
    hurt = Person(
        id="1" * 16,
        evidence=Mention(0, 8, "Shelling"),
        name="Marenna",
        age=None,
        sex=Sex.UNKNOWN,
        role=None,
        state=State.INJURED,
        figure=None,
    )
    reading = replace(LaterReader().read(make_incoming().report), people=(hurt,))
    made = type("Reader", (), {"info": LaterReader.info, "read": lambda *_: reading})()
    monkeypatch.setattr(rereading, "open_reader", lambda _: made)
    monkeypatch.setattr("accordingto.engine.choices.open_reader", lambda _: made)
    result = reread(path)
    assert "+ person" in result.stdout
    assert "Marenna" not in result.stdout
