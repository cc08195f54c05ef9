"""Cases as they are checked: an event once, with every report that tells of it behind it.

Days, places and kinds stand as the case has them, what most texts say first. Of tolls, each voice's
standing figures are taken as that voice gives them; what was added up from parts is not.
"""

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.corroboration.check_subjects import (
    Account,
    Backer,
    Checked,
    HeldDays,
    HeldPlace,
    TollClaim,
)
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import ReportKey
from accordingto.gazetteer.names import fold_name
from accordingto.records.cases import AccountRef, Case, ToldDays, ToldPlace
from accordingto.records.tolls import ClaimRef, Reconciliation, Standing
from accordingto.records.tolls import TollClaim as Figure
from accordingto.records.values import Bound, Scope, State

Subjects = MutableMapping[AccountRef, Checked]


def cases_of(found: Corroboration, subjects: Subjects) -> Iterator[Checked]:
    """Yield cases as they are checked, then what belongs to none: told by a title alone.

    `subjects` are the incidents of the same reports; those of cases are taken out of it.
    """
    for case in found.cases():
        refs = [AccountRef(one.report, one.incident) for one in case.outline.accounts]
        members = {ref: subjects.pop(ref) for ref in refs if ref in subjects}
        if members:
            yield _Maker(found, case, members).subject()
    yield from subjects.values()


def by_day(subject: Checked) -> tuple[date, str, str, str]:
    """Order in which cases are told: by first day, those without one last."""
    spot = subject.spot
    first = subject.days[0] if subject.days else date.max
    return first, spot.name if spot else "", subject.group, subject.id


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes what is checked out of one case and the incidents that it is made of."""

    found: Corroboration
    case: Case
    members: dict[AccountRef, Checked]

    def subject(self) -> Checked:
        """Return the case as it is compared."""
        told, parts = self.case.outline, list(self.members.values())
        first = min(parts, key=lambda one: (one.published or date.max, one.group))
        days, places = tuple(self._days()), tuple(self._places())
        country = next((held.spot.country for held in places if held.spot.country), None)
        kinds = tuple(one.kind for one in told.kinds) or (first.kind,)
        return Checked(
            id=self.case.id,
            group="",
            reports=told.reports,
            title=first.title,
            publisher=first.publisher,
            published=first.published,
            kind=kinds[0],
            first_day=days[0].days[0] if days else None,
            last_day=days[0].days[1] if days else None,
            spot=places[0].spot if places else None,
            is_beside=bool(places) and places[0].is_beside,
            country=country or next((one.country for one in parts if one.country), None),
            targets=tuple(dict.fromkeys(name for one in parts for name in one.targets)),
            words=frozenset().union(*(one.words for one in parts)),
            tolls=tuple(sorted(self._tolls(), key=_most_first)),
            voices=tuple(self._backers()),
            accounts=tuple(
                Account(
                    report=ref.report,
                    incident=ref.incident,
                    title=one.title,
                    publisher=one.publisher,
                    published=one.published,
                )
                for ref, one in self.members.items()
            ),
            told_kinds=kinds,
            told_days=days,
            told_places=places,
        )

    def _days(self) -> Iterator[HeldDays]:
        for told in self.case.outline.days:
            giving = (one for one in self._of(told.reports) if _gives_days(one, told))
            spans = [one.days for one in giving if one.days]
            if spans:
                # "Since Wednesday" lasts until the last day of telling it.
                days = (min(first for first, _ in spans), max(last for _, last in spans))
                yield HeldDays(days, told.reports, self._count_texts(told.reports))

    def _places(self) -> Iterator[HeldPlace]:
        for told in self.case.outline.places:
            giving = [one for one in self._of(told.reports) if _gives_place(one, told)]
            best = min(giving, key=lambda one: not one.is_beside, default=None)
            if best and best.spot:
                texts = self._count_texts(told.reports)
                yield HeldPlace(best.spot, best.is_beside, told.reports, texts)

    def _of(self, reports: Sequence[ReportKey]) -> list[Checked]:
        return [one for ref, one in self.members.items() if ref.report in reports]

    def _count_texts(self, reports: Iterable[ReportKey]) -> int:
        return len({self.found.stories.get(key, key) for key in reports})

    def _tolls(self) -> Iterator[TollClaim]:
        """Yield each voice's standing figures, once each, with all reports that carry it."""
        figures = self.case.figures
        parts = self._parts()
        told = list(_standing(figures))
        apart = [one for one in figures.parts if one.standing is Standing.KEPT_APART]
        same: dict[tuple[bool, tuple[object, ...]], list[Figure]] = {}
        for one in (*told, *apart):
            is_part = one in apart or one.ref in parts
            key = (one.voice, one.state, one.group, one.low, one.high, one.bound)
            same.setdefault((is_part, key), []).append(one)
        for (is_part, _), several in same.items():
            yield self._toll(several, is_part=is_part)

    def _parts(self) -> set[ClaimRef]:
        """Return the figures that a report itself calls some of those harmed."""
        return {
            ClaimRef(report=key, record=one.record)
            for key in self.case.reports
            for one in self.found.digests[key].figures
            if one.scope is Scope.PART or one.part_of
        }

    def _toll(self, several: Sequence[Figure], *, is_part: bool) -> TollClaim:
        one = several[0]
        is_own = one.voice == self.found.voices.voice_of(one.ref.report, None).id
        return TollClaim(
            state=one.state,
            low=one.low,
            high=one.high,
            is_approximate=one.is_approximate or one.bound in {Bound.ABOUT, Bound.VAGUE},
            who=one.group.who,
            age=one.group.age,
            is_part=is_part,
            words=one.words,
            by=_own_voice(one.name) if is_own else one.name,
            reports=tuple(dict.fromkeys(claim.ref.report for claim in several)),
        )

    def _backers(self) -> Iterator[Backer]:
        """Yield who stands behind the reports: their makers, origins, and who gives the tolls."""
        found: dict[str, dict[ReportKey, None]] = {}
        for one in self.members.values():
            for backer in one.voices:
                found.setdefault(backer.name, {}).update(dict.fromkeys(backer.reports))
        for report in self.case.reports:
            for agency in self.found.origins[report].agencies:
                found.setdefault(agency, {})[report] = None
        for toll in self.case.figures.tolls:
            for claim in toll.claims:
                found.setdefault(claim.name, {})[claim.ref.report] = None
        return (Backer(name, tuple(reports)) for name, reports in found.items())


def _most_first(toll: TollClaim) -> tuple[bool, bool]:
    return toll.state is not State.KILLED, toll.is_part


def _own_voice(name: str) -> str | None:
    """Return whose text says it; None when nobody knows who published it."""
    return f"{name} in its own voice" if name else None


def _standing(figures: Reconciliation) -> Iterator[Figure]:
    """Yield the figures that somebody gives, and still does.

    What a report repeats in its own voice is no voice of its own; it is compared where it gives
    another number ("at least 25") than whom it has it from.
    """
    claims = [one for toll in figures.tolls for one in toll.claims if not one.derived_from]
    lows = {one.ref: one.low for one in claims}
    for one in claims:
        is_other = one.replaced_by is not None and lows.get(one.replaced_by) != one.low
        if one.standing is Standing.STANDS or (one.standing is Standing.RESTATED and is_other):
            yield one


def _gives_days(one: Checked, told: ToldDays) -> bool:
    return one.first_day == told.date_from and told.date_to in {None, one.last_day}


def _gives_place(one: Checked, told: ToldPlace) -> bool:
    if one.spot is None:
        return False
    if told.gazetteer_id:
        return one.spot.gazetteer_id == told.gazetteer_id
    return fold_name(one.spot.name) == fold_name(told.name)
