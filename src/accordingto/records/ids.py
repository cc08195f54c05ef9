"""Content hashes as ids: same report, same words, same value, same id."""

import hashlib

from accordingto.report import Report, Span


def record_id(report: Report, kind: str, evidence: Span, *values: object) -> str:
    """Return 16 hexadecimal digits over report, kind of record, evidence and value.

    >>> record_id(Report(id="r", text="12 dead"), "figure", Span(0, 7), "killed", 12, 12)
    'ae890949cb17df47'
    """
    parts = (report.sha256, kind, evidence.start, evidence.end, *values)
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
