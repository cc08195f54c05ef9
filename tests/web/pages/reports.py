"""Reports of our own at a desk, read by the rules; what their pages tell, in short."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accordingto.api.ledgers import add
from accordingto.ledger.publications import iterate_publications
from tests.web.desks import Client, opened


def fill(folder: Path, *reports: dict[str, str]) -> Path:
    """Make a ledger of these reports alone."""
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    add([folder / "reports.jsonl"], folder / "own.ledger", reader="rules")
    return folder / "own.ledger"


@contextmanager
def desk_of(folder: Path, *reports: dict[str, str]) -> Iterator[Client]:
    """A client at a desk where "Ana" decides, on a ledger of these reports alone."""
    with opened(fill(folder, *reports), reviewer="Ana") as desk, Client(desk) as client:
        yield client


def keys_of(client: Client) -> list[str]:
    """The keys of reports, in the order in which they came."""
    with client.desk.ledger.look() as connection:
        return [one.key[:12] for one in iterate_publications(connection)]


def records_of(client: Client, key: str, query: str = "") -> dict[str, dict]:
    """The records of a report's page, by id."""
    page = client.get(f"/api/v1/reports/{key}{query}").json()
    groups = [group for section in page["text"]["sections"] for group in section["groups"]]
    return {one["id"]: one for group in groups for one in group["records"]}


def first(client: Client, key: str, sort: str) -> dict:
    """The first record of a sort."""
    return next(one for one in records_of(client, key).values() if one["sort"] == sort)
