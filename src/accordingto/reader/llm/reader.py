"""The reader that asks a language model."""

from accordingto import __version__
from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.llm.asking import Ask
from accordingto.reader.llm.tagger import ModelTagger, hash_of_question
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import PipelineReader, default_stages
from accordingto.records.readings import ReaderInfo


def model_reader(
    ask: Ask, *, model: str, host: str, gazetteer: Gazetteer | None = None
) -> PipelineReader:
    """Return the reader that asks a model at a host, with the built gazetteer unless given.

    Every reading names both, and carries a hash of what was asked.
    """
    info = ReaderInfo(
        name="llm", version=f"{__version__} {model} at {host}", model_hash=hash_of_question()
    )
    stages = default_stages(gazetteer or Gazetteer.open(), ModelTagger(ask))
    return PipelineReader(info, Pipeline(stages))
