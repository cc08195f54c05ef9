"""How what is public is given up: announced with a warning, and taken away two releases later."""

import warnings
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def warn_deprecated(what: str, *, since: str, use: str, level: int = 2) -> None:
    """Warn that something public will go, at the line of whoever calls the caller.

    `use` says what to write instead.
    """
    warnings.warn(
        f"{what} is deprecated since accordingto {since} and will be removed two minor releases "
        f"later; {use}",
        DeprecationWarning,
        stacklevel=level + 1,
    )


def deprecated(*, since: str, use: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator for a function that will go: each call warns, and works as before."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def call(*given: P.args, **named: P.kwargs) -> T:
            warn_deprecated(f"{function.__name__}()", since=since, use=use)
            return function(*given, **named)

        return call

    return decorate
