"""Corroboration from end to end: digests in, cases with all that is claimed about them out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from accordingto.corroboration.blaming import blame_for
from accordingto.corroboration.codes import NO_CODES, Assigned, Codes, assign_codes
from accordingto.corroboration.copies import CopyGroup, find_copies
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.corroboration.evidence import CaseFile, Evidence
from accordingto.corroboration.grading import suggest_grade
from accordingto.corroboration.linking import (
    NOTHING_DECIDED,
    Decided,
    Linked,
    link_accounts,
)
from accordingto.corroboration.origins import Origin, find_origins
from accordingto.corroboration.outlines import outline
from accordingto.corroboration.ranges import ranges_of
from accordingto.corroboration.reconciliation import reconcile
from accordingto.corroboration.source_table import CaseFindings, make_source_table
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
    voices: VoiceBook
    groups: tuple[Linked, ...]
    """The accounts of each case, in the order of their codes."""
    codes: Assigned

    @cached_property
    def evidence(self) -> Evidence:
        """All claims, with who makes them."""
        return Evidence(self.digests, self.voices)

    @cached_property
    def stories(self) -> Mapping[ReportKey, int]:
        """Number of the group of copies of each report that has copies."""
        return number_stories(self.copies)

    def cases(self) -> Iterator[Case]:
        """Yield every case: an event that one report or more tells of."""
        for code, linked in zip(self.codes.codes, self.groups, strict=True):
            yield self.case(code, linked)

    def case(self, code: str, linked: Linked) -> Case:
        """Return one case with all that is claimed about it."""
        file = CaseFile.of(linked.accounts, self.evidence)
        tolls, blame = reconcile(file), blame_for(file)
        told = outline(code, linked, self.stories)
        return Case(
            id=code,
            reports=told.reports,
            outline=told,
            figures=tolls,
            ranges=ranges_of(tolls, file),
            blame=blame,
            grade=suggest_grade(file, tolls, blame),
        )

    def truces(self) -> tuple[Truce, ...]:
        """Return the deals that reports tell of, each with its life."""
        return join_truces(self.evidence, self._cases_of_records())

    def sources(self) -> tuple[SourceRow, ...]:
        """Return what each organisation and holder of a public office said."""
        return make_source_table(self._findings())

    def _cases_of_records(self) -> Mapping[tuple[ReportKey, str], str]:
        return {
            (account.report, account.record): code
            for code, linked in zip(self.codes.codes, self.groups, strict=True)
            for account in linked.accounts
        }

    def _findings(self) -> Iterator[CaseFindings]:
        for code, linked in zip(self.codes.codes, self.groups, strict=True):
            file = CaseFile.of(linked.accounts, self.evidence)
            yield CaseFindings(code=code, case=file, tolls=reconcile(file), blame=blame_for(file))


def corroborate(
    digests: Iterable[Digest], decided: Decided = NOTHING_DECIDED, known: Codes = NO_CODES
) -> Corroboration:
    """Find copies, origins and voices, link accounts into cases, and give each its code.

    The order in which reports come changes nothing. `decided` holds what people said of pairs of
    accounts, `known` the codes that were minted before.
    """
    by_key = {one.key: one for one in sorted(digests, key=lambda one: one.key)}
    copies = find_copies(by_key.values())
    origins = find_origins(by_key.values(), copies)
    accounts = [account for digest in by_key.values() for account in digest.accounts]
    groups = link_accounts(accounts, number_stories(copies), decided)
    texts = {digest.key: digest.sha256 for digest in by_key.values()}
    codes = assign_codes([linked.accounts for linked in groups], texts, known)
    return Corroboration(
        digests=by_key,
        copies=copies,
        origins=origins,
        voices=resolve_voices(by_key.values(), origins),
        groups=tuple(groups),
        codes=codes,
    )


def number_stories(copies: Iterable[CopyGroup]) -> dict[ReportKey, int]:
    """Return the number of its group of copies for each report that has copies."""
    return {key: number for number, group in enumerate(copies) for key in group.members}
