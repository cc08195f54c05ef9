"""The bodies of a server's answers, of which little is taken, and nothing believed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from accordingto.engine.llm.meter import Usage

_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST = 10**9
_FINAL = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Codes of errors that waiting does not mend."""


class CompletionError(Exception):
    """The body is no chat completion; `str` says in what way."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote, and what that took."""

    text: str
    is_cut: bool
    is_declined: bool
    usage: Usage


@dataclass(frozen=True, slots=True)
class ToldError:
    """What a server says is wrong, in words of a fixed form; its sentences may hold anything."""

    code: str = ""
    param: str = ""

    @property
    def is_final(self) -> bool:
        """Tell whether the same will be wrong in a minute."""
        return self.code in _FINAL


def parse_completion(body: bytes) -> Completion:
    """Return the first choice of a chat completion.

    Raises CompletionError when there is none.
    """
    whole = _object(_parse(body))
    choices = whole.get("choices")
    choice = _object(choices[0]) if isinstance(choices, list) and choices else {}
    message, end = _object(choice.get("message")), choice.get("finish_reason")
    text = message.get("content")
    is_declined = bool(message.get("refusal")) or end == "content_filter"
    if not isinstance(text, str) and not is_declined:
        raise CompletionError("its JSON is no chat completion: choices[0].message.content is none")
    return Completion(
        text=text if isinstance(text, str) else "",
        is_cut=end == "length",
        is_declined=is_declined,
        usage=_usage(_object(whole.get("usage"))),
    )


def parse_error(body: bytes, key: str) -> ToldError:
    """Return what the body of a refusal says; empty where it says nothing in a known form."""
    try:
        error = _object(_object(_parse(body)).get("error"))
    except CompletionError:
        return ToldError()
    code = _word(error.get("code"), key) or _word(error.get("type"), key)
    return ToldError(code, _word(error.get("param"), key))


def _parse(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CompletionError("its answer is no JSON") from error


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _word(value: object, key: str) -> str:
    """Return a value that is one plain word and shares nothing with the key."""
    if not isinstance(value, str) or _WORD.fullmatch(value) is None:
        return ""
    return "" if key and (value in key or key in value) else value


def _usage(told: Mapping[str, object]) -> Usage:
    tokens = [told.get("prompt_tokens"), told.get("completion_tokens")]
    counts = [one for one in tokens if isinstance(one, int) and 0 <= one < _MOST]
    if len(counts) < len(tokens):
        return Usage(answers=1, uncounted=1)
    return Usage(answers=1, tokens_in=counts[0], tokens_out=counts[1])
