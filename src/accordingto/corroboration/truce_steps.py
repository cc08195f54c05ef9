"""The steps of one deal, each with everybody who tells of it and the cases blamed for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from accordingto.corroboration.digests import ActorId, RecordId, ReportKey, StepClaim
from accordingto.corroboration.evidence import Evidence
from accordingto.corroboration.truce_likeness import SAME_DAYS, days_of
from accordingto.records.tolls import ClaimRef
from accordingto.records.truces import StepReport, TruceStep
from accordingto.records.values import Step
from accordingto.records.voices import VoiceKind

Cases = Mapping[tuple[ReportKey, RecordId], str]
"""Code of the case that an account belongs to."""
Told = tuple[ReportKey, StepClaim]
_BREACHES = frozenset((Step.VIOLATED, Step.COLLAPSED))


def gather_steps(steps: Iterable[Told], evidence: Evidence, cases: Cases) -> tuple[TruceStep, ...]:
    """Return the steps of a deal in order of days, those without a day last.

    Accounts of one step on the same days are one; what gives a month or no day goes with the only
    one that it can mean, and else stands by itself. A truce can be broken on any day: a breach
    without one is never put on a day.
    """
    by_kind: dict[Step, list[Told]] = {}
    for told in steps:
        by_kind.setdefault(told[1].step, []).append(told)
    found = [
        _step(group, evidence, cases)
        for kind in sorted(by_kind)
        for group in _occasions(by_kind[kind])
    ]
    return tuple(sorted(found, key=_step_order))


def name_of(evidence: Evidence, report: ReportKey, actor: ActorId) -> str:
    """Return the name under which somebody is known across reports, else the report's own."""
    voice = evidence.voices.voice_of(report, actor)
    if voice.kind is VoiceKind.NAMED:
        return voice.name
    return evidence.paper(report).name_of(actor)


def _occasions(told: list[Told]) -> list[list[Told]]:
    """Part the accounts of a step by the days on which they put it."""
    told.sort(key=lambda one: (one[0], one[1].record))
    exact = sorted((one for one in told if _is_exact(one[1])), key=lambda one: _days(one[1])[0])
    groups: list[list[Told]] = []
    last: date | None = None
    for one in exact:
        first, end = _days(one[1])
        if last is None or first > last:
            groups.append([])
        groups[-1].append(one)
        last = end if last is None else max(last, end)
    certain = len(groups)
    others: dict[object, list[Told]] = {}
    for one in told:
        if _is_exact(one[1]):
            continue
        home = [group for group in groups[:certain] if _can_mean(one[1], group)]
        if len(home) == 1 and one[1].step is not Step.VIOLATED:
            home[0].append(one)
        else:
            others.setdefault((one[1].date_from, one[1].date_to), []).append(one)
    return groups + list(others.values())


def _is_exact(step: StepClaim) -> bool:
    days = days_of(step)
    return days is not None and (days[1] - days[0]).days <= SAME_DAYS


def _days(step: StepClaim) -> tuple[date, date]:
    return days_of(step) or (date.min, date.max)


def _can_mean(step: StepClaim, group: Sequence[Told]) -> bool:
    """Tell whether an account without exact days can be of those that give them."""
    first, last = step.date_from or date.min, step.date_to or date.max
    return any(first <= _days(one)[1] and _days(one)[0] <= last for _, one in group)


def _step(told: list[Told], evidence: Evidence, cases: Cases) -> TruceStep:
    exact = [_days(step) for _, step in told if _is_exact(step)]
    first = told[0][1]
    accused = {name_of(evidence, report, one) for report, step in told for one in step.accused}
    blamed = {code for report, step in told for code in _cases_of(report, step, evidence, cases)}
    reports = sorted((_report(*one, evidence) for one in told), key=_report_order)
    return TruceStep(
        step=first.step,
        date_from=min(day for day, _ in exact) if exact else first.date_from,
        date_to=max(day for _, day in exact) if exact else first.date_to,
        accused=tuple(sorted(accused)),
        voices=evidence.voices.count(sorted({(r, s.speaker) for r, s in told}, key=str)),
        reports=tuple(reports),
        cases=tuple(sorted(blamed)),
    )


def _report(report: ReportKey, step: StepClaim, evidence: Evidence) -> StepReport:
    voice = evidence.voice(report, step)
    return StepReport(
        ref=ClaimRef(report=report, record=step.record),
        voice=voice.id,
        name=voice.name,
        said=step.said,
        certainty=step.certainty,
        date_from=step.date_from,
        date_to=step.date_to,
        accused=tuple(sorted({name_of(evidence, report, one) for one in step.accused})),
        quote=step.quote,
    )


def _cases_of(
    report: ReportKey, step: StepClaim, evidence: Evidence, cases: Cases
) -> Iterator[str]:
    """Return the cases that a report ties to a breach: in one sentence, or in one statement."""
    if step.step not in _BREACHES:
        return
    paper = evidence.paper(report)
    near = [one.record for one in paper.digest.accounts if one.quote == step.quote]
    near += [record for one in paper.statements.get(step.record, ()) for record in one.about]
    for record in near:
        if (report, record) in cases:
            yield cases[report, record]


def _report_order(one: StepReport) -> tuple[bool, str, ClaimRef]:
    said = one.said.isoformat() if one.said else ""
    return not said, said, one.ref


_ORDER = tuple(Step)


def _step_order(one: TruceStep) -> tuple[bool, str, int, ClaimRef]:
    day = one.date_from or one.date_to
    return day is None, day.isoformat() if day else "", _ORDER.index(one.step), one.reports[0].ref
