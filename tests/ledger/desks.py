"""People at work on a ledger, in one line each."""

from accordingto.ledger.deciding import Desk, Intent, decide_link, decide_undo
from accordingto.ledger.decisions import add_judgement, read_standing
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.reviewing import current_readings_of, refresh_reviews
from accordingto.records.judgements import Decision
from tests.ledger.incoming import make_incoming
from tests.records.judgements import NOON

TEXT = make_incoming().report.sha256


def desks_of(connection, *texts):
    """The first current reading of each text, with what holds for them."""
    standing = read_standing(connection, texts)
    readings = [current_readings_of(connection, text)[0].reading for text in texts]
    return [Desk.of(reading, reading.report.text, standing) for reading in readings]


def record_of(connection, kind="figure", text=TEXT):
    (desk,) = desks_of(connection, text)
    return next(one.record.id for one in desk.carried.records if one.kind == kind)


def decide(
    ledger: Ledger, decision="accept", *changes, kind="figure", text=TEXT, reviewer="Odd", why=""
):
    """Decide about the first record of a kind."""
    intent = Intent(
        decision=Decision(decision), reviewer=reviewer, time=NOON, why=why, changes=changes
    )
    with ledger.change() as connection:
        (desk,) = desks_of(connection, text)
        made = add_judgement(connection, desk.decide(intent, record_of(connection, kind, text)))
        refresh_reviews(connection, [text])
    return made


def link(ledger: Ledger, decision, *texts, reviewer="Odd"):
    """Link the first incidents of two reports."""
    intent = Intent(decision=Decision(decision), reviewer=reviewer, time=NOON)
    with ledger.change() as connection:
        ends = [
            (desk, record_of(connection, "incident", text))
            for desk, text in zip(desks_of(connection, *texts), texts, strict=True)
        ]
        made = add_judgement(connection, decide_link(intent, *ends))
        refresh_reviews(connection, texts)
    return made


def undo(ledger: Ledger, entry, reviewer="Odd"):
    """Take back an entry."""
    intent = Intent(decision=Decision.UNDO, reviewer=reviewer, time=NOON)
    texts = {target.sha256 for target in entry.judgement.targets}
    with ledger.change() as connection:
        standing = read_standing(connection, texts)
        made = add_judgement(connection, decide_undo(intent, entry.hash, standing))
        refresh_reviews(connection, texts)
    return made
