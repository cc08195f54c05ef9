"""The sources of an edition: every report, as CSL-JSON, as RIS, as a table, and as text to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accordingto.formats.bundles import Material, ReportNote, Retrieval
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns
from accordingto.formats.json_text import write_json
from accordingto.records.base import JsonValue

CSL, RIS = "application/vnd.citationstyles.csl+json", "application/x-research-info-systems"
_MOST = 20
"""Archives of one report that are listed."""


class Bibliography:
    """Four files of the same reports; each says where it is and by which hashes it is known."""

    name = "bibliography"
    about = "the sources: every report, as CSL-JSON, RIS, CSV and text"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write `sources.json`, `sources.ris`, `sources.csv` and `sources.txt`; all fits."""
        count = 0
        with folder.open("sources.json", CSL, "Reports, as citation managers read them.") as stream:
            stream.write(b"[")
            for source in _sources(material):
                stream.write((b",\n" if count else b"\n") + write_json(_csl(source)))
                count += 1
            stream.write(b"\n]\n")
        with folder.open("sources.ris", RIS, "The same, in an older form.") as stream:
            for source in _sources(material):
                lines = (f"{tag}  - {_line(told, folder)}" for tag, told in _ris(source))
                stream.write(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "backslashreplace"))
        columns = load_columns("bibliography_columns.toml")
        folder.write_csv(
            "sources.csv", columns, map(_row, _sources(material)), "Reports, one a row."
        )
        _write_text(edition, material, folder, count)
        yield from ()


@dataclass(frozen=True, slots=True)
class Source:
    """A report, and how it came."""

    note: ReportNote
    came: Retrieval

    @property
    def day(self) -> date | None:
        """The day of publication, where it is one day."""
        used = self.note.published
        return used.date_from if used.date_from == used.date_to else None

    @property
    def accessed(self) -> date | None:
        """The day on which it was fetched from its address; None for what came as a file."""
        return date.fromisoformat(self.came.fetched_at[:10]) if self.came.fetched_at else None

    @property
    def archives(self) -> tuple[str, ...]:
        """Where its page was archived, each place once."""
        found = (one for archived in self.came.archives for one in archived.archives)
        return tuple(dict.fromkeys(found))[:_MOST]

    @property
    def archive_hashes(self) -> tuple[str, ...]:
        """Hashes of what was archived."""
        found = (one for archived in self.came.archives for one in archived.hashes)
        return tuple(dict.fromkeys(found))[:_MOST]

    @property
    def is_entered(self) -> bool:
        """Tell whether a person entered it by hand."""
        return self.note.reader.startswith("entered by ")


def _sources(material: Material) -> Iterator[Source]:
    for bundle in material.reports():
        yield Source(bundle.report, material.retrieval(bundle.report))


def _csl(source: Source) -> dict[str, JsonValue]:
    """Return a report as an item of CSL-JSON; what is not known is left out."""
    note = source.note
    told: dict[str, JsonValue] = {
        "id": note.publication[:16],
        "type": "personal_communication" if source.is_entered else "article-newspaper",
        "title": note.title,
        "container-title": note.publisher,
        "author": [{"literal": name} for name in note.agencies],
        "issued": _csl_days(note),
        "accessed": {"date-parts": [_parts(source.accessed)]} if source.accessed else None,
        "URL": note.url,
        "archive_location": source.archives[0] if source.archives else "",
        "language": note.language or "",
        "note": "; ".join(_hashes(source)),
    }
    return {name: value for name, value in told.items() if value}


def _csl_days(note: ReportNote) -> JsonValue:
    used = note.published
    if used.date_from is None or used.date_to is None:
        return None
    ends = dict.fromkeys((used.date_from, used.date_to))
    return {"date-parts": [_parts(day) for day in ends]}


def _parts(day: date) -> list[JsonValue]:
    return [day.year, day.month, day.day]


def _hashes(source: Source) -> Iterator[str]:
    yield f"text SHA-256 {source.note.sha256}"
    if source.came.raw_sha256:
        yield f"file SHA-256 {source.came.raw_sha256}"
    yield from (f"archive {one}" for one in source.archive_hashes)


def _ris(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the lines of a report in RIS."""
    note, day = source.note, source.day
    yield "TY", "PCOMM" if source.is_entered else "NEWS"
    yield "ID", note.publication[:16]
    yield from (("AU", name) for name in note.agencies)
    yield from (("TI", note.title),) if note.title else ()
    yield from (("T2", note.publisher),) if note.publisher else ()
    if day is not None:
        yield from (("PY", f"{day:%Y}".zfill(4)), ("DA", _slashed(day)))
    yield from (("LA", note.language),) if note.language else ()
    yield from (("UR", note.url),) if note.url else ()
    yield from (("L2", one) for one in source.archives)
    yield from (("Y2", _slashed(source.accessed)),) if source.accessed else ()
    yield from (("N1", one) for one in _hashes(source))
    yield "ER", ""


def _slashed(day: date) -> str:
    return day.isoformat().replace("-", "/")


def _row(source: Source) -> list[Cell]:
    note, came = source.note, source.came
    return [
        note.publication,
        note.id,
        note.publisher or None,
        note.title or None,
        source.day.isoformat() if source.day else None,
        note.published.edtf,
        note.url or None,
        "; ".join(source.archives) or None,
        "; ".join(source.archive_hashes) or None,
        "; ".join(one.archived_at for one in came.archives if one.archived_at) or None,
        came.fetched_at or None,
        came.added_at,
        note.sha256,
        came.raw_sha256 or None,
        "/".join(note.agencies) or None,
        note.origin or None,
        note.copy_of or None,
        note.language,
        note.reader,
    ]


def _write_text(edition: Edition, material: Material, folder: ExportFolder, count: int) -> None:
    """Write the list to read: by day of publication, those without one last."""
    entries = sorted((_order(one), _text(one, folder)) for one in _sources(material))
    title = folder.clean(edition.title) or "Sources"
    noun = "report" if count == 1 else "reports"
    head = f"{title}\n{count:,} {noun}; the ledger as of {edition.as_of}\n"
    body = (f"\n{number:,}. {text}\n" for number, (_, text) in enumerate(entries, 1))
    data = (head + "".join(body)).encode("utf-8", "backslashreplace")
    folder.write("sources.txt", data, "text/plain", "The same, to be read.")


def _order(source: Source) -> tuple[str, str, str]:
    note = source.note
    return note.published.edtf or "~", note.publisher.casefold(), note.publication


def _text(source: Source, folder: ExportFolder) -> str:
    note, came = source.note, source.came
    title = f'"{_line(note.title, folder)}"' if note.title else "no title"
    told = [
        _line(note.publisher, folder) or "publisher not given",
        title,
        note.published.edtf or "day not known",
    ]
    lines = [", ".join(told) + "."]
    lines += [f"credits {_line('/'.join(note.agencies), folder)}"] if note.agencies else []
    lines += [f"text as that of {_line(note.copy_of, folder)}"] if note.copy_of else []
    lines += [_line(note.url, folder)] if note.url else []
    lines += [f"archived: {_line(one, folder)}" for one in source.archives]
    lines += [f"fetched {came.fetched_at}" if came.fetched_at else f"added {came.added_at}"]
    lines += [_line(one, folder) for one in _hashes(source)]
    return "\n   ".join(lines)


def _line(words: str, folder: ExportFolder) -> str:
    """Return words on one line."""
    return " ".join(folder.clean(words).split())
