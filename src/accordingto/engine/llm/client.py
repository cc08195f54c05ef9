"""Asks a model behind an OpenAI-compatible address; every way in which that fails has its word."""

import json
from dataclasses import dataclass, field
from typing import NoReturn

from accordingto import __version__
from accordingto.engine.llm.completions import (
    Completion,
    CompletionError,
    parse_completion,
    parse_error,
)
from accordingto.engine.llm.meter import Meter
from accordingto.engine.llm.settings import KEY_VARIABLE
from accordingto.engine.llm.waiting import LONGEST_WAIT_S, wait_of
from accordingto.engine.llm.wire import Answered, NoAnswerError, Post
from accordingto.errors import ConfigurationError, ModelError
from accordingto.ingest.inputs import Headers
from accordingto.reader.llm.asking import Question, Reply
from accordingto.records.base import JsonValue

TRIES = 4
PATIENCE = 3
"""Questions in a row that were given up, after which each is tried once, until one is answered."""
SEED = 1
MOST_TOKENS = 16_000
"""That one answer may take; a window's answer takes some 3,000."""
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which the same request may be answered."""
_LATER = frozenset({"slow", "broken", "unreachable"})
_FOR_ALL = frozenset({"unknown_host", "unreachable", "address_refused", "tls"})
"""What stands in the way of every report, not of this one."""
_DISPENSABLE = frozenset({"seed", "temperature", "max_tokens"})
"""Parts of a request that some models refuse, and can be done without."""


@dataclass(slots=True)
class Client:
    """Carries questions to one model.

    A call raises ModelError when no answer comes that can be used, after some tries where trying
    again may help; and ConfigurationError where no report could be read and none has been: a wrong
    key, model or address. No message holds the key, or any words of the server's.
    """

    post: Post
    model: str
    meter: Meter
    key: str = field(repr=False)
    without: set[str] = field(default_factory=set)
    """Parts of requests that this model has refused."""
    given_up: int = 0
    """Questions in a row to which no answer came."""

    def __call__(self, question: Question) -> Reply:
        """Ask, and return what was answered."""
        turn, tries = 0, TRIES if self.given_up < PATIENCE else 1
        while True:
            turn += 1
            try:
                answered = self.post(self._headers(), self._body(question))
            except NoAnswerError as error:
                if error.code not in _LATER or turn == tries:
                    self._fail(str(error), f"model_{error.code}", for_all=error.code in _FOR_ALL)
                self.post.clock.sleep(wait_of(turn, "", self.post.clock.now()))
                continue
            if answered.status == 200:
                return self._reply(answered)
            told = parse_error(answered.body, self.key)
            if answered.status in {400, 422} and told.param in _DISPENSABLE - self.without:
                self.without.add(told.param)
                turn -= 1
                continue
            seconds = wait_of(turn, answered.retry_after, self.post.clock.now())
            is_over = turn == tries or seconds > LONGEST_WAIT_S or told.is_final
            if answered.status not in _AGAIN or is_over:
                self._refuse(answered, told.code)
            self.post.clock.sleep(seconds)

    def _reply(self, answered: Answered) -> Reply:
        if answered.media_type in {"text/html", "application/xhtml+xml"}:
            self._fail(
                "it answers with a page, not with JSON: is this the address of its API, which "
                "often ends in /v1?",
                "model_page",
                for_all=True,
            )
        try:
            completion: Completion = parse_completion(answered.body)
        except CompletionError as error:
            self._fail(str(error), "model_not_json")
        self.given_up = 0
        self.meter.note(completion.usage)
        if completion.is_declined:
            self._fail("the model declines to answer on this report", "model_declined")
        return Reply(completion.text, completion.is_cut)

    def _refuse(self, answered: Answered, code: str) -> NoReturn:
        """Tell of an answer with another status than 200."""
        status = answered.status
        said = f"it answers {status}" + (f" ({code})" if code else "")
        if status in {401, 403}:
            what = "the key is wrong" if self.key else "it wants a key"
            why = f"{said}: {what}, or does not open this model; see {KEY_VARIABLE}"
            self._fail(why, "model_key", for_all=True)
        if status == 404:
            why = f"{said}: no such address or model; see --llm-url and --llm-model"
            self._fail(why, "model_not_found", for_all=True)
        if 300 <= status < 400:
            why = f"{said}, a redirect, which is not followed: text and key go nowhere else"
            self._fail(why, "model_redirect", for_all=True)
        if status == 429:
            self._fail(f"{said}: too many requests, or no credit left", "model_busy")
        if status >= 500:
            self._fail(f"{said}: a fault of the server's", "model_server")
        self._fail(
            f"{said}: it does not take this request; it must know response_format json_schema, and "
            "take some 4,000 tokens at once",
            "model_refused",
        )

    def _fail(self, why: str, code: str, *, for_all: bool = False) -> NoReturn:
        """Give up: this report, or all of them where none was read."""
        self.given_up += 1
        told = f"the model {self.model!r} at {self.host}: {why}"
        if for_all and not self.meter.is_used:
            raise ConfigurationError(f"{told}; no report was read")
        raise ModelError(f"{told}; try again later", code=code)

    @property
    def host(self) -> str:
        """The server, as readings name it."""
        return self.post.target.host_header

    def _headers(self) -> Headers:
        headers = (
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
            ("User-Agent", f"accordingto/{__version__}"),
        )
        return (*headers, ("Authorization", f"Bearer {self.key}")) if self.key else headers

    def _body(self, question: Question) -> bytes:
        schema: JsonValue = {"name": "reading", "strict": True, "schema": question.schema}
        asked: dict[str, JsonValue] = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": question.instructions},
                {"role": "user", "content": question.material},
            ],
            "response_format": {"type": "json_schema", "json_schema": schema},
            "temperature": 0,
            "seed": SEED,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        kept = {name: value for name, value in asked.items() if name not in self.without}
        return json.dumps(kept).encode("ascii")
