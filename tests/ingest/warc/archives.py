"""WARC files, written by hand so that they can be wrong."""

import gzip

URI = "https://news.example.org/story"
HTML = b"<!doctype html><p>Shells fell on Marvoy.</p>"


def answer(body: bytes = HTML, *, status: str = "200 OK", **headers: str) -> bytes:
    """A web server's answer; headers are named with low lines, none is sent for an empty value."""
    fields = {"Content_Type": "text/html", **headers}
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(block: bytes | None = None, *, length: str | None = None, **fields: str) -> bytes:
    """A record, a response unless `WARC_Type` says otherwise; `length` is what it says it has."""
    block = answer() if block is None else block
    named = {
        "WARC_Type": "response",
        "WARC_Record_ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC_Date": "2024-03-14T09:26:53Z",
        "WARC_Target_URI": URI,
        "Content_Type": "application/http;msgtype=response",
        **fields,
        "Content_Length": str(len(block)) if length is None else length,
    }
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value]
    head = "\r\n".join(["WARC/1.0", *lines, "", ""]).encode()
    return head + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """A .warc.gz: each record packed by itself."""
    return b"".join(gzip.compress(whole, mtime=0) for whole in records)
