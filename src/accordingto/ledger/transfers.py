"""A ledger as lines of JSON, and back: publications, readings, decisions, codes, names withheld.

What came as bytes (pages, PDFs, sheets) and earlier readings are not in it: `backup` and `merge`
have those.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, select

from accordingto.errors import IngestError, InvalidRecordError
from accordingto.ingest.inputs import Incoming, Provenance
from accordingto.ledger.case_codes import keep_codes, read_codes
from accordingto.ledger.chain import Content, check_links, fault_of_contents, read_entry
from accordingto.ledger.decisions import iterate_entries, keep_entry
from accordingto.ledger.plain import compact, parse_object
from accordingto.ledger.readings import find_reading
from accordingto.ledger.redaction import keep_redactions, read_redactions
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.shown import ReportFacts, load_facts
from accordingto.ledger.store_tables import current_readings, publications
from accordingto.ledger.storing import News, refuse_unstorable, store_report
from accordingto.records.base import JsonValue
from accordingto.records.codec import from_json, to_json
from accordingto.records.judgements import Part
from accordingto.records.readings import Reading
from accordingto.report import Report

READING_LINE = "application/accordingto-reading"
TOOL = "accordingto-readings/1"
_FACTS = ("key", "url", "given_id", "report_id", "title", "published", "publisher", "agencies")


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A reading and what its publication came with, each as a line."""

    publication: str
    reading: str


def publication_lines(connection: Connection) -> Iterator[PublicationLine]:
    """Yield all current readings, as they were read, in the order of their publications' keys."""
    columns = (publications.c.key, current_readings.c.publication_id, current_readings.c.reading_id)
    asked = select(*columns).join_from(
        current_readings, publications, publications.c.id == current_readings.c.publication_id
    )
    for _, publication_id, reading_id in sorted(map(tuple, connection.execute(asked))):
        facts = load_facts(connection, [(publication_id, reading_id)])
        reading = find_reading(connection, reading_id)
        if reading is not None:
            told = compact(_facts(facts[publication_id, reading_id]))
            yield PublicationLine(told, to_json(reading.reading))


def decision_lines(connection: Connection) -> Iterator[str]:
    """Yield all entries of the log with their contents, in the order in which they came."""
    for stored in iterate_entries(connection):
        yield compact(
            {
                "hash": stored.hash,
                "entry": stored.entry.raw.decode(),
                "contents": [
                    {
                        "commitment": one.commitment,
                        "part": one.part.value,
                        "salt": one.salt,
                        "content": one.content,
                        "erased_at": one.erased_at,
                        "erased_why": one.erased_why,
                    }
                    for one in stored.contents
                ],
            }
        )


def code_lines(connection: Connection) -> Iterator[str]:
    """Yield all codes of cases in the order of minting, each with the words that founded it."""
    for code, (sha256, start) in read_codes(connection).items():
        yield compact({"code": code, "sha256": sha256, "start": start})


def withheld_lines(connection: Connection) -> Iterator[str]:
    """Yield what people decided on names that are withheld."""
    yield from (compact(row) for row in read_redactions(connection))


@dataclass
class Taker:
    """Takes lines in; whatever is wrong with one is raised as IngestError, and stops no other."""

    connection: Connection
    now: str
    texts: set[str] = field(default_factory=set)
    """Hashes of texts that were decided about."""

    def take_reading(self, line: str, publication: str | None, path: str, number: int) -> News:
        """Keep a reading with its report."""
        reading = from_json(line)
        text = reading.report.text
        if text is None:
            raise IngestError(
                "a reading without its text; expected report.text, as `accordingto read --format "
                "jsonl` writes it without --no-text",
                path=path,
                line=number,
                code="no_text",
            )
        given = parse_object(publication) if publication else {}
        report = _report(reading, text, given)
        if report.sha256 != reading.report.sha256:
            raise IngestError(
                f"a text that is not the one that was read ({report.sha256[:12]} where the reading "
                f"says {reading.report.sha256[:12]}); expected it unchanged",
                path=path,
                line=number,
                code="other_text",
            )
        incoming = Incoming(
            report=report,
            path=path,
            line=number,
            size=len(line),
            given_id=str(given.get("given_id", reading.id)),
            provenance=Provenance(
                raw=line.encode("utf-8", "surrogatepass"),
                media_type=READING_LINE,
                tool=TOOL,
                url=str(given.get("url", "")),
            ),
        )
        refused = refuse_unstorable(incoming)
        if refused is not None:
            raise refused
        return store_report(self.connection, incoming, reading, self.now)

    def take_decision(self, line: str) -> bool:
        """Keep an entry of the log; tell whether it is new. Raises InvalidRecordError."""
        plain = parse_object(line)
        entry = read_entry(str(plain["entry"]).encode())
        contents = tuple(map(_content, cast("list[Mapping[str, JsonValue]]", plain["contents"])))
        fault = fault_of_contents(entry, contents)
        if entry.hash != plain["hash"]:
            fault = "its bytes are not those that were hashed"
        if fault:
            raise InvalidRecordError(f"the decision {entry.hash[:12]}: {fault}")
        self.texts |= {target.sha256 for target in entry.judgement.targets}
        return keep_entry(self.connection, entry, contents)

    def take_code(self, line: str) -> None:
        """Keep the code of a case."""
        plain = parse_object(line)
        start = plain["start"]
        if not isinstance(start, int):
            raise InvalidRecordError(f"a code that begins at {start!r}; expected a number")
        founder = (str(plain["sha256"]), start)
        keep_codes(self.connection, {str(plain["code"]): founder}, self.now)

    def take_withheld(self, line: str) -> None:
        """Keep a decision on names that are withheld."""
        keep_redactions(self.connection, [parse_object(line)])

    def finish(self) -> None:
        """See to what follows from decisions. Raises InvalidRecordError when one is missing."""
        steps = (stored.entry.step for stored in iterate_entries(self.connection))
        for fault in check_links(steps):
            raise InvalidRecordError(f"the decision {fault.entry[:12]}: {fault.message}")
        refresh_reviews(self.connection, self.texts)


def _facts(facts: ReportFacts) -> dict[str, JsonValue]:
    plain: dict[str, JsonValue] = {name: getattr(facts, name) for name in _FACTS}
    return plain | {"agencies": list(facts.agencies), "text_sha256": facts.text_sha256}


def _report(reading: Reading, text: str, given: Mapping[str, JsonValue]) -> Report:
    info = reading.report
    as_used = info.published.isoformat() if info.published else None
    published = given.get("published", as_used)
    agencies = given.get("agencies", info.agencies)
    return Report(
        id=str(given.get("report_id", reading.id)),
        text=text,
        title=str(given.get("title", info.title)),
        published=None if published is None else str(published),
        publisher=str(given.get("publisher", info.publisher)),
        agencies=tuple(map(str, agencies)) if isinstance(agencies, list | tuple) else (),
    )


def _content(plain: Mapping[str, JsonValue]) -> Content:
    told = {name: None if value is None else str(value) for name, value in plain.items()}
    try:
        return Content(
            commitment=str(told["commitment"]),
            part=Part(str(told["part"])),
            salt=told["salt"],
            content=told["content"],
            erased_at=told["erased_at"],
            erased_why=told["erased_why"],
        )
    except (KeyError, ValueError) as error:
        raise InvalidRecordError(f"the contents of a decision: {error}") from error
