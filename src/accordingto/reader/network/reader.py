"""The trained reader."""

from accordingto import __version__
from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.network.model import Model
from accordingto.reader.network.settings import DEFAULT, Settings
from accordingto.reader.network.tagger import NetworkTagger
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import PipelineReader, default_stages
from accordingto.records.readings import ReaderInfo

TRIAGE_MARK = "triage"
"""Stands in the version of a reader that tells of doubtful deaths too."""


def network_reader(
    gazetteer: Gazetteer | None = None, model: Model | None = None, settings: Settings = DEFAULT
) -> PipelineReader:
    """Return the trained reader, with the built gazetteer and the shipped weights unless given.

    Where the network does not run as it ships, or is asked for doubtful deaths too, the reader's
    version says so.

    Raises ConfigurationError when the weights are missing, changed, or made for another version.
    """
    model = model or Model()
    version = f"{__version__}{model.device.mark}"
    if settings.doubtful is not None:
        version += f"{'.' if model.device.mark else '+'}{TRIAGE_MARK}"
    info = ReaderInfo(name="network", version=version, model_hash=model.sha256)
    stages = default_stages(gazetteer or Gazetteer.open(), NetworkTagger(model, settings=settings))
    return PipelineReader(info, Pipeline(stages))
