"""Corroboration from end to end: digests in, cases with all that is claimed about them out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from accordingto.corroboration.blaming import blame_for
from accordingto.corroboration.codes import NO_CODES, Assigned, Codes, Told, assign_codes
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.copies import CopyGroup, find_copies
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.corroboration.evidence import CaseFile, Evidence
from accordingto.corroboration.grading import suggest_grade
from accordingto.corroboration.linking import (
    NOTHING_DECIDED,
    Decided,
    Linked,
    Near,
    link_one_by_one,
)
from accordingto.corroboration.origins import Origin, find_origins
from accordingto.corroboration.outlines import outline
from accordingto.corroboration.packed_digests import PackedDigests, tell_of_steps
from accordingto.corroboration.packed_groups import PackedGroups
from accordingto.corroboration.ranges import ranges_of
from accordingto.corroboration.reconciliation import reconcile
from accordingto.corroboration.source_table import (
    CaseFindings,
    SourcePart,
    SourceTable,
    make_source_table,
)
from accordingto.corroboration.truces import join_truces
from accordingto.corroboration.voices import VoiceBook, resolve_voices
from accordingto.records.cases import Case
from accordingto.records.source_rows import SourceRow
from accordingto.records.truces import Truce


@dataclass(frozen=True)
class Corroboration:
    """What many reports say together. Cases are made one by one: they need not all be held."""

    digests: Mapping[ReportKey, Digest]
    copies: tuple[CopyGroup, ...]
    origins: Mapping[ReportKey, Origin]
    resolve: Callable[[], VoiceBook]
    """Tells who speaks, when that is first asked."""
    groups: Sequence[Linked]
    """The accounts of each case, in the order of their codes."""
    codes: Assigned
    _noted: list[SourceTable] = field(default_factory=list, init=False, repr=False, compare=False)
    """What sources say of all cases, once somebody has gone through all."""

    @cached_property
    def voices(self) -> VoiceBook:
        """Who speaks in each report, and which of them are one voice."""
        return self.resolve()

    @cached_property
    def evidence(self) -> Evidence:
        """All claims, with who makes them."""
        return Evidence(self.digests, self.voices)

    @cached_property
    def stories(self) -> Mapping[ReportKey, int]:
        """Number of the group of copies of each report that has copies."""
        return number_stories(self.copies)

    def head(self, report: ReportKey) -> Digest:
        """Return the digest of a report for what stands at its head: publisher, title, days.

        What is said in it may be left out, which spares unpacking it.
        """
        found = self.digests
        return found.head(report) if isinstance(found, PackedDigests) else found[report]

    def cases(self) -> Iterator[Case]:
        """Yield every case: an event that one report or more tells of.

        What sources say is noted on the way, so that `sources` need not go through them again.
        """
        table = SourceTable()
        for found, linked in zip(self._findings(), self.groups, strict=True):
            table.add(found)
            yield self._case(found, linked)
        self._noted.append(table)

    def case(self, code: str, linked: Linked) -> Case:
        """Return one case with all that is claimed about it."""
        return self._case(self._found(code, linked), linked)

    def _case(self, found: CaseFindings, linked: Linked) -> Case:
        told = outline(found.code, linked, self.stories)
        return Case(
            id=found.code,
            reports=told.reports,
            outline=told,
            figures=found.tolls,
            ranges=ranges_of(found.tolls, found.case),
            blame=found.blame,
            grade=suggest_grade(found.case, found.tolls, found.blame),
        )

    def truces(self) -> tuple[Truce, ...]:
        """Return the deals that reports tell of, each with its life."""
        return join_truces(self.evidence, self._cases_of_records())

    def sources(self) -> tuple[SourceRow, ...]:
        """Return what each organisation and holder of a public office said."""
        return tuple(part.row for part in self.source_parts())

    def source_parts(self) -> Iterator[SourcePart]:
        """Yield the same in a form that can be put together with that of other cases."""
        table = self._noted[0] if self._noted else make_source_table(self._findings())
        return table.parts()

    def _cases_of_records(self) -> Mapping[tuple[ReportKey, str], str]:
        """Return the case of each account, of reports that tell of steps: no others are asked."""
        asked = tell_of_steps(self.digests)
        return {
            (account.report, account.record): code
            for code, linked in zip(self.codes.codes, self.groups, strict=True)
            for account in linked.accounts
            if account.report in asked
        }

    def _findings(self) -> Iterator[CaseFindings]:
        for code, linked in zip(self.codes.codes, self.groups, strict=True):
            yield self._found(code, linked)

    def _found(self, code: str, linked: Linked) -> CaseFindings:
        file = CaseFile.of(linked.accounts, self.evidence)
        return CaseFindings(code=code, case=file, tolls=reconcile(file), blame=blame_for(file))


class Noted(NamedTuple):
    """What is found on the way to cases, for whoever adds reports to them later."""

    near: Near
    led: frozenset[ReportKey]
    """Reports whose texts are near-copies of longer ones."""
    packed: PackedDigests


def corroborate(
    digests: Iterable[Digest],
    decided: Decided = NOTHING_DECIDED,
    known: Codes = NO_CODES,
    comparer: Comparer | None = None,
) -> Corroboration:
    """Find copies, origins and voices, link accounts into cases, and give each its code.

    The order in which reports come changes nothing. `decided` holds what people said of pairs of
    accounts, `known` the codes that were minted before.
    """
    return corroborate_and_note(digests, decided, known, comparer)[0]


def corroborate_and_note(
    digests: Iterable[Digest],
    decided: Decided = NOTHING_DECIDED,
    known: Codes = NO_CODES,
    comparer: Comparer | None = None,
) -> tuple[Corroboration, Noted]:
    """Return what `corroborate` does, and what was found on the way."""
    packed = PackedDigests(digests)
    copies, led = find_copies(packed.sketched())
    stories = number_stories(copies)
    origins = find_origins(packed.bare(but=stories), copies)
    near: list[Near] = []
    # Quotes tell copies apart, and nothing else that linking looks at.
    linked = link_one_by_one(
        packed.accounts(but=stories), stories, decided, comparer, on_near=near.append
    )
    groups = PackedGroups(
        (number, replace(one, accounts=packed.with_quotes(one.accounts))) for number, one in linked
    )
    texts = {digest.key: digest.sha256 for digest in packed.bare()}
    codes = assign_codes([list(map(Told.of, linked.accounts)) for linked in groups], texts, known)
    found = Corroboration(
        digests=packed,
        copies=copies,
        origins=origins,
        resolve=lambda: resolve_voices(packed.speaking(), origins, packed.speakers),
        groups=groups,
        codes=codes,
    )
    return found, Noted(near[0], led, packed)


def number_stories(copies: Iterable[CopyGroup]) -> dict[ReportKey, int]:
    """Return the number of its group of copies for each report that has copies."""
    return {key: number for number, group in enumerate(copies) for key in group.members}
