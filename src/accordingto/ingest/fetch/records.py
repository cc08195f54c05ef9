"""What went over the wire as WARC records (ISO 28500), as archives keep it."""

import gzip
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from accordingto.ingest.fetch.answers import Answer
from accordingto.ingest.fetch.clocks import stamp

_END = b"\r\n\r\n"


def write_warc(answers: Iterable[Answer]) -> bytes:
    """Return a request and a response record for each answer, each compressed by itself.

    The blocks hold every byte as it was sent and came; the ids follow from what they hold, so that
    equal exchanges give equal bytes.
    """
    return b"".join(_pair(answer) for answer in answers)


def _pair(answer: Answer) -> bytes:
    response_id = _id(b"response", answer)
    fields = {"Content-Type": "application/http;msgtype=response"}
    if not answer.is_whole:
        fields["WARC-Truncated"] = "unspecified"
    response = _record("response", response_id, fields, answer, answer.response)
    fields = {
        "Content-Type": "application/http;msgtype=request",
        "WARC-Concurrent-To": response_id,
    }
    request = _record("request", _id(b"request", answer), fields, answer, answer.request)
    return request + response


def _record(kind: str, id_: str, own: dict[str, str], answer: Answer, block: bytes) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": id_,
        "WARC-Date": stamp(answer.asked_at),
        "WARC-Target-URI": answer.target.url,
        "WARC-IP-Address": answer.address,
        "WARC-Block-Digest": f"sha256:{sha256(block).hexdigest()}",
        **own,
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    # mtime=0: no second clock in the bytes.
    return gzip.compress("\r\n".join(lines).encode() + _END + block + _END, mtime=0)


def _id(kind: bytes, answer: Answer) -> str:
    seed = b"\0".join((kind, stamp(answer.asked_at).encode(), answer.request, answer.response))
    return f"<urn:uuid:{UUID(bytes=sha256(seed).digest()[:16], version=5)}>"
