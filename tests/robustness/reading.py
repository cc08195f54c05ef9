"""What the tests of this folder read with: both readers, each loaded once."""

from accordingto.engine.choices import ReaderChoice, ReaderName, open_reader
from accordingto.records.readings import Reading
from tests.builders import make_report

READERS = (str(ReaderName.NETWORK), str(ReaderName.RULES))


def read_by(reader: str, text: str) -> Reading:
    """Read a text, published on Thursday, 14 March 2024."""
    return open_reader(ReaderChoice(reader)).read(make_report(text))


def figures(reading: Reading) -> set[tuple[str, str, int | None, int | None]]:
    """Return the figures of a reading: words, state, bounds."""
    return {(f.evidence.text, str(f.state), f.low, f.high) for f in reading.figures}


def statements(reading: Reading) -> set[tuple[str | None, str]]:
    """Return who says what, marks at the ends left out."""
    marks = "\"'“”‘’.,"
    return {
        (s.source.text if s.source else None, s.content.text.strip(marks))
        for s in reading.statements
    }


def incidents(reading: Reading) -> set[tuple[str, str, str | None]]:
    """Return the incidents of a reading: words, kind, the gazetteer's name of the place."""
    return {
        (i.evidence.text, str(i.kind), i.place.gazetteer_name if i.place else None)
        for i in reading.incidents
    }
