"""A run of `judge`: one decision, or several alike, into a ledger."""

import typer

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook import catch_up
from accordingto.errors import JudgementError
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.views.decision_lines import render_judged
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
