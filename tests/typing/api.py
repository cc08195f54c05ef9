"""What mypy must find true of a program that uses the package, thanks to `py.typed`."""

from datetime import date
from typing import assert_type

import accordingto as ato
from accordingto.api.bound_records import Actor, Figure, Incident, Mention
from accordingto.api.ledgers import AddSummary
from accordingto.api.rows import Rows
from accordingto.corroboration.corroborating import Corroboration
from accordingto.records.cases import Case
from accordingto.records.places import Place
from accordingto.records.values import BlameMode, State


def tells_who_says_so(text: str) -> None:
    reading = ato.read(text, published="2016-09-24")
    assert_type(reading, ato.Reading)
    figure = reading.figures[0]
    assert_type(figure, Figure)
    assert_type(figure.low, int | None)
    assert_type(figure.state, State)
    assert_type(figure.source, Mention | None)
    assert_type(figure.incident, Incident | None)
    if figure.source is not None and figure.incident is not None:
        assert_type(figure.source.name, str)
        assert_type(figure.source.actor, Actor | None)
        assert_type(figure.incident.place, Place | None)
        assert_type(figure.incident.date_from, date | None)
        assert_type(figure.incident.figures, tuple[Figure, ...])
        assert_type(figure.incident.blame[0].mode, BlameMode)


def asks_a_ledger() -> None:
    ledger = ato.open_ledger("war.ledger")
    assert_type(ledger.add(["report.txt"]), AddSummary)
    assert_type(ledger.show("figures", min_toll=50), Rows)
    assert_type(ledger.brief(place="Aleppo"), str)
    assert_type(ledger.corroborate(), Corroboration)
    assert_type([*ledger.cases()], list[Case])


def refuses_what_is_wrong(reading: ato.Reading) -> None:
    _ = reading.figures[0].source.name  # type: ignore[union-attr]  # it may have none
    _ = reading.figures[0].toll  # type: ignore[attr-defined]  # there is no such field
    reading.figures[0].low = 13  # type: ignore[misc]  # a record never changes
    ato.open_ledger("war.ledger").show("figures", toll=50)  # type: ignore[call-arg]  # nor filter
    ato.corroborate("readings.jsonl")  # type: ignore[arg-type]  # it takes readings, not a file
