"""Readers: a report in, its reading out."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from accordingto import __version__
from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.actors import ResolveActors
from accordingto.reader.agreements import ReadAgreements
from accordingto.reader.calendar import FindDays, FindPublished
from accordingto.reader.figures import ReadFigures
from accordingto.reader.headlines import headline_of, stands_in
from accordingto.reader.incidents import ReadIncidents
from accordingto.reader.language import FindLanguage, Language
from accordingto.reader.layers import Annotations, Published, Stage
from accordingto.reader.links import link_statements
from accordingto.reader.people import FindPeople
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.places import FindPlaces
from accordingto.reader.problems import find_problems, problems_of_title
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.reader.sentences import FindSentences, FindWindows
from accordingto.reader.statements import ReadStatements
from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.readings import Headline, ReaderInfo, Reading, ReportInfo
from accordingto.report import Report


class Reader(Protocol):
    """Turns a report into its reading."""

    @property
    def info(self) -> ReaderInfo:
        """Name and version, as every reading carries them."""

    def read(self, report: Report) -> Reading:
        """Return all that the report says."""


def default_stages(gazetteer: Gazetteer, tagger: Stage) -> tuple[Stage, ...]:
    """Return the stages of a reader in order; the tagger is the one part to be replaced."""
    return (
        FindLanguage(),
        FindSentences(),
        FindWindows(),
        FindQuotations(),
        FindPublished(),
        FindDays(),
        FindPlaces(gazetteer),
        tagger,
        ResolveActors(),
        ReadStatements(),
        ReadIncidents(),
        ReadFigures(),
        FindPeople(),
        ReadAgreements(),
    )


@dataclass(frozen=True, slots=True)
class PipelineReader:
    """A reader that runs a pipeline of stages over the text, and over a title that is apart."""

    info: ReaderInfo
    pipeline: Pipeline
    _of_titles: Pipeline = field(init=False, repr=False)
    """The same without the language: a title is too short to tell it."""

    def __post_init__(self) -> None:
        """Leave out the stage that titles do not need."""
        stages = (stage for stage in self.pipeline.stages if stage.provides is not Language)
        object.__setattr__(self, "_of_titles", Pipeline(stages))

    def read(self, report: Report) -> Reading:
        """Return all that the report says, in the order of its text."""
        found = self.pipeline(report)
        title = self._title(report, found)
        return Reading(
            id=report.id,
            report=report_info(report, found, self.info),
            figures=found.of(Figure),
            statements=link_statements(found),
            incidents=found.of(Incident),
            agreements=found.of(Agreement),
            headline=headline_of(title, found) if title else Headline(),
            actors=found.of(Actor),
            people=found.of(Person),
            problems=(*find_problems(report, found), *(problems_of_title(title) if title else ())),
        )

    def _title(self, report: Report, found: Annotations) -> Annotations | None:
        """Read the title by itself; None when it stands in the text."""
        if stands_in(report.title, report.text):
            return None
        used = found.of(Published)[0].used
        is_certain = used.date_from is not None and used.date_from == used.date_to
        day = str(used.date_from) if is_certain else None
        return self._of_titles(replace(report, text=report.title, published=day))


def rule_reader(gazetteer: Gazetteer | None = None) -> PipelineReader:
    """Return the reader on rules, with the built gazetteer unless another is given."""
    stages = default_stages(gazetteer or Gazetteer.open(), RuleTagger())
    return PipelineReader(ReaderInfo(name="rules", version=__version__), Pipeline(stages))


def report_info(report: Report, found: Annotations, reader: ReaderInfo) -> ReportInfo:
    """Return the head of a reading."""
    published = found.of(Published)[0]
    return ReportInfo(
        id=report.id,
        title=report.title,
        published=published.given,
        published_used=published.used,
        publisher=report.publisher,
        agencies=report.agencies,
        language=found.of(Language)[0].code,
        text=report.text,
        sha256=report.sha256,
        reader=reader,
    )
