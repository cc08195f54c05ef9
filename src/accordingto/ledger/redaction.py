"""Names withheld by decision, which a later decision shows again; and names erased for good."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from accordingto.errors import ConfigurationError, InvalidRecordError
from accordingto.ledger.erasing import Erased, Eraser
from accordingto.ledger.hashes import hash_json
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.names import NameFinder, words_of_name
from accordingto.ledger.plain import storable
from accordingto.ledger.private_persons import ONLY_SHOWN, Rule, names_by_rule
from accordingto.ledger.redaction_tables import redactions
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.rows import Value, add_row
from accordingto.ledger.scrubbing import is_pending, note_pending, overwrite_deleted, scrub
from accordingto.ledger.search_index import rebuild
from accordingto.ledger.tombstones import Graveyard
from accordingto.records.base import JsonValue
from accordingto.records.judgements import check_reviewer

_WITHHOLD, _SHOW = "withhold", "show"
_NAME, _RULE = "name", "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Whose names are meant, who decided so, and why."""

    names: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    reviewer: str
    why: str

    def check(self) -> None:
        """Raise ConfigurationError or JudgementError when it cannot be carried out."""
        check_reviewer(self.reviewer)
        if not self.names and not self.rules:
            raise ConfigurationError("no name and no rule; expected --name, --list or --rule")
        if not self.why.strip():
            raise ConfigurationError("no reason; expected one: --why TEXT")
        finder = NameFinder.of(self.names)
        if finder.find(self.why, with_parts=True):
            raise ConfigurationError(
                "the reason holds a name that is to be withheld; expected one without it, since it "
                "is kept"
            )


@dataclass(frozen=True, slots=True)
class Lifted:
    """What people decided to show, of what is withheld without any decision."""

    names: frozenset[str] = frozenset()
    """Folded, as `fold` does."""
    rules: frozenset[Rule] = frozenset()

    def has(self, name: str) -> bool:
        """Tell whether a name is to be shown."""
        return bool(self.names) and fold(name) in self.names


NOTHING_LIFTED = Lifted()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Names that are withheld by decision."""

    everywhere: frozenset[str]
    by_text: dict[str, frozenset[str]]
    """Single words that rules found, in the texts where they did: elsewhere they may be words."""
    rules: tuple[Rule, ...] = ()
    lifted: Lifted = NOTHING_LIFTED

    def names_in(self, text_sha256: str) -> frozenset[str]:
        """Return the names that are withheld in what is shown of a text."""
        return self.everywhere | self.by_text.get(text_sha256, frozenset())


def withhold(ledger: Ledger, decided: Decided, *, is_shown_again: bool = False) -> Withheld:
    """Withhold names from all that is shown from now on, or show them again.

    Nothing that is kept changes. Return what is withheld now.
    """
    decided.check()
    decision = _SHOW if is_shown_again else _WITHHOLD
    with ledger.change() as connection:
        now = ledger.now()
        for kind, values in ((_NAME, decided.names), (_RULE, decided.rules)):
            for value in values:
                row = {
                    "decision": decision,
                    "kind": kind,
                    "value": storable(str(value)),
                    "reviewer": decided.reviewer,
                    "why": storable(decided.why),
                    "made_at": now,
                }
                add_row(connection, redactions, {"hash": hash_json(row), **row})
        return read_withheld(connection)


def erase(ledger: Ledger, decided: Decided) -> Erased:
    """Erase names for good: from texts, readings, bytes, decisions, search and the store's log.

    Raises StoreError when somebody else holds the ledger open so that its log cannot be emptied:
    all is erased then, and `finish_erasing` does the rest.
    """
    decided.check()
    if only := ONLY_SHOWN.intersection(decided.rules):
        raise ConfigurationError(
            f"--erase --rule {min(only)}: expected --name or --list; this rule finds names only "
            "where they are shown, and may miss some"
        )
    with ledger.look() as connection:
        found = {one.name for rule in decided.rules for one in names_by_rule(connection, rule)}
    # Of what rules find, a single word is not erased: elsewhere it may be any word.
    names = {*decided.names, *(name for name in found if len(words_of_name(name)) > 1)}
    return erase_names(ledger, sorted(names), decided.why)


def erase_names(ledger: Ledger, names: Iterable[str], why: str) -> Erased:
    """Erase names for good, whoever decided it; raises StoreError as `erase` does."""
    finder = NameFinder.of(names)
    with ledger.change() as connection:
        overwrite_deleted(connection)
        graveyard = Graveyard(connection, storable(why), ledger.now())
        erased = Eraser(connection, finder, graveyard).erase()
        _forget(connection, finder)
        refresh_reviews(connection, erased.hashes)
        rebuild(connection)
        note_pending(connection, graveyard.now)
    scrub(ledger)
    return erased


def finish_erasing(ledger: Ledger) -> bool:
    """Clear the store of what was erased before; tell whether there was anything to do."""
    with ledger.look() as connection:
        if not is_pending(connection):
            return False
    scrub(ledger)
    return True


def read_withheld(connection: Connection) -> Withheld:
    """Return the names that decisions withhold, those found by rules too."""
    names, rules, lifted = _in_force(connection)
    everywhere, by_text = set(names), defaultdict(set)
    for rule in rules:
        for found in names_by_rule(connection, rule):
            if len(words_of_name(found.name)) > 1:
                everywhere.add(found.name)
            else:
                by_text[found.text_sha256].add(found.name)
    found_in = {text: frozenset(own) for text, own in by_text.items()}
    return Withheld(frozenset(everywhere), found_in, tuple(rules), lifted)


def merge_redactions(into: Connection, source: Connection) -> int:
    """Add the decisions of another ledger on what is withheld; return how many were new."""
    return keep_redactions(into, read_redactions(source))


def read_redactions(connection: Connection) -> list[dict[str, JsonValue]]:
    """Return every decision on what is withheld, in the order in which they came."""
    rows = connection.execute(select(redactions).order_by(redactions.c.id)).mappings().all()
    return [{name: row[name] for name in row if name != "id"} for row in rows]


def keep_redactions(connection: Connection, rows: Iterable[Mapping[str, JsonValue]]) -> int:
    """Add decisions on what is withheld that are not known; return how many are new.

    Raises InvalidRecordError for one that is not what its hash says.
    """
    known = set(connection.scalars(select(redactions.c.hash)))
    fresh = [row for row in rows if row["hash"] not in known]
    for row in fresh:
        said: dict[str, Value] = {name: str(row[name]) for name in row if name != "hash"}
        if hash_json(said) != row["hash"]:
            raise InvalidRecordError(
                "a decision on names that are withheld, which is not what was recorded"
            )
        add_row(connection, redactions, {"hash": str(row["hash"]), **said})
    return len(fresh)


def fold(name: str) -> str:
    """Return a name as decisions are compared by: its words without case and accents."""
    return " ".join(words_of_name(name))


def _in_force(connection: Connection) -> tuple[list[str], list[Rule], Lifted]:
    """Return what is withheld, and what is shown: the last word on each name and rule holds."""
    last: dict[tuple[str, str], tuple[str, str]] = {}
    asked = select(redactions).order_by(redactions.c.made_at, redactions.c.hash)
    for row in connection.execute(asked).mappings():
        folded = fold(row["value"]) if row["kind"] == _NAME else row["value"]
        last[row["kind"], folded] = (row["decision"], row["value"])
    known = set(Rule)
    kept = [(kind, value) for (kind, _), (word, value) in last.items() if word == _WITHHOLD]
    names = [value for kind, value in kept if kind == _NAME]
    rules = [Rule(value) for kind, value in kept if kind == _RULE and value in known]
    shown = [key for key, (word, _) in last.items() if word == _SHOW]
    lifted = Lifted(
        frozenset(folded for kind, folded in shown if kind == _NAME),
        frozenset(Rule(value) for kind, value in shown if kind == _RULE and value in known),
    )
    return names, rules, lifted


def _forget(connection: Connection, finder: NameFinder) -> None:
    """Take decisions to withhold these names out: nothing is left to withhold."""
    rows = connection.execute(select(redactions.c.id, redactions.c.value, redactions.c.why)).all()
    gone = [row.id for row in rows if finder.finds(row.value) or finder.finds(row.why)]
    connection.execute(delete(redactions).where(redactions.c.id.in_(gone)))


def read_list(lines: Iterable[str]) -> Sequence[str]:
    """Return the names of a list: one a line; empty lines and those after # are passed by."""
    stripped = (line.strip() for line in lines)
    return [line for line in stripped if line and not line.startswith("#")]
