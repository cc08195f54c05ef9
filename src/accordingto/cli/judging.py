"""A run of `judge`: one decision, or several alike, into a ledger."""

from collections.abc import Iterator
from dataclasses import dataclass

import typer

from accordingto.api.case_deciding import Person, Reshaped, merge_cases, split_case
from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook import catch_up
from accordingto.corroboration.casebook_looking import find_case
from accordingto.errors import FilterError, JudgementError
from accordingto.ledger.case_deciding import CaseIntent, decide_case, place_of_account
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.record_lookup import find_record
from accordingto.records.case_states import CaseState
from accordingto.records.judgements import Decision
from accordingto.views.decision_lines import SHORT, describe_changes, render_judged
from accordingto.views.withholding import Masks


def run_judge(where: str, asked: Asked) -> list[str]:
    """Record what is asked for; return it in words.

    Raises typer.Exit when it cannot be recorded, after a word on standard error.
    """
    try:
        with Ledger.open(where, Opening.CHANGE) as ledger:
            made = judge(ledger, asked)
            catch_up(ledger)
            with ledger.look() as connection:
                masks = Masks(connection)
                return [render_judged(one, masks.of(one.entry.judgement)) for one in made]
    except JudgementError as error:
        say(str(error))
        raise typer.Exit(ExitCode.USAGE) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfCase:
    """What a person asks for of one case, or of two."""

    codes: tuple[str, ...]
    link: Decision | None
    """To make two cases one, or to part incidents from one; else it is decided on."""
    records: tuple[str, ...]
    """Starts of ids of the incidents to part."""
    state: CaseState | None
    assignee: str | None
    grade: str | None
    who: Person


def run_judge_case(where: str, asked: AskedOfCase) -> list[str]:
    """Record what is asked for of cases; return it in words.

    Raises typer.Exit when it cannot be recorded, after a word on standard error.
    """
    try:
        with Ledger.open(where, Opening.CHANGE) as ledger:
            if asked.link is None:
                return list(_decide(ledger, asked))
            return list(_told(_reshape(ledger, asked, asked.who), asked))
    except (JudgementError, FilterError) as error:
        say(str(error))
        raise typer.Exit(ExitCode.USAGE) from error


def _decide(ledger: Ledger, asked: AskedOfCase) -> Iterator[str]:
    if len(asked.codes) != 1 or asked.records:
        raise JudgementError(
            "more than the code of a case; expected one code, and what it is to be"
        )
    values = {
        Decision.STATE: asked.state,
        Decision.ASSIGN: asked.assignee,
        Decision.GRADE: asked.grade,
    }
    given = {decision: value for decision, value in values.items() if value is not None}
    if not given and asked.who.why.strip():
        given = {Decision.CASE_NOTE: ""}
    if not given:
        raise JudgementError("nothing to decide; expected --state, --assignee, --grade or --why")
    with ledger.change() as connection:
        code = find_case(connection, asked.codes[0]).code
        for decision, value in given.items():
            intent = CaseIntent(
                decision=decision,
                reviewer=asked.who.reviewer,
                time=asked.who.time,
                value=value or None,
                why=asked.who.why,
            )
            entry = decide_case(connection, code, intent)
            yield f"{decision}  case {code}"
            yield from (f"    {one}" for one in describe_changes(entry.judgement, str))
            yield f"    entry {entry.hash[:SHORT]}"


def _reshape(ledger: Ledger, asked: AskedOfCase, who: Person) -> Reshaped:
    if asked.link is Decision.LINK and len(asked.codes) == 2 and not asked.records:
        return merge_cases(ledger, *asked.codes, who)
    if asked.link is Decision.UNLINK and len(asked.codes) == 1 and asked.records:
        with ledger.look() as connection:
            found = [find_record(connection, one) for one in asked.records]
            off = [place_of_account(connection, one.reading_id, one.record) for one in found]
        return split_case(ledger, asked.codes[0], off, who)
    raise JudgementError(
        f"{asked.link} with {len(asked.codes)} codes of cases and {len(asked.records)} ids; "
        "expected link with two codes, or unlink with one code and the incidents to part from it"
    )


def _told(made: Reshaped, asked: AskedOfCase) -> Iterator[str]:
    yield f"{asked.link}  {' and '.join(asked.codes)}"
    for case in made.cases:
        new = ", a new code" if case.code in made.minted else ""
        yield f"    case {case.code}: {len(case.accounts)} accounts{new}"
    yield from (f"    entry {entry.hash[:SHORT]}" for entry in made.entries)
