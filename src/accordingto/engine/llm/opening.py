"""From a user's choice of a model to a reader that asks it."""

import os
from typing import TYPE_CHECKING

from accordingto.engine.llm.client import Client
from accordingto.engine.llm.endpoints import check_model, parse_endpoint, refuse_by
from accordingto.engine.llm.meter import Meter
from accordingto.engine.llm.settings import KEY_VARIABLE, ModelChoice
from accordingto.engine.llm.wire import Post
from accordingto.errors import ConfigurationError
from accordingto.ingest.fetch.clocks import Clock, SystemClock
from accordingto.ingest.fetch.dialing import Dialer
from accordingto.reader.llm.reader import model_reader

if TYPE_CHECKING:
    from accordingto.gazetteer.index import Gazetteer
    from accordingto.reader.readers import PipelineReader


def open_model_reader(choice: ModelChoice, gazetteer: "Gazetteer") -> "PipelineReader":
    """Return a reader that asks a model; nothing is sent before a report is read.

    Raises ConfigurationError when address, name or key are none.
    """
    client = open_client(choice, SystemClock())
    return model_reader(client, model=client.model, host=client.host, gazetteer=gazetteer)


def open_client(choice: ModelChoice, clock: Clock) -> Client:
    """Return what asks a model, with the key of the environment."""
    target = parse_endpoint(choice.url)
    refuse = refuse_by(target, may_be_plain=choice.may_be_plain)
    post = Post(target, Dialer(refuse=refuse), clock, float(choice.timeout_s))
    return Client(post, check_model(choice.model), Meter(choice.journal), key=_key())


def _key() -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigurationError(
            f"{KEY_VARIABLE} holds characters that no key has; expected one line of plain letters, "
            "figures and marks; set it anew"
        )
    return key
