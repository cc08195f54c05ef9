"""The trained reader."""

from accordingto import __version__
from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.network.model import Model
from accordingto.reader.network.tagger import NetworkTagger
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import PipelineReader, default_stages
from accordingto.records.readings import ReaderInfo


def network_reader(
    gazetteer: Gazetteer | None = None, model: Model | None = None
) -> PipelineReader:
    """Return the trained reader, with the built gazetteer and the shipped weights unless given.

    Where the network does not run as it ships, the reader's version says on what it ran.

    Raises ConfigurationError when the weights are missing, changed, or made for another version.
    """
    model = model or Model()
    version = f"{__version__}{model.device.mark}"
    info = ReaderInfo(name="network", version=version, model_hash=model.sha256)
    stages = default_stages(gazetteer or Gazetteer.open(), NetworkTagger(model))
    return PipelineReader(info, Pipeline(stages))
