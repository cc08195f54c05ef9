"""FollowTheMoney: cases as Event, reports as Article, public actors as Organization or Person.

https://followthemoney.tech. One entity a line. A private person is no entity, and no Mention:
nobody gets a page for having spoken to a reporter, or for having died.
"""

import hashlib
from collections.abc import Iterator, Set

from accordingto.formats.bundles import CaseBundle, Material, ReportBundle, ReportNote
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.formats.json_text import write_json
from accordingto.records.actors import Actor
from accordingto.records.tolls import Standing, TollClaim
from accordingto.records.values import ActorKind
from accordingto.records.voices import VoiceKind

MEDIA_TYPE = "application/json+ftm"
FILE = "entities.ftm.json"
WITHHELD = "withheld]"
_SCHEMATA = {
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.STATE: "PublicBody",
    ActorKind.PUBLISHER: "Organization",
    ActorKind.PERSON: "Person",
}
Properties = dict[str, list[str]]
PRIVATE = "a private person"
"""Stands for the name of anybody without a public office."""


class FollowTheMoney:
    """One JSON Lines file of entities, which refer to one another by their ids."""

    name = "followthemoney"
    about = "cases, reports and public actors as FollowTheMoney entities, as JSON Lines"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write `entities.ftm.json`; private persons are left out, and counted a report."""
        written: set[str] = set()
        private: set[str] = set()
        left_out: list[LeftOut] = []
        with folder.open(FILE, MEDIA_TYPE, "Entities of FollowTheMoney, one a line.") as stream:
            for bundle in material.reports():
                entities = [_article(bundle.report, material), *_of_actors(bundle, written)]
                stream.writelines(write_json(one) + b"\n" for one in entities)
                names = {_fold(one.name) for one in bundle.actors if _is_private(one)}
                private |= names
                if names:
                    told = f"private persons, who are no entities: {len(names)}"
                    left_out.append(LeftOut(bundle.report.key, told))
            for case in material.cases():
                stream.writelines(write_json(one) + b"\n" for one in _of_case(case, private))
        yield from left_out


def _entity(id_: str, schema: str, properties: Properties) -> dict[str, object]:
    """Return an entity; properties without a value are left out."""
    kept = {name: list(dict.fromkeys(filter(None, v))) for name, v in properties.items()}
    return {"id": id_, "schema": schema, "properties": {n: v for n, v in kept.items() if v}}


def _id(*parts: str) -> str:
    return f"ato-{hashlib.sha1('|'.join(parts).encode('utf-8', 'surrogatepass')).hexdigest()}"  # noqa: S324 -- a name, no seal


def article_id(report: ReportNote) -> str:
    """Return the id of a report's entity; the same in every ledger."""
    return _id("article", report.publication)


def _article(report: ReportNote, material: Material) -> dict[str, object]:
    used, came = report.published, material.retrieval(report)
    day = used.date_from if used.date_from == used.date_to else None
    return _entity(
        article_id(report),
        "Article",
        {
            "title": [report.title],
            "fileName": [report.id],
            "publisher": [report.publisher],
            "author": list(report.agencies),
            "publishedAt": [day.isoformat() if day else ""],
            "sourceUrl": ["" if WITHHELD in report.url else report.url],
            "language": [_THREE.get(report.language or "", "")],
            "retrievedAt": [came.fetched_at[:19].rstrip("Z")],
            "notes": [f"text SHA-256 {report.sha256}"],
        },
    )


_THREE = {"ar": "ara", "en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "tr": "tur"}
"""Codes of languages as FollowTheMoney has them, of those that readers tell apart."""


def _is_private(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON and not actor.public_office


def _is_public(actor: Actor) -> bool:
    return actor.kind in _SCHEMATA and not _is_private(actor) and WITHHELD not in actor.name


def _of_actors(bundle: ReportBundle, written: set[str]) -> Iterator[dict[str, object]]:
    """Yield the public actors of a report, each once in a file, and that it mentions them."""
    named = {mention for note in _mentioned(bundle) for mention in note}
    for actor in bundle.actors:
        if not _is_public(actor) or actor.id not in named:
            continue
        schema = _SCHEMATA[actor.kind]
        id_ = actor_id(actor.name, schema)
        if id_ not in written:
            written.add(id_)
            yield _entity(id_, schema, {"name": [actor.name]})
        yield _entity(
            _id("mention", bundle.report.publication, id_),
            "Mention",
            {
                "document": [article_id(bundle.report)],
                "name": [actor.name],
                "resolved": [id_],
                "detectedSchema": [schema],
            },
        )


def actor_id(name: str, schema: str) -> str:
    """Return the id of an actor, by name alone: two of one name are one entity."""
    return _id("actor", schema, _fold(name))


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _mentioned(bundle: ReportBundle) -> Iterator[set[str]]:
    """Yield the ids of actors whom records that go out name."""
    for figure in bundle.figures:
        yield _ids(figure.record.source, *figure.record.via)
    for statement in bundle.statements:
        yield _ids(statement.record.source, *statement.record.via, *statement.record.accused)
    for incident in bundle.incidents:
        blame = (one for b in incident.record.blame for one in (b.actor, b.source))
        yield _ids(*incident.record.actors, *incident.record.targets, *blame)
    for step in bundle.agreements:
        yield _ids(step.record.source, *step.record.parties, *step.record.brokers)


def _ids(*mentions: object) -> set[str]:
    found = (getattr(one, "actor", None) for one in mentions)
    return {one for one in found if one}


def _of_case(case: CaseBundle, private: Set[str]) -> Iterator[dict[str, object]]:
    """Yield a case, and which reports tell of it."""
    id_ = _id("case", case.code)
    yield _entity(id_, "Event", _event(case, private))
    for report in case.reports:
        yield _entity(
            _id("documentation", case.code, report.publication),
            "Documentation",
            {"document": [article_id(report)], "entity": [id_], "role": ["tells of it"]},
        )


def _event(case: CaseBundle, private: Set[str]) -> Properties:
    days, place, grade = case.days, case.place, case.case.grade
    kinds = case.case.outline.kinds
    kind = kinds[0].kind.value if kinds else "event"
    where = (place.gazetteer_name or place.name) if place else ""
    first = days.date_from.isoformat() if days and days.date_from else ""
    last = days.date_to.isoformat() if days and days.date_to else ""
    reviewed, records = case.reviewed
    return {
        "name": [", ".join(filter(None, (kind.replace("_", " "), first, where, case.code)))],
        "recordId": [case.code],
        "startDate": [first],
        "endDate": [last],
        "location": [where],
        "country": [(place.country or "").lower() if place else ""],
        "keywords": [kind],
        "summary": list(_tolls(case, private)),
        "notes": [
            *_blame(case, private),
            f"grade suggested by {grade.rule}: {grade.grade}" if grade.grade else "",
            f"records that a person stands for: {reviewed} of {records}",
        ],
    }


def _tolls(case: CaseBundle, private: Set[str]) -> Iterator[str]:
    """Yield each figure that stands with who gives it; nothing is added up."""
    for toll in case.case.figures.tolls:
        for claim in toll.claims:
            if claim.standing is Standing.STANDS:
                name = _public_name(case, claim.voice, claim.name, private)
                yield f"{toll.state}: {_figure(claim)}, according to {name}"


def _figure(claim: TollClaim) -> str:
    """Return the words of a figure, with its number where they do not hold it."""
    low, high = claim.low, claim.high
    numbers = {number for number in (low, high) if number is not None}
    if all(str(number) in claim.words or f"{number:,}" in claim.words for number in numbers):
        return claim.words
    if low is None or high is None:
        return f"{claim.words} ({f'up to {high:,}' if low is None else f'{low:,} or more'})"
    return f"{claim.words} ({low:,})" if low == high else f"{claim.words} ({low:,} to {high:,})"


def _blame(case: CaseBundle, private: Set[str]) -> Iterator[str]:
    """Yield each blame with its mode and with who says so, in one value."""
    for entry in case.case.blame.entries:
        actor = _public_name(case, entry.actor.id, entry.actor.name, private)
        for accuser in entry.accusers:
            name = _public_name(case, accuser.voice, accuser.name, private)
            yield f"{actor}: {entry.mode}, according to {name}"


def _public_name(case: CaseBundle, voice: str, name: str, private: Set[str]) -> str:
    """Return a name, unless it is that of a private person."""
    known = case.voices.get(voice)
    is_named = known is not None and known.kind is VoiceKind.NAMED
    if _fold(name) in private or (is_named and known is not None and not known.is_public):
        return PRIVATE
    return name
