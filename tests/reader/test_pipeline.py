import pytest

from accordingto.errors import PipelineOrderError
from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.layers import Sentence
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.reader.sentences import FindSentences, FindWindows
from tests.builders import make_report


def test_stage_before_its_layer_is_refused_when_built():
    with pytest.raises(PipelineOrderError, match="needs the layer 'Sentence'") as caught:
        Pipeline((FindQuotations(), FindSentences()))
    assert (caught.value.stage, caught.value.missing) == ("quotations", "Sentence")


def test_layer_has_one_owner():
    with pytest.raises(PipelineOrderError, match="owned already"):
        Pipeline((FindSentences(), FindWindows(), FindWindows()))


def test_layer_that_no_stage_added_is_empty():
    assert Pipeline(())(make_report("a")).of(Sentence) == ()


def test_order_of_the_default_stages():
    stages = default_stages(Gazetteer.open(), RuleTagger())
    assert [stage.name for stage in stages] == [
        "language",
        "sentences",
        "windows",
        "quotations",
        "published",
        "days",
        "places",
        "rules",
        "actors",
        "statements",
        "incidents",
        "figures",
        "people",
        "agreements",
    ]
