"""What stands in a dossier, part by part, in words; nothing is a sum over voices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.formats.bundles import (
    CaseBundle,
    DecisionNote,
    Material,
    RecordNote,
    ReportNote,
    Retrieval,
    ReviewNote,
    ReviewStatus,
)
from accordingto.records.blames import Accuser, BlameEntry
from accordingto.records.cases import CaseLink
from accordingto.records.figures import Figure
from accordingto.records.tolls import GroupToll, Standing, TollClaim, TollRange
from accordingto.records.values import Basis
from accordingto.views.case_blame import actors_in_order
from accordingto.views.case_tolls import in_order
from accordingto.views.case_words import (
    contest_in_words,
    count_in_words,
    extent_in_words,
    kind_in_words,
    place_in_words,
    plural,
    reason_in_words,
    stake_in_words,
    toll_in_words,
    with_number,
)
from accordingto.views.cutting import Cutter, Part
from accordingto.views.phrases import describe_days, describe_value, short_day
from accordingto.views.report_views import NO_TITLE
from accordingto.views.visible import make_plain

_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in their sentences, and the report that they stand in."""

    before: str
    words: str
    after: str
    report: int
    """Number of the report in the dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim with who makes it."""

    what: str
    who: str
    details: tuple[str, ...]
    chain: str
    """From the publisher to whoever spoke last."""
    quote: Quote
    review: str
    is_reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TollPart:
    """A toll, its claims side by side."""

    title: str
    summary: str
    standing: tuple[ClaimLine, ...]
    history: tuple[ClaimLine, ...]
    """Claims that do not stand, each with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamePart:
    """Somebody who is held responsible, in one way."""

    actor: str
    mode: str
    voices: str
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """A report, and where it can be looked at."""

    number: int
    title: str
    told: tuple[str, ...]
    """Publisher, day, whose text it is."""
    url: str
    """Empty where there is none, or where it is no address."""
    archives: tuple[str, ...]
    facts: tuple[str, ...]
    """Hashes, and when it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All of it."""

    code: str
    title: str
    size: str
    reviewed: str
    also: tuple[str, ...]
    """Other days, places and kinds that some reports give."""
    tolls: tuple[TollPart, ...]
    apart: tuple[ClaimLine, ...]
    """Parts of a toll, and figures over a longer time."""
    blame: tuple[BlamePart, ...]
    statements: tuple[ClaimLine, ...]
    ranges: tuple[str, ...]
    grade: str
    reasons: tuple[str, ...]
    reports: tuple[ReportPart, ...]
    decisions: tuple[tuple[int, DecisionNote], ...]
    links: tuple[str, ...]
    place_is_withheld: bool


def make_dossier(bundle: CaseBundle, material: Material, cutter: Cutter | None = None) -> Dossier:
    """Return what a dossier tells of a case; all of it, unless there is what cuts it."""
    return _Maker(bundle, cutter or Cutter()).make(material)


class _Maker:
    def __init__(self, bundle: CaseBundle, cutter: Cutter) -> None:
        self._bundle = bundle
        self._cut = cutter.cut
        self._case = bundle.case
        ordered = sorted(bundle.reports, key=lambda one: (one.published.edtf or "~", one.key))
        self._reports = ordered
        self._numbers = {report.key: number for number, report in enumerate(ordered, 1)}
        self._notes = {one.ref: one.review for one in bundle.statements}

    def make(self, material: Material) -> Dossier:
        """Return the dossier."""
        case, figures = self._case, self._case.figures
        reviewed, records = self._bundle.reviewed
        apart = [*figures.parts, *figures.cumulative]
        blame = [entry for same in actors_in_order(case.blame.entries) for entry in same]
        reports = self._cut(self._reports, Part.REPORTS)
        return Dossier(
            code=self._bundle.code,
            title=self._title(),
            size=f"{plural(len(self._reports), 'report')}",
            reviewed=f"{reviewed} of {plural(records, 'record')} reviewed by a person",
            also=tuple(self._also()),
            tolls=tuple(map(self._toll, in_order(figures.tolls))),
            apart=self._claims(apart),
            blame=tuple(self._blame(entry) for entry in self._cut(blame, Part.COLUMNS)),
            statements=tuple(self._statements()),
            ranges=tuple(describe_ranges(case.ranges)),
            grade=describe_value(case.grade.grade) if case.grade.grade else "",
            reasons=tuple(self._reasons()),
            reports=tuple(self._report(one, material.retrieval(one)) for one in reports),
            decisions=tuple(self._cut(list(self._decisions(material)), Part.ACTS)),
            links=tuple(map(self._link, self._cut(case.outline.links, Part.LINKS))),
            place_is_withheld=self._bundle.is_place_withheld,
        )

    def _claims(self, claims: Sequence[TollClaim]) -> tuple[ClaimLine, ...]:
        return tuple(map(self._claim, self._cut(claims, Part.CLAIMS)))

    def _decisions(self, material: Material) -> Iterator[tuple[int, DecisionNote]]:
        for one in self._reports:
            for note in material.decisions(one):
                yield self._numbers[one.key], note

    def _title(self) -> str:
        told, days, place = self._case.outline, self._bundle.days, self._bundle.place
        when = describe_days(days.date_from, days.date_to) if days else "day not known"
        where = place_in_words(place) if place else "place not known"
        what = kind_in_words(told)
        return f"{what[:1].upper()}{what[1:]}, {when}, {where}"

    def _also(self) -> Iterator[str]:
        told = self._case.outline
        for kind in told.kinds[1:]:
            yield f"{describe_value(kind.kind)} {self._cite(kind.reports)}"
        for days in told.days[1:]:
            yield f"{describe_days(days.date_from, days.date_to)} {self._cite(days.reports)}"
        for place in told.places[1:]:
            yield f"{place_in_words(place)} {self._cite(place.reports)}"

    def _cite(self, reports: Iterable[str]) -> str:
        numbers = sorted({self._numbers[one] for one in reports if one in self._numbers})
        return f"[{', '.join(map(str, numbers))}]"

    def _toll(self, toll: GroupToll) -> TollPart:
        told = [extent_in_words(toll.extent)] if toll.values else ["no number is given"]
        told += [contest_in_words(toll.voices)] if toll.is_contested else []
        standing = [one for one in toll.claims if one.standing is Standing.STANDS]
        return TollPart(
            title=toll_in_words(toll),
            summary=" · ".join([*told, count_in_words(toll.voices)]),
            standing=self._claims(standing),
            history=self._claims(
                [one for one in toll.claims if one.standing is not Standing.STANDS]
            ),
        )

    def _claim(self, claim: TollClaim) -> ClaimLine:
        note = self._bundle.figure(claim.ref)
        own = " in its own words" if claim.basis is not Basis.ATTRIBUTED else ""
        details = [describe_value(claim.category)] if claim.category else []
        details += [stake_in_words(claim.stake)] if stake_in_words(claim.stake) else []
        details += [short_day(claim.said)] if claim.said else []
        details += [flag.replace("_", " ") for flag in claim.flags]
        if claim.derived_from:
            details.append("given by nobody: the sum of the parts of one statement")
        if claim.standing is not Standing.STANDS:
            details.append(f"{describe_value(claim.standing)}: {claim.why}")
        return ClaimLine(
            what=f"{describe_value(claim.state)}: "
            f"{with_number(claim.words, claim.low, claim.high)}",
            who=f"{make_plain(claim.name)}{own}",
            details=tuple(details),
            chain=self._chain(claim, note),
            quote=self._quote(note, claim.ref.report, claim.quote),
            review=_review(note.review) if note else "not in this edition",
            is_reviewed=note is not None and note.review.status.is_reviewed,
        )

    def _chain(self, claim: TollClaim, note: RecordNote[Figure] | None) -> str:
        """Return the way of a figure: publisher, agency, those in between, whoever spoke last."""
        report = self._bundle.report(claim.ref.report)
        steps = [report.publisher or "publisher not given"] if report else []
        steps += [report.origin] if report and report.origin else []
        steps += [mention.text for mention in note.record.via] if note else []
        steps.append(claim.name)
        plain = list(map(make_plain, steps))
        # "the Observatory" before "Observatory for Rights" is one step, told by its full name.
        kept = [a for a, b in pairwise(plain) if not _is_one(a, b)] + plain[-1:]
        return " → ".join(kept) if len(kept) > 1 else ""

    def _quote(self, note: RecordNote | None, report: str, quote: str) -> Quote:  # type: ignore[type-arg]
        number = self._numbers.get(report, 0)
        if note is None:
            return Quote(before="", words=quote, after="", report=number)
        return Quote(before=note.before, words=note.words, after=note.after, report=number)

    def _blame(self, entry: BlameEntry) -> BlamePart:
        return BlamePart(
            actor=make_plain(entry.actor.name),
            mode=describe_value(entry.mode),
            voices=count_in_words(entry.voices),
            lines=tuple(
                self._accuser(entry, one) for one in self._cut(entry.accusers, Part.CLAIMS)
            ),
        )

    def _accuser(self, entry: BlameEntry, one: Accuser) -> ClaimLine:
        note = next((own for own in self._bundle.incidents if own.ref == one.ref), None)
        review = note.review if note else self._notes.get(one.ref)
        words = next((word for word in entry.actor.words if word in one.quote), "")
        before, found, after = one.quote.partition(words) if words else (one.quote, "", "")
        details = [stake_in_words(one.stake)] if stake_in_words(one.stake) else []
        details += [short_day(one.said)] if one.said else []
        return ClaimLine(
            what=describe_value(entry.mode),
            who=make_plain(one.name),
            details=tuple(details),
            chain="",
            quote=Quote(
                before=before, words=found, after=after, report=self._numbers.get(one.ref.report, 0)
            ),
            review=_review(review) if review else "not reviewed",
            is_reviewed=review is not None and review.status.is_reviewed,
        )

    def _statements(self) -> Iterator[ClaimLine]:
        for one in self._cut(self._case.blame.statements, Part.CLAIMS):
            before, found, after = one.quote.partition(one.content)
            review = self._notes.get(one.ref)
            accused = f"accused: {', '.join(map(make_plain, one.accused))}" if one.accused else ""
            details = [accused, short_day(one.said) if one.said else ""]
            yield ClaimLine(
                what=describe_value(one.stance),
                who=make_plain(one.name),
                details=tuple(filter(None, details)),
                chain="",
                quote=Quote(
                    before=before if found else "",
                    words=found or one.content,
                    after=after,
                    report=self._numbers.get(one.ref.report, 0),
                ),
                review=_review(review) if review else "not reviewed",
                is_reviewed=review is not None and review.status.is_reviewed,
            )

    def _reasons(self) -> Iterator[str]:
        yield from self._case.grade.reasons
        yield from (f"flag: {describe_value(flag)}" for flag in self._case.grade.flags)

    def _report(self, report: ReportNote, came: Retrieval) -> ReportPart:
        told = [report.publisher or "publisher not given"]
        told += [report.published.edtf or "day not known"]
        told += [f"credits {'/'.join(report.agencies)}"] if report.agencies else []
        told += [f"text as {self._cite([report.copy_of])}"] if report.copy_of else []
        came_by = "fetched" if came.fetched_at else "added to the ledger"
        facts = [f"{came_by} {came.fetched_at or came.added_at[:19] + 'Z'}"]
        facts += [f"text SHA-256 {report.sha256}"]
        facts += [f"file SHA-256 {came.raw_sha256}"] if came.raw_sha256 else []
        facts += [f"archive {h}" for one in came.archives for h in one.hashes]
        places = (place for one in came.archives for place in one.archives)
        return ReportPart(
            number=self._numbers[report.key],
            title=make_plain(report.title) or NO_TITLE,
            told=tuple(map(make_plain, (*told, report.id))),
            url=report.url if report.url.lower().startswith(_SCHEMES) else "",
            archives=tuple(dict.fromkeys(places)),
            facts=tuple(dict.fromkeys(facts)),
        )

    def _link(self, link: CaseLink) -> str:
        one, other = self._cite([link.one.report]), self._cite([link.other.report])
        ends = f"two accounts in {one}" if one == other else f"{one} and {other}"
        score = f", {min(link.score, 0.99):.2f}" if link.score is not None else ""
        terms = "; ".join(reason_in_words(term) for term in link.terms)
        return f"{ends} by {link.rule}{score}{': ' if terms else ''}{terms}"


def describe_ranges(ranges: Iterable[TollRange]) -> Iterator[str]:
    """Yield ranges that rules read off figures, each with its rule and how it was made."""
    for one in ranges:
        name = f"{one.name.replace('_', ' ')} by {one.rule}"
        if one.extent is None:
            yield f"{name}: none ({one.why})"
        elif one.best is None:
            yield f"{name}: {extent_in_words(one.extent)}"
        else:
            best = f"best {one.best:,} ({one.why})"
            yield f"{name}: {extent_in_words(one.extent)}; {best}"


def _is_one(name: str, other: str) -> bool:
    one, two = name.casefold(), other.casefold()
    return one in two or two in one


def _review(review: ReviewNote) -> str:
    by = make_plain(" and ".join(review.reviewers))
    match review.status:
        case ReviewStatus.UNREVIEWED:
            return "not reviewed"
        case ReviewStatus.DISPUTED:
            return f"not settled: {by} decided at odds"
        case _:
            return f"{review.status.value} by {by}"
