"""What makes two reports the same publication, or two versions of one page."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

from accordingto.ingest.inputs import Exchange, Incoming, Provenance
from accordingto.ledger.hashes import hash_bytes, hash_json
from accordingto.ledger.plain import storable
from accordingto.records.base import JsonValue
from accordingto.report import Report

_BY_PROGRAM = Provenance(raw=b"", media_type="", tool="")
"""Stands for what is not known of a report that a program made."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which publication a report is: source, the id that the source gives, and the text."""

    source: str
    """The address if it is known, else the publisher, else nothing."""
    given_id: str
    """Empty where the source gives none: names of files are no ids."""
    text_sha256: str
    has_url: bool
    title_alone: str = ""
    """The title of a report that has no text: then it is told apart by that."""

    @property
    def key(self) -> str:
        """Hash that names the publication in every ledger."""
        said = [self.source, self.given_id, self.text_sha256]
        return hash_json([*said, self.title_alone] if self.title_alone else said)

    @property
    def page(self) -> str:
        """Hash shared by the versions of one thing: by an address, or by an id of a source.

        A text that has neither is alone on its page: `report1.txt` of next month is another report.
        """
        if self.has_url or self.given_id:
            return hash_json([self.source, self.given_id])
        return self.key


@dataclass(frozen=True, slots=True)
class Head:
    """What a report comes with beside its text; with that, all that a reader is given."""

    title: str
    published: str | None
    publisher: str
    agencies: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Hash of all of it."""
        return hash_json([self.title, self.published, self.publisher, self.agencies])

    def adds_to(self, other: "Head") -> bool:
        """Tell whether anything here is said otherwise, or not at all, in the other."""
        return any(
            (
                self.title not in {"", other.title},
                self.published not in {None, "", other.published},
                self.publisher not in {"", other.publisher},
                self.agencies not in {(), other.agencies},
            )
        )


@dataclass(frozen=True, slots=True)
class Arrival:
    """One time that a publication came in, as it is kept."""

    head: Head
    report_id: str
    raw_sha256: str | None
    warc_sha256: str | None
    media_type: str
    tool: str
    url: str
    metadata: Mapping[str, JsonValue]
    extra: Mapping[str, JsonValue]
    problems: Sequence[JsonValue]
    fetched: Mapping[str, JsonValue] | None

    @property
    def sha256(self) -> str:
        """Hash of all of it: what came in just so before is known already."""
        plain = {
            "head": self.head.sha256,
            "report_id": self.report_id,
            "raw": self.raw_sha256,
            "warc": self.warc_sha256,
            "media_type": self.media_type,
            "tool": self.tool,
            "url": self.url,
            "metadata": self.metadata,
            "extra": self.extra,
            "problems": self.problems,
            "fetched": self.fetched,
        }
        return hash_json(plain)


def identify(incoming: Incoming) -> Identity:
    """Return which publication a report is."""
    report, came = incoming.report, incoming.provenance or _BY_PROGRAM
    return Identity(
        source=storable(came.url or report.publisher),
        given_id=storable(incoming.given_id),
        text_sha256=report.sha256,
        has_url=bool(came.url),
        title_alone="" if report.text else storable(report.title),
    )


def head_of(report: Report) -> Head:
    """Return what a report comes with beside its text."""
    return Head(
        title=storable(report.title),
        published=None if report.published is None else storable(report.published),
        publisher=storable(report.publisher),
        agencies=tuple(storable(agency) for agency in report.agencies),
    )


def describe_arrival(incoming: Incoming) -> Arrival:
    """Return what is kept of how a report came in; its bytes are named by their hashes."""
    came = incoming.provenance or _BY_PROGRAM
    return Arrival(
        head=head_of(incoming.report),
        report_id=storable(incoming.report.id),
        raw_sha256=hash_bytes(came.raw) if incoming.provenance else None,
        warc_sha256=hash_bytes(came.fetched.warc) if came.fetched and came.fetched.warc else None,
        media_type=storable(came.media_type),
        tool=storable(came.tool),
        url=storable(came.url),
        metadata={name: storable(value) for name, value in came.metadata.items()},
        extra=came.extra,
        problems=[
            {"stage": problem.stage, "code": problem.code, "message": storable(problem.message)}
            for problem in incoming.problems
        ],
        fetched=_describe_exchange(came.fetched) if came.fetched else None,
    )


def _describe_exchange(exchange: Exchange) -> Mapping[str, JsonValue]:
    plain = asdict(exchange)
    del plain["warc"]
    return cast("Mapping[str, JsonValue]", plain)
