"""One report or record of a ledger as a page of terminal text, its evidence in context."""

from collections.abc import Iterable, Iterator

from accordingto.ledger.decisions import format_time
from accordingto.ledger.details import Details
from accordingto.ledger.linking import DecidedLink
from accordingto.ledger.standing import Recorded
from accordingto.ledger.versions import Sign
from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.kinds import AnyRecord, evidence_of
from accordingto.records.statements import Statement
from accordingto.views.arrival_lines import describe_beside
from accordingto.views.conflicts import differing_tolls, rivals_of
from accordingto.views.decision_lines import (
    SHORT,
    describe_changes,
    describe_fields,
    differing_fields,
)
from accordingto.views.paper import Paper, Piece, Style
from accordingto.views.phrases import describe_value, describe_voice, quote_words
from accordingto.views.report_views import SHORT_ID, ReportView
from accordingto.views.row_phrases import describe_figure
from accordingto.views.told import tell
from accordingto.views.visible import make_plain, make_unmistakable

LONGEST_TEXT = 20_000
"""Characters of a report's text that a terminal is given."""


def render_details(details: Details, *, width: int = 80, colour: bool = False) -> str:
    """Return a report or a record with all that surrounds it as lines of a terminal.

    Words that carry a record stand between » and « in their sentences. Names of children and of
    people held are withheld.
    """
    view = ReportView(details.row.report)
    paper = Paper(width, colour=colour)
    page = _Page(paper, details, view)
    if details.row.found.record:
        page.write_record()
    else:
        page.write_report()
    return str(paper)


class _Page:
    def __init__(self, paper: Paper, details: Details, view: ReportView) -> None:
        self._paper = paper
        self._details = details
        self._view = view

    def write_record(self) -> None:
        record = self._view.records[self._details.row.found.record].record
        card = tell(record, self._view)
        review = self._view.describe_review(record.id)
        facts = [f"{self._details.row.found.what} {record.id}", review, self._view.reader]
        self._head(card.heading, card.says, facts)
        self._section("The machine read → a person made it", self._corrected(record))
        self._section("In context", self._contexts(record))
        self._section("What is known", (f"{a}: {b}" if a else b for a, b in card.details))
        if isinstance(record, Incident):
            self._section("Tolls, by who says so", self._tolls(record))
        if isinstance(record, Figure):
            self._section("The incident", self._incident_of(record))
            rivals = rivals_of(record, self._figures_beside(record))
            self._section("Others say", (describe_figure(one, self._view) for one in rivals))
        if isinstance(record, Actor):
            self._section("Says in this report", self._said_by(record))
        else:
            self._section("Statements about it", self._statements_about(record.id))
        self._section("Decisions and notes", map(self._decision, self._details.decisions))
        self._section("Links with other reports", map(_link, self._details.links))
        self._section("The report", self._report_facts())

    def write_report(self) -> None:
        view = self._view
        reviewed, every = view.count_reviewed()
        count = f"{reviewed} of {every} records reviewed" if every else "no records"
        self._head(view.title, None, [view.publisher, view.published, count, view.reader])
        self._section("The report", self._report_facts())
        self._section("It came", self._came())
        for came in self._details.came[-1:]:
            self._section("What came with it", describe_beside(came, self._view.mask.hide))
        self._section("What it tells of", self._records())
        self._section("Decisions and notes", map(self._decision, self._details.decisions))
        self._changes()
        self._text()

    def _head(self, heading: str, says: str | None, facts: Iterable[str]) -> None:
        self._paper.rule()
        pieces: list[Piece] = [(make_unmistakable(heading), Style.BOLD)]
        if says:
            pieces += [("-", Style.PLAIN), (make_unmistakable(says), Style.SPEAKER)]
        self._paper.write(*pieces)
        self._paper.write((make_unmistakable(" · ".join(facts)), Style.FAINT))
        self._paper.rule()

    def _section(self, title: str, lines: Iterable[str]) -> None:
        told = [make_plain(make_unmistakable(line)) for line in lines]
        if not told:
            return
        self._paper.gap()
        self._paper.write((title.upper(), Style.BOLD))
        for line in told:
            self._paper.write((line, Style.PLAIN), indent=2, bullet="•")

    def _corrected(self, record: AnyRecord) -> Iterator[str]:
        """Yield what the machine read where a person made the record say something else."""
        read = self._view.read_as(record.id)
        if read is not None:
            fields = differing_fields(read, record)
            yield from describe_fields(read, record, fields, self._view.mask.hide)

    def _incident_of(self, figure: Figure) -> Iterator[str]:
        incident = self._view.incidents.get(figure.incident or "")
        if incident is not None:
            words = quote_words(incident.evidence.text)
            yield f"{tell(incident, self._view).heading} {words} ({self._standing(incident.id)})"
        whole = self._view.figures.get(figure.part_of or "")
        if whole is not None:
            told = describe_figure(whole, self._view)
            yield f"counted within: {told} ({self._standing(whole.id)})"

    def _standing(self, record: str) -> str:
        """Return what people made of a record, and by which id it is found."""
        return f"{self._view.describe_review(record)}, {record[:SHORT_ID]}"

    def _contexts(self, record: AnyRecord) -> Iterator[str]:
        """Yield the sentences of the evidence, and those of source and doers where they differ."""
        in_title = self._view.records[record.id].in_title
        seen = set()
        for label, mention in _mentions(record):
            around = self._view.passage_of(mention.span, in_title=in_title)
            if around in seen or mention.end <= mention.start:
                continue
            seen.add(around)
            found = self._view.context_of(mention.span, in_title=in_title)
            where = "title" if in_title else "text"
            words = f"{found.before}»{found.words}«{found.after}"
            yield f"{label}{words.strip()} ({where}, {mention.start:,}-{mention.end:,})"

    def _tolls(self, incident: Incident) -> Iterator[str]:
        """Yield figures that cannot all hold side by side, then the others."""
        tolls = self._view.tolls_of(incident.id)
        groups = differing_tolls(toll.figure for toll in tolls)
        for group in groups:
            sides = (f"{describe_figure(f, self._view)} ({self._standing(f.id)})" for f in group)
            yield "Sources differ: " + " | ".join(sides)
        rivals = {figure.id for group in groups for figure in group}
        for toll in tolls:
            if toll.figure.id not in rivals:
                part = "of these, " if toll.depth else ""
                told = describe_figure(toll.figure, self._view)
                yield f"{part}{told} ({self._standing(toll.figure.id)})"

    def _figures_beside(self, figure: Figure) -> list[Figure]:
        return [toll.figure for toll in self._view.tolls_of(figure.incident or "")]

    def _statements_about(self, record: str) -> Iterator[str]:
        for statement in self._view.statements.values():
            if record in statement.about:
                yield self._statement(statement)

    def _said_by(self, actor: Actor) -> Iterator[str]:
        for statement in self._view.statements.values():
            if statement.source and statement.source.actor == actor.id:
                yield self._statement(statement)
        for figure in self._view.figures.values():
            if figure.source and figure.source.actor == actor.id:
                told = describe_figure(figure, self._view)
                yield f"{told} ({self._standing(figure.id)})"

    def _statement(self, statement: Statement) -> str:
        names = self._view.names
        who = describe_voice(statement.source, names)
        words = quote_words(statement.content.text)
        stance = describe_value(statement.stance)
        return f"{who} {stance}: {words} ({self._standing(statement.id)})"

    def _decision(self, entry: Recorded) -> str:
        made, hide = entry.judgement, self._view.mask.hide
        changes = "; ".join(describe_changes(made, hide))
        told = f"{made.decision} by {made.reviewer}, {format_time(made.time)}"
        told += f": {changes}" if changes else ""
        told += f"; why: {hide(made.why)}" if made.why else ""
        return f"{told} (entry {entry.hash[:SHORT]})"

    def _report_facts(self) -> Iterator[str]:
        facts, view = self._view.facts, self._view
        yield f"“{view.title}”, {view.publisher}"
        yield view.published
        yield f"id {view.report_id}, key {facts.key}"
        if view.url:
            yield view.url
        if view.version:
            yield f"{view.version} on its page"
        yield f"text of {len(facts.text):,} characters, sha256 {facts.text_sha256}"
        line = f", line {facts.line:,}" if facts.line else ""
        path = view.mask.hide(facts.path)
        yield f"came {facts.added_at}, from {path}{line}; text by {facts.tool}"
        for copy in self._details.copies:
            name = copy.publisher or copy.source or "a publisher not given"
            yield f"the same text also came from {name} (key {copy.key[:SHORT_ID]})"

    def _came(self) -> Iterator[str]:
        if len(self._details.came) < 2:
            return
        for came in self._details.came:
            hide = self._view.mask.hide
            title, path = hide(came.title) or "without a title", hide(came.path)
            yield f"{came.at}: {title}, published {came.published or 'not given'}, {path}"

    def _records(self) -> Iterator[str]:
        reading = self._view.reading
        if reading is None:
            yield "it could not be read to its end: `accordingto add --retry` takes it up again"
            return
        view = self._view
        every: tuple[AnyRecord, ...] = (
            *view.incidents.values(),
            *view.figures.values(),
            *view.agreements.values(),
            *view.statements.values(),
        )
        for record in every:
            card = tell(record, view)
            told = f"{card.heading} - {card.says}" if card.says else card.heading
            words = quote_words(card.words or "")
            review = self._view.describe_review(record.id)
            kind = type(record).__name__.casefold()
            yield f"{kind} {record.id[:SHORT_ID]}: {told} {words} ({review})"
        for listed in view.rejected:
            words = evidence_of(listed.record).text
            review = self._view.describe_review(listed.record.id)
            yield f"{listed.kind} {listed.record.id[:SHORT_ID]}: {quote_words(words)} ({review})"

    def _changes(self) -> None:
        hide = self._view.mask.hide
        for change in self._details.changes:
            self._paper.gap()
            title = f"From version {change.older} to version {change.newer}"
            self._paper.write((title.upper(), Style.BOLD))
            if not change.pieces:
                self._paper.write(("nothing but white space", Style.PLAIN), indent=2)
            if not change.is_whole:
                note = "too much changed to compare sentence by sentence"
                self._paper.write((note, Style.FAINT), indent=2)
            for piece in change.pieces:
                text = make_plain(make_unmistakable(hide(piece.text)))
                style = Style.FAINT if piece.sign in {Sign.SAME, Sign.CUT} else Style.PLAIN
                self._paper.write((text, style), indent=2, bullet=piece.sign.value)

    def _text(self) -> None:
        """Write the words of the report, a paragraph a line of the text."""
        self._paper.gap()
        self._paper.write(("THE TEXT", Style.BOLD))
        text = self._view.mask.hide(self._view.facts.text)
        for line in text[:LONGEST_TEXT].splitlines():
            words = make_plain(make_unmistakable(line))
            if words:
                self._paper.write((words, Style.PLAIN), indent=2)
        if len(text) > LONGEST_TEXT:
            more = f"... and {len(text) - LONGEST_TEXT:,} more characters; --format json has all"
            self._paper.write((more, Style.FAINT), indent=2)


def _link(link: DecidedLink) -> str:
    people = " and ".join(dict.fromkeys(one.judgement.reviewer for one in link.decisions))
    ends = " with ".join(
        f"{end.kind} at {end.start:,}-{end.end:,} of text {end.sha256[:SHORT_ID]}"
        for end in link.ends
    )
    return f"{link.status} by {people}: {ends}"


def _mentions(record: AnyRecord) -> Iterator[tuple[str, Mention]]:
    """Yield the words that carry a record and what it says, each with what they are to it."""
    yield "", evidence_of(record)
    for mention in record.mentions if not isinstance(record, Person) else ():
        yield "also: ", mention
    if isinstance(record, Incident):
        if record.place is not None:
            yield "place: ", record.place.evidence
        for held in record.blame:
            yield f"held responsible, {describe_value(held.mode)}: ", held.actor
    elif isinstance(record, Figure | Statement | Agreement) and record.source is not None:
        yield "source: ", record.source
