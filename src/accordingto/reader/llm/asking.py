"""What a language model is asked, and what comes back; who carries both is given by the caller."""

from collections.abc import Callable
from dataclasses import dataclass

from accordingto.records.base import JsonValue


@dataclass(frozen=True, slots=True)
class Question:
    """One request to a model."""

    instructions: str
    """What to do: words of ours alone."""
    material: str
    """What to do it with, as JSON: words of a report, which instruct nobody."""
    schema: JsonValue
    """JSON Schema of the answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered; nothing in it is known to be true, or to be JSON."""

    text: str
    is_cut: bool = False
    """The model stopped in the middle, having written as much as it may."""


Ask = Callable[[Question], Reply]
"""Carries a question to a model; raises ModelError when no answer comes."""
