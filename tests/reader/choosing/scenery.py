"""Builder: a text as the rules tag it, with its scene and its incidents."""

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.choosing.scenes import Scene
from accordingto.reader.incidents import drafted
from accordingto.reader.layers import Annotations, PlaceMention, Tagging, TimeMention
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.report import Span
from tests.builders import make_report


class Scenery:
    """A text with its layers up to the tagging by rules."""

    def __init__(self, text: str) -> None:
        self.report = make_report(text)
        stages = default_stages(Gazetteer.open(), RuleTagger())
        last = [stage.provides for stage in stages].index(Tagging)
        self.found: Annotations = Pipeline(stages[: last + 1])(self.report)
        self.scene = Scene.of(self.found)
        self.drafts = drafted(self.report, self.found)

    def span(self, quote: str, number: int = 0) -> Span:
        """Where words stand; the first time unless another is asked for."""
        start = -1
        for _ in range(number + 1):
            start = self.report.text.index(quote, start + 1)
        return Span(start, start + len(quote))

    def spot(self, quote: str, number: int = 0):
        return self.scene.spot(self.span(quote, number))

    @property
    def places(self):
        return {one.evidence: one.place for one in self.found.of(PlaceMention)}

    @property
    def times(self):
        return {one.evidence: one for one in self.found.of(TimeMention)}
