"""A model made of a list of answers, and readings by it."""

import json
from functools import cache

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.llm.asking import Reply
from accordingto.reader.llm.reader import model_reader
from tests.builders import make_report
from tests.stand_ins import EMPTY


class Model:
    """Answers each question in turn, the last answer for ever; keeps what it was asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, question):
        self.asked.append(question)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Reply | str):
            return answer if isinstance(answer, Reply) else Reply(answer)
        return Reply(json.dumps(EMPTY | answer))

    def materials(self):
        return [json.loads(question.material) for question in self.asked]


@cache
def gazetteer():
    return Gazetteer.open()


def reader(model):
    return model_reader(model, model="stand-in", host="127.0.0.1", gazetteer=gazetteer())


def read(text, model, **more):
    """Read a text with a model, or with one that gives this answer."""
    model = model if isinstance(model, Model) else Model(model)
    return reader(model).read(make_report(text, **more))


def figure(words, low=None, high=None, **more):
    told = {"sentence": 1, "words": words, "low": low, "high": high, "state": "killed"}
    return told | {"who": "unknown", "scope": "incident", "incident": None} | more


def statement(content, source, cue, **more):
    told = {"sentence": 1, "content": content, "source": source, "cue": cue}
    return told | {"stance": "asserts", "accused": []} | more


def incident(words, kind="shelling", **more):
    told = {"sentence": 1, "number": 1, "words": words, "kind": kind, "certainty": "reported"}
    told |= {"place": None, "day": None, "weapon": None, "targets": [], "blame": []}
    return told | more


def step(words, kind="agreed", **more):
    told = {"sentence": 1, "words": words, "step": kind, "certainty": "reported"}
    return told | {"subject": None, "day": None, "parties": [], "brokers": []} | more


def codes(reading):
    """Problems with the model's answers."""
    return [one.code for one in reading.problems if one.code.startswith("model_")]
