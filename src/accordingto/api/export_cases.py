"""Cases as exporters are given them: of reviewed records alone, unless others were asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from accordingto.api.export_notes import Exported
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import Digest, FigureClaim
from accordingto.corroboration.linking import Linked
from accordingto.formats.bundles import CaseBundle, RecordNote
from accordingto.ledger.shown import Shown
from accordingto.records.cases import AccountRef, Case
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.readings import Reading
from accordingto.records.statements import Statement
from accordingto.records.voices import Voice
from accordingto.views.case_background import Withheld, names_in
from accordingto.views.privacy import withhold_in


@dataclass(frozen=True)
class CaseMaker:
    """Makes bundles of cases."""

    withheld: Withheld
    with_unreviewed: bool

    def bundle(
        self, code: str, loaded: Corroboration, shown: Mapping[str, Shown]
    ) -> CaseBundle | None:
        """Return a case with its reports; None when nothing of it goes out.

        `shown` holds the reports of its accounts, by their keys.
        """
        linked = loaded.groups[0]
        mask = names_in(loaded, {one.report for one in linked.accounts}, self.withheld)
        views = {
            key: Exported(one, mask, self.with_unreviewed) for key, one in sorted(shown.items())
        }
        kept = loaded if self.with_unreviewed else _kept(loaded, views)
        if not kept.groups[0].accounts:
            return None
        case = kept.case(code, kept.groups[0])
        views = {key: views[key] for key in case.reports if key in views}
        parts = [
            _Part(key, view, view.reading, case) for key, view in views.items() if view.reading
        ]
        return CaseBundle(
            case=withhold_in(case, mask),
            reports=tuple(one.view.note(one.reading, loaded.origins.get(one.key)) for one in parts),
            incidents=tuple(note for one in parts for note in one.incidents()),
            figures=tuple(note for one in parts for note in one.figures()),
            statements=tuple(note for one in parts for note in one.statements()),
            voices={one.id: withhold_in(one, mask) for one in _voices(kept, case)},
            is_place_withheld=any(one.incident in mask.incidents for one in case.outline.accounts),
        )


@dataclass(frozen=True)
class _Part:
    """What one report has to say of a case."""

    key: str
    view: Exported
    reading: Reading
    case: Case

    @cached_property
    def incident_ids(self) -> frozenset[str]:
        """Ids of its accounts of the case."""
        told = (one for one in self.case.outline.accounts if one.report == self.key)
        return frozenset(one.incident for one in told)

    def incidents(self) -> Iterator[RecordNote[Incident]]:
        """Yield its accounts."""
        found = (one for one in self.reading.incidents if one.id in self.incident_ids)
        yield from self.view.notes(found, self._code)

    def figures(self) -> Iterator[RecordNote[Figure]]:
        """Yield the figures of its accounts, parts of them too."""
        yield from self.view.notes(self._figures, self._code)

    def statements(self) -> Iterator[RecordNote[Statement]]:
        """Yield the statements about its accounts and figures, and those that hold these."""
        figures = self._figures
        incidents = [one for one in self.reading.incidents if one.id in self.incident_ids]
        about = self.incident_ids | {one.id for one in figures}
        holding = {one.statement for one in figures}
        holding |= {blame.statement for one in incidents for blame in one.blame}
        found = (
            one
            for one in self.reading.statements
            if one.id in holding or not about.isdisjoint(one.about)
        )
        yield from self.view.notes(found, self._code)

    @cached_property
    def _figures(self) -> list[Figure]:
        home = {one.id: one.incident for one in self.reading.figures}
        return [
            one
            for one in self.reading.figures
            if (one.incident or home.get(one.part_of or "")) in self.incident_ids
        ]

    def _code(self, _record: str) -> str:
        return self.case.id


def _kept(loaded: Corroboration, views: Mapping[str, Exported]) -> Corroboration:
    """Return a case made of the records alone that a person stands for."""
    linked = loaded.groups[0]
    accounts = tuple(
        one
        for one in linked.accounts
        if one.report in views and views[one.report].is_kept(one.record)
    )
    ends = {AccountRef(one.report, one.record) for one in accounts}
    links = tuple(one for one in linked.links if one.one in ends and one.other in ends)
    digests = {
        key: _of_kept(digest, views[key].is_kept) if key in views else digest
        for key, digest in loaded.digests.items()
    }
    return replace(loaded, digests=digests, groups=(Linked(accounts, links),))


def _of_kept(digest: Digest, is_kept: Callable[[str], bool]) -> Digest:
    home = {one.record: one.incident for one in digest.figures}
    return replace(
        digest,
        accounts=tuple(one for one in digest.accounts if is_kept(one.record)),
        figures=tuple(_at_home(one, home) for one in digest.figures if is_kept(one.record)),
        blame=tuple(one for one in digest.blame if is_kept(one.record)),
        statements=tuple(one for one in digest.statements if is_kept(one.record)),
        steps=tuple(one for one in digest.steps if is_kept(one.record)),
    )


def _at_home(figure: FigureClaim, home: Mapping[str, str | None]) -> FigureClaim:
    """Return a figure with the incident of its total, which may not go out with it."""
    if figure.incident or not figure.part_of:
        return figure
    return replace(figure, incident=home.get(figure.part_of))


def _voices(found: Corroboration, case: Case) -> Iterable[Voice]:
    """Return the voices of all claims of a case, each once, in the order of their ids."""
    voices: dict[str, Voice] = {}
    for account in case.outline.accounts:
        paper = found.evidence.paper(account.report)
        claims = [
            *paper.figures.get(account.incident, ()),
            *paper.blame.get(account.incident, ()),
            *paper.statements.get(account.incident, ()),
        ]
        for claim in claims:
            voice = found.evidence.voice(account.report, claim)
            voices[voice.id] = voice
    return [voices[id_] for id_ in sorted(voices)]
