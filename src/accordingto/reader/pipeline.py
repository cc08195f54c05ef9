"""The pipeline: stages in an order that is checked before a report is met."""

from collections.abc import Iterable

from accordingto.errors import PipelineOrderError
from accordingto.reader.layers import Annotations, Stage
from accordingto.report import Report


class Pipeline:
    """Runs stages in order; each adds one layer, owned by it alone.

    Raises PipelineOrderError when built with a stage before a layer it needs, or with two owners
    of one layer.
    """

    def __init__(self, stages: Iterable[Stage]) -> None:
        self.stages = tuple(stages)
        provided: set[type[object]] = set()
        for stage in self.stages:
            for layer in sorted(stage.requires - provided, key=lambda layer: layer.__name__):
                raise PipelineOrderError(stage.name, layer.__name__)
            if stage.provides in provided:
                raise PipelineOrderError(stage.name, f"{stage.provides.__name__} (owned already)")
            provided.add(stage.provides)

    def __call__(self, report: Report) -> Annotations:
        """Return all layers of one report."""
        found = Annotations()
        for stage in self.stages:
            found.add(stage.provides, stage(report, found))
        return found
