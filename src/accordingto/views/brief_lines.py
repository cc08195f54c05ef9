"""Records of a report as the lines of a brief: who says so in the same line, and the evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from accordingto.ledger.reviews import Status
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.statements import Statement
from accordingto.records.values import Basis, Bound, Certainty, Scope, Stance, State
from accordingto.views.brief import Contest, Dispute, Entry, Evidence, Line, Origin
from accordingto.views.brief_quotes import Quotes, plain
from accordingto.views.conflicts import (
    differing_tolls,
    is_blame_contested,
    is_told_differently,
)
from accordingto.views.figure_cards import toll_card
from accordingto.views.incident_cards import agreement_card
from accordingto.views.outline import Toll, arrange_tolls
from accordingto.views.phrases import (
    OWN_VOICE,
    Names,
    describe_blame,
    describe_by,
    describe_certainty,
    describe_days,
    describe_place,
    describe_value,
)
from accordingto.views.report_views import SHORT_ID, InContext, ReportView

NOT_REVIEWED = "not reviewed"
_REFUSING = {Stance.DENIES: "a denial", Stance.DOUBTS: "a doubt"}


@dataclass(frozen=True)
class Teller:
    """Tells the records of one report."""

    view: ReportView
    with_unreviewed: bool

    def is_shown(self, record: str) -> bool:
        """Tell whether a record may stand in the brief."""
        return self.with_unreviewed or self.view.is_reviewed(record)

    @property
    def names(self) -> Names:
        """Who the report names; speakers only of statements that may be shown."""
        names = self.view.names
        told = {one: by for one, by in names.speakers.items() if self.is_shown(one)}
        return Names(names.actors, told)

    def tolls_of(self, incident: str) -> tuple[Toll, ...]:
        """Return the figures of an incident that may be shown, each followed by its parts."""
        shown = {one.id: one for one in self.view.figures.values() if self.is_shown(one.id)}
        own = (figure for figure in shown.values() if figure.incident == incident)
        return arrange_tolls(own, shown)

    def entry(self, incident: Incident) -> Entry:
        """Return an incident as an entry, with who is held responsible and its tolls."""
        quotes = Quotes(self.view, in_title=self._in_title(incident.id))
        line = self._incident_line(incident, quotes)
        held = tuple(self._held(incident, quotes))
        tolls = self.tolls_of(incident.id)
        every = [one for one in self.view.figures.values() if one.incident == incident.id]
        killed = [toll.figure for toll in tolls if _is_whole_toll(toll.figure)]
        largest = max(killed, key=lambda figure: figure.low or 0, default=None)
        return Entry(
            when=describe_days(incident.date_from, incident.date_to),
            where=plain(describe_place(incident.place)),
            line=line,
            held=held,
            tolls=_each_once(self.toll_line(toll, quotes) for toll in tolls),
            left_out=len(every) - len(tolls),
            contests=tuple(self._contests(incident, [toll.figure for toll in tolls])),
            most_killed=(largest.low or 0) if largest else 0,
            largest=self._brief_line(largest) if largest else None,
        )

    def toll_line(self, toll: Toll, quotes: Quotes | None = None) -> Line:
        """Return a figure as a line, with who says so."""
        card = toll_card(toll, self.names)
        figure = toll.figure
        quotes = quotes or Quotes(self.view, in_title=self._in_title(figure.id))
        told = _worth_telling(card.details, toll)
        return Line(
            what=plain(card.heading),
            says=plain(card.says or ""),
            details=tuple(plain(f"{a}: {b}" if a else b) for a, b in told),
            evidence=self.evidence(figure, "figure", quotes.of(figure.evidence.span)),
            depth=toll.depth,
        )

    def loose_line(self, figure: Figure) -> Line:
        """Return a figure that stands with no incident of the brief."""
        line = self.toll_line(Toll(figure, 0, None))
        incident = self.view.incidents.get(figure.incident or "")
        if incident is None:
            return line
        kind, where = describe_value(incident.kind), describe_place(incident.place)
        known = self.is_shown(incident.id)
        of = f"of: {kind}, {where}" if known else "of an incident that is not reviewed"
        return replace(line, details=(*line.details, plain(of)))

    def step_line(self, step: Agreement) -> Line:
        """Return a step of an agreement as a line, with who says so."""
        card = agreement_card(step, self.names)
        quotes = Quotes(self.view, in_title=self._in_title(step.id))
        return Line(
            what=plain(card.heading),
            says=plain(card.says or ""),
            details=tuple(plain(f"{label}: {value}") for label, value in card.details),
            evidence=self.evidence(step, "agreement", quotes.of(step.evidence.span)),
        )

    def evidence(
        self, record: Figure | Incident | Agreement, kind: str, quotes: tuple[InContext, ...]
    ) -> Evidence:
        """Return where to look a record up, and what people have made of it."""
        return Evidence(
            quotes=quotes,
            origin=self.origin(),
            kind=kind,
            record=record.id[:SHORT_ID],
            mark=self._mark(record.id),
            is_reviewed=self.view.is_reviewed(record.id),
        )

    def origin(self) -> Origin:
        """Return the report, for citing it."""
        facts, hide = self.view.facts, self.view.mask.hide
        version = f"version {facts.version} of {facts.versions}" if facts.versions > 1 else ""
        return Origin(
            publisher=plain(hide(self.view.publisher)),
            day=plain(self.view.day) or "day not known",
            report=plain(hide(facts.report_id)),
            version=version,
        )

    def _mark(self, record: str) -> str:
        """Say what people have made of a record, without saying who: briefs are handed on."""
        status = self.view.review_of(record).status
        if status is Status.DISPUTED:
            return f"{NOT_REVIEWED}: people decided at odds"
        if not self.view.is_reviewed(record):
            return NOT_REVIEWED
        if status is Status.UNREVIEWED:
            return "entered by a person"
        return "corrected by a person" if status is Status.CORRECTED else ""

    def _in_title(self, record: str) -> bool:
        listed = self.view.records.get(record)
        return listed is not None and listed.in_title

    def _incident_line(self, incident: Incident, quotes: Quotes) -> Line:
        names = self.names
        details: list[str] = []
        if incident.targets:
            details.append(f"targets: {names.listed(incident.targets)}")
        if incident.weapon is not None:
            details.append(f"weapon: {plain(incident.weapon.text)}")
        return Line(
            what=describe_value(incident.kind),
            says=plain(self._told_by(incident)),
            details=tuple(map(plain, details)),
            evidence=self.evidence(incident, "incident", quotes.of(incident.evidence.span)),
        )

    def _told_by(self, incident: Incident) -> str:
        """Say on whose word an incident stands: of the statement that holds its words."""
        in_title = self._in_title(incident.id)
        if in_title:
            return "in the headline alone, which is no source of its own"
        saying = self._statement_around(incident)
        if saying is not None and not self.is_shown(saying.id):
            return f"{describe_certainty(incident.certainty)}; who says so is not reviewed"
        if saying is None:
            if incident.certainty is Certainty.REPORTED:
                return OWN_VOICE
            return f"{incident.certainty.value}; by whom is not said"
        who = self.names.full(saying.source) if saying.source else "somebody who is not named"
        if incident.certainty is Certainty.ALLEGED:
            return f"alleged by {who}"
        if incident.certainty is Certainty.DENIED:
            return f"denied by {who}, and asserted by nobody in the report"
        refusing = _REFUSING.get(saying.stance)
        return f"named in {refusing} by {who}" if refusing else f"according to {who}"

    def _statement_around(self, incident: Incident) -> Statement | None:
        """Return the innermost statement whose words hold those of an incident."""
        span = incident.evidence.span
        around = [
            one
            for one in self.view.statements.values()
            if one.content.span.holds(span) and not self._in_title(one.id)
        ]
        return min(around, key=lambda one: one.content.end - one.content.start, default=None)

    def _held(self, incident: Incident, quotes: Quotes) -> Iterator[Line]:
        for blame in incident.blame:
            mentions = [blame.actor, *([blame.source] if blame.source else [])]
            new = quotes.new(one.span for one in mentions)
            yield self._blame_line(incident, (blame,), new or quotes.of(blame.actor.span))
        for group in incident.alternatives:
            yield self._blame_line(incident, group, ())
        if incident.actors and not incident.blame:
            named = plain(self.names.listed(incident.actors))
            words = quotes.of(incident.actors[0].span)
            yield Line(
                what=f"{named} - how, and by whom, was not read",
                says="",
                evidence=self.evidence(incident, "incident", words),
            )

    def _contests(self, incident: Incident, figures: list[Figure]) -> Iterator[Contest]:
        for group in differing_tolls(figures):
            yield Contest(dispute=Dispute.TOLLS, lines=tuple(map(self._brief_line, group)))
        if is_blame_contested(incident):
            brief = _brief(self.view)
            yield Contest(dispute=Dispute.BLAME, lines=tuple(self._held(incident, brief)))
        if is_told_differently(incident):
            told = tuple(self._accounts(incident))
            yield Contest(dispute=Dispute.WHERE_AND_WHEN, lines=told)
        if incident.certainty is Certainty.DENIED:
            line = self._incident_line(incident, _brief(self.view))
            yield Contest(dispute=Dispute.DENIED, lines=(_bare(line),))

    def _brief_line(self, figure: Figure) -> Line:
        """Return a figure with its words alone, where its sentence stands with the entry."""
        return _bare(self.toll_line(Toll(figure, 0, None), _brief(self.view)))

    def _blame_line(
        self, incident: Incident, held: tuple[Blame, ...], quotes: tuple[InContext, ...]
    ) -> Line:
        """Return who is held responsible; of several, only one can be."""
        told = plain(" or ".join(describe_blame(one, self.names) for one in held))
        return Line(
            what=told if len(held) == 1 else f"only one of these can hold: {told}",
            says="",
            evidence=self.evidence(incident, "incident", quotes),
        )

    def _accounts(self, incident: Incident) -> Iterator[Line]:
        """Yield each account of day and place, with who gives it."""
        told = [
            (describe_days(one.value.date_from, one.value.date_to), one.source, one.value.evidence)
            for one in incident.days
        ]
        told += [
            (f"{one.value.role.value}: {describe_place(one.value)}", one.source, one.value.evidence)
            for one in incident.places
        ]
        for what, source, mention in told:
            quotes = _brief(self.view).of((mention or incident.evidence).span)
            yield Line(
                what=plain(what),
                says=plain(describe_by(source, self.names)),
                evidence=self.evidence(incident, "incident", quotes),
            )


def _brief(view: ReportView) -> Quotes:
    """Quote words alone: their sentences stand with the entry."""
    return Quotes(view, with_sentences=False)


def _is_whole_toll(figure: Figure) -> bool:
    """Tell whether a figure says how many were killed in an incident, and not in a headline."""
    return (
        figure.state is State.KILLED
        and figure.scope is Scope.INCIDENT
        and figure.part_of is None
        and figure.basis is not Basis.HEADLINE
        and figure.bound is not Bound.VAGUE
    )


def _worth_telling(details: Iterable[tuple[str, str]], toll: Toll) -> Iterator[tuple[str, str]]:
    """Yield what is known of the people counted, but for what the line says already."""
    own = toll.figure.source.text if toll.figure.source else None
    status = toll.figure.status_source.text if toll.figure.status_source else None
    for label, value in details:
        is_said = (label == "part of" and toll.depth) or label == "vague word"
        if not is_said and not (label == "status as claimed" and status == own):
            yield label, value


def _each_once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines of one report, those that say the same on the same word as one."""
    kept: list[Line] = []
    for line in lines:
        same = next((at for at, one in enumerate(kept) if _is_same(one, line)), None)
        if same is None or line.depth:
            kept.append(line)
        else:
            kept[same] = replace(kept[same], again=(*kept[same].again, line.evidence))
    return tuple(kept)


def _is_same(one: Line, other: Line) -> bool:
    mine = (one.what, one.says, one.details, one.depth)
    return mine == (other.what, other.says, other.details, other.depth)


def _bare(line: Line) -> Line:
    return replace(line, details=(), depth=0)
