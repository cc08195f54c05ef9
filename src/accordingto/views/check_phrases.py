"""Phrases for a check against a reference dataset: both sides' words side by side.

A row is another reading of the same events: nothing here calls it true, or a report false.
"""

from collections.abc import Mapping, Sequence

from accordingto.corroboration.check_results import (
    Agreement,
    Candidate,
    CheckResult,
    Finding,
    Outcome,
    StatedRange,
    TollDifference,
)
from accordingto.corroboration.check_subjects import Checked, TollClaim
from accordingto.formats.reference import (
    DayPrecision,
    PlacePrecision,
    ReferenceEvent,
)
from accordingto.records.cases import Term
from accordingto.views.case_words import plural
from accordingto.views.phrases import (
    NO_DAY,
    NO_PLACE,
    OWN_VOICE,
    describe_days,
    describe_value,
    quote_words,
)
from accordingto.views.visible import make_plain

CAUTION = (
    "The dataset is another reading of the same events, made under rules of its own; it is not the "
    "truth. A match makes nothing true, and a row that is missing makes nothing false."
)
HEADINGS: Mapping[Outcome, str] = {
    Outcome.ONE_TO_ONE: "one row",
    Outcome.ONE_TO_MANY: "several rows",
    Outcome.DAY_AND_AREA: "that day's rows there",
    Outcome.AMBIGUOUS: "may be any of",
    Outcome.NOT_FOUND: "no row",
    Outcome.NOT_COMPARED: "not compared",
}
_DAY_NOTES: Mapping[DayPrecision, str] = {
    DayPrecision.UNKNOWN: "how exactly is not said",
    DayPrecision.WEEK: "known to the week",
    DayPrecision.MONTH: "known to the month",
    DayPrecision.YEAR: "known to the year",
}
_PLACE_NOTES: Mapping[PlacePrecision, str] = {
    PlacePrecision.UNKNOWN: "how exactly is not said",
    PlacePrecision.NEAR: "near it",
    PlacePrecision.DISTRICT: "known to the district",
    PlacePrecision.PROVINCE: "known to the province",
    PlacePrecision.REGION: "known to a part of the country",
    PlacePrecision.COUNTRY: "known to the country",
    PlacePrecision.INTERNATIONAL: "at sea or across borders",
}


def describe_subject(subject: Checked) -> str:
    """Return kind, day and place of an incident or case."""
    days = describe_days(*subject.days) if subject.days else NO_DAY
    return f"{describe_value(subject.kind)}, {days}, {describe_spot(subject)}"


def describe_spot(subject: Checked) -> str:
    """Return the place as the report gives it."""
    spot = subject.spot
    if spot is None:
        return f"{NO_PLACE} ({subject.country})" if subject.country else NO_PLACE
    qualified = f"{make_plain(spot.qualifier)} {spot.name}" if spot.qualifier else spot.name
    where = f"{make_plain(qualified)} ({spot.country or 'country not known'})"
    if subject.is_beside:
        return where
    return f"{where}, named elsewhere in the report{'s' if len(subject.reports) > 1 else ''}"


def describe_others(subject: Checked) -> str:
    """Return what else reports of a case say of its kind, days and place, and how many do."""
    kinds = (describe_value(kind) for kind in subject.told_kinds[1:])
    days = (
        f"{describe_days(*when.days)} ({count_reports(when.reports)})"
        for when in subject.told_days[1:]
    )
    places = (
        f"{make_plain(where.spot.name)} ({count_reports(where.reports)})"
        for where in subject.told_places[1:]
    )
    return "; ".join((*kinds, *days, *places))


def count_reports(reports: Sequence[str]) -> str:
    """Return how many reports there are."""
    return f"{len(reports):,} report{'' if len(reports) == 1 else 's'}"


def describe_reports(subject: Checked) -> str:
    """Return which reports tell of a case."""
    return f"{count_reports(subject.reports)}: {make_plain(', '.join(subject.reports))}"


def describe_claim(claim: TollClaim) -> str:
    """Return one source's toll in its own words."""
    said = f"according to {make_plain(claim.by)}" if claim.by else OWN_VOICE
    part = ", a part" if claim.is_part else ""
    return f"{quote_words(claim.words)} {claim.state.value}{part} - {said}"


def describe_toll(claim: TollClaim, subject: Checked) -> str:
    """Return one source's toll, of a case with the reports in which it stands."""
    told = describe_claim(claim)
    return f"{told} [{make_plain(', '.join(claim.reports))}]" if len(subject.reports) > 1 else told


def describe_differences(candidate: Candidate) -> list[tuple[str, str]]:
    """Return tolls by how they stand to the row's, none of them added up.

    Those that the row has nothing to be compared with are left out here; the case lists them.
    """
    found: dict[str, dict[str, None]] = {}
    for toll in candidate.tolls:
        claim = toll.claim
        if toll.agreement is Agreement.NOT_SAID:
            continue
        by = f" ({make_plain(claim.by)})" if claim.by else ""
        words = f"{make_plain(claim.words)} {claim.state.value}{by}"
        found.setdefault(describe_difference(toll), {})[words] = None
    return [("; ".join(several), how) for how, several in found.items()]


def describe_difference(toll: TollDifference) -> str:
    """Return how a source's toll stands to a row's."""
    roughly = "said roughly, " if toll.claim.is_approximate else ""
    match toll.agreement:
        case Agreement.WITHIN:
            return "both can hold"
        case Agreement.ABOVE:
            return f"{roughly}{toll.by:,} more than the row's highest"
        case Agreement.BELOW:
            return f"{roughly}{toll.by:,} fewer than the row's lowest"
        case Agreement.NOT_SAID:
            return "nothing to compare it with"


def describe_row_days(event: ReferenceEvent) -> str:
    """Return the days of a row, with how exactly they are known."""
    days = describe_days(event.days.first, event.days.last)
    note = _DAY_NOTES.get(event.days.precision)
    return f"{days}, {note}" if note and note not in days else days


def describe_row_place(event: ReferenceEvent) -> str:
    """Return the place of a row, with how exactly it is known."""
    place = event.place
    names = dict.fromkeys(filter(None, (place.name, place.admin1)))
    told = make_plain(", ".join(names)) or place.country or NO_PLACE
    note = _PLACE_NOTES.get(place.precision)
    return f"{told} ({note})" if note else told


def describe_row_toll(event: ReferenceEvent) -> str:
    """Return a row's estimate with its ends, and its groups."""
    toll = event.toll
    if toll.least is None or toll.most is None:
        return "killed: not said"
    told = f"{toll.least:,}" if toll.least == toll.most else f"{toll.least:,} to {toll.most:,}"
    if toll.best is not None and toll.least != toll.most:
        told += f" (best {toll.best:,})"
    groups = [
        f"{group.name} {group.low:,}" + (f" to {group.high:,}" if group.low != group.high else "")
        for group in event.groups
    ]
    return f"killed {told}" + (f": {make_plain('; '.join(groups))}" if groups else "")


def describe_row_what(event: ReferenceEvent) -> str:
    """Return what a row says happened, between whom."""
    sides = make_plain("; ".join(event.sides))
    graded = f"; graded {make_plain(event.grading)}" if event.grading else ""
    return make_plain(event.what) + (f": {sides}" if sides else "") + graded


def describe_row_sources(event: ReferenceEvent) -> str:
    """Return the outlets that a row names, and who stands behind them."""
    outlets = ", ".join(dict.fromkeys(source.outlet for source in event.sources if source.outlet))
    origins = ", ".join(event.origins)
    told = f"sources: {make_plain(outlets) or 'not said'}"
    return told + (f"; from {make_plain(origins)}" if origins and origins != outlets else "")


def describe_gap(candidate: Candidate) -> str:
    """Return by how much days and places differ."""
    days = candidate.days_apart
    told = "days overlap" if not days else f"{days} day{'s' if days > 1 else ''} apart"
    if candidate.km is None:
        return f"{told}; distance not known"
    return f"{told}; {candidate.km:,.0f} km apart"


def describe_term(term: Term) -> str:
    """Return one term of a score."""
    return f"{term.name} {term.weight:+.1f} ({make_plain(term.why)})"


def describe_range(stated: StatedRange) -> str:
    """Return what rows say together."""
    return (
        f"the {stated.rows:,} rows together: between {stated.low:,} and {stated.high:,} killed, "
        "from the highest single row (should the others tell of the same people) to all at their "
        "highest; a range, not a sum"
    )


def describe_rows(result: CheckResult, refused: int) -> str:
    """Return how many rows were compared, and how many were not."""
    told = f"{plural(result.rows_compared, 'row')} compared"
    if result.rows_left_out:
        told += f"; {result.rows_left_out:,} left out, known to the year or to the country only"
    return f"{told}; {refused:,} could not be read" if refused else told


def describe_compared(result: CheckResult) -> str:
    """Return how many cases and incidents were compared.

    By case, an incident is told by a title alone, which opens no case.
    """
    cases = sum(finding.subject.is_case for finding in result.findings)
    alone = len(result.findings) - cases
    if not cases:
        return f"{alone:,} incident{'' if alone == 1 else 's'}"
    told = f"{cases:,} case{'' if cases == 1 else 's'}"
    return f"{told} and {alone:,} told by a title alone" if alone else told


def describe_heading(result: CheckResult) -> str:
    """Return what the findings are of."""
    return "Cases" if any(one.subject.is_case for one in result.findings) else "Incidents"


def describe_counts(result: CheckResult) -> list[tuple[str, int]]:
    """Return how many incidents or cases came out how, in a fixed order."""
    outcomes = [finding.outcome for finding in result.findings]
    return [(HEADINGS[outcome], outcomes.count(outcome)) for outcome in Outcome]


def describe_coverage(result: CheckResult) -> str:
    """Return what the rows that no report mentions are out of."""
    if result.coverage is None:
        return "No report tells of a day and place within the time of the file."
    cover = result.coverage
    return (
        f"{len(result.unmentioned):,} of {result.within_coverage:,} rows of the {cover.days:,} "
        f"days between {cover.first} and {cover.last} of which a report tells, within about "
        f"{cover.radius_km:.0f} km of a place that one names (or in its province), match "
        "nothing that is told and may match nothing. The reports may be few; this says nothing "
        "against the rows."
    )


def listed_rows(finding: Finding, most: int) -> tuple[tuple[Candidate, ...], int]:
    """Return the rows to be listed of a finding, and how many more there are."""
    return finding.rows[:most], max(0, len(finding.rows) - most)
