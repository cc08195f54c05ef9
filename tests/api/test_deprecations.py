import warnings
from pathlib import Path

import pytest

from accordingto.api.deprecations import deprecated, warn_deprecated


@deprecated(since="0.3", use="use read()")
def parse(text, *, title=""):
    """Read a report."""
    return text, title


def test_a_call_warns_where_it_stands_and_works_as_before():
    said = (
        r"parse\(\) is deprecated since accordingto 0\.3 .* two minor releases later; use read\(\)"
    )
    with pytest.warns(DeprecationWarning, match=said) as caught:
        assert parse("Homs", title="a") == ("Homs", "a")
    assert Path(caught[0].filename) == Path(__file__)
    assert parse.__doc__ == "Read a report."


def test_an_argument_can_be_given_up():
    def read(text, strict=None):
        if strict is not None:
            warn_deprecated("read(strict=)", since="0.3", use="leave it out")
        return text

    with pytest.warns(DeprecationWarning, match="leave it out") as caught:
        assert read("Homs", strict=True) == "Homs"
    assert Path(caught[0].filename) == Path(__file__)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read("Homs") == "Homs"
