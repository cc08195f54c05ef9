"""`datapackage.json`: what an export is, by the Data Package standard of Frictionless."""

import json
import re
from collections.abc import Mapping

from accordingto.formats.editions import Edition
from accordingto.formats.export_folder import CSV, MADE_BY, Column, Resource
from accordingto.records.base import JsonValue

METHOD = (
    "Read by machine from reports, and put together by the rules that are named. A figure from one "
    "source is never added to or averaged with another's; blame stands with its mode and with who "
    "says so. Grades are suggestions by a rule, unless a person is named. What a person stands for "
    "is marked as such, and nothing else is. Empty cells are unknown, never zero. Names of "
    "children, of people detained and of survivors of sexual violence, and exact places of "
    "hospitals, clinics and shelters are withheld."
)
REVIEWED_ALONE = "Only records that a person accepted, corrected or entered are in it."
WITH_UNREVIEWED = (
    "Records that a machine found and no person stands for are in it, each marked as unreviewed."
)
_NO_ID = re.compile(r"[^-a-zA-Z0-9._]+")
_NAME = re.compile(r"[^a-z0-9._-]+")


def describe_export(edition: Edition, resources: tuple[Resource, ...], left_out: int) -> bytes:
    """Return the descriptor of an export: its files with hashes, and how it was made."""
    told: dict[str, JsonValue] = {
        "profile": "data-package",
        "name": f"accordingto-{edition.format}",
        "title": edition.title or f"{edition.format} export",
        "description": " ".join(
            (METHOD, WITH_UNREVIEWED if edition.with_unreviewed else REVIEWED_ALONE)
        ),
        "created": edition.as_of,
        **({"licenses": [_licence(edition.licence)]} if edition.licence else {}),
        "resources": [_resource(one) for one in resources],
        MADE_BY: _made(edition, left_out),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _licence(named: str) -> Mapping[str, JsonValue]:
    """Return a licence; one that is not named by an identifier is named by its words."""
    name = _NO_ID.sub("-", named).strip("-") or "licence"
    return {"name": name} if name == named else {"name": name, "title": named}


def _made(edition: Edition, left_out: int) -> Mapping[str, JsonValue]:
    return {
        "format": edition.format,
        "program": edition.program,
        "rules": list(edition.rules),
        "ledger": edition.ledger,
        "ledger_state": edition.state,
        "as_of": edition.as_of,
        "filters": [f"{name} {value}" for name, value in edition.filters],
        "with_unreviewed": edition.with_unreviewed,
        "left_out": left_out,
        "licence": edition.licence or None,
    }


def _resource(one: Resource) -> Mapping[str, JsonValue]:
    is_table = one.media_type == CSV
    told: dict[str, JsonValue] = {
        "name": _NAME.sub("-", one.path.lower()),
        "path": one.path,
        "description": one.about,
        "mediatype": one.media_type,
        "bytes": one.size,
        "hash": f"sha256:{one.sha256}",
    }
    if is_table:
        told |= {
            "profile": "tabular-data-resource",
            "format": "csv",
            "encoding": "utf-8",
            "dialect": {"lineTerminator": "\r\n"},
            "schema": {"fields": [_field(column) for column in one.columns]},
        }
    else:
        # Said aloud, so that readers compare bytes and hash and do not look for a table in it.
        told["type"] = "file"
    return told if one.rows is None else {**told, "rowCount": one.rows}


def _field(column: Column) -> Mapping[str, JsonValue]:
    return {"name": column.name, "type": column.type, "description": column.about}
