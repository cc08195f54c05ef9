"""What mypy must find true of the public types, as a user of `py.typed` meets them."""

from typing import assert_type

from accordingto.report import Report, Span


def names_its_types(report: Report, span: Span) -> None:
    assert_type(report.quote(span), str)
    assert_type(span.hull(span), Span)
    assert_type(report.published, str | None)
    assert_type(report.agencies, tuple[str, ...])


def refuses_what_is_wrong(report: Report) -> None:
    report.text = "rewritten"  # type: ignore[misc]  # a report never changes
    report.quote((0, 1))  # type: ignore[arg-type]  # a pair is not yet a span
