"""Builders: cases of invented events as text."""

from accordingto.corroboration.corroborating import corroborate
from accordingto.records.values import BlameMode, Bound, Stance
from accordingto.views.case_background import Showing
from accordingto.views.case_text import render_cases, render_whole_case
from tests.corroboration.casebook import blame, day, figure, make_digest, speaker, statement

OBSERVATORY = speaker("obs", "Tarn Observatory for Rights")
MINISTRY = speaker("min", "Health Ministry of Ossen")


def observatory(low, high=-1, **fields):
    return figure(low, high, speaker="obs", **fields)


def found_of(*digests):
    return corroborate(digests)


def plain(text):
    """The text on one line."""
    return " ".join(text.split())


def shown(*digests, width=80, whole=False, **options):
    """All cases of some reports as text."""
    found = found_of(*digests)
    showing = Showing(width=width, **options)
    if not whole:
        return "".join(render_cases(found, showing, show_all=True))
    rows = zip(found.codes.codes, found.groups, strict=True)
    return "".join(render_whole_case(found, code, group, showing) for code, group in rows)


def contested():
    """Two agencies quote one observatory, which later counts more; a ministry counts less."""
    return (
        make_digest(
            "r1", OBSERVATORY, observatory(14, None, words="at least 14"), publisher="Wire"
        ),
        make_digest(
            "r2", OBSERVATORY, observatory(14, None, words="at least 14"), publisher="Post"
        ),
        make_digest(
            "r3",
            OBSERVATORY,
            observatory(19, said=day(3), words="19 people"),
            publisher="Ledger",
            published=day(3),
        ),
        make_digest(
            "r4",
            MINISTRY,
            figure(6, speaker="min", words="Six people"),
            figure(24, None, bound=Bound.VAGUE, words="dozens"),
            blame("the Ossen Brigade", BlameMode.ACCUSED, speaker="min"),
            statement(Stance.DENIES, "the army fired", ["r4-1"], speaker="min"),
            publisher="State Press",
        ),
    )
