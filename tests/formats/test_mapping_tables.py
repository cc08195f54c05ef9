"""The mapping tables of docs/export-events.md say what the columns say of themselves."""

from pathlib import Path

import pytest

from accordingto.formats.export_folder import load_columns

PAGE = Path(__file__).resolve().parents[2] / "docs" / "export-events.md"
TABLES = (
    "ged_like_columns.toml",
    "acled_like_columns.toml",
    "airwars_like_columns.toml",
    "airwars_sources_columns.toml",
    "airwars_belligerents_columns.toml",
    "cases_by_month_columns.toml",
    "harm_by_month_columns.toml",
)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_stands_in_the_docs_with_what_it_is_made_of(name):
    rows = "\n".join(
        f"| `{column.name}` | {column.about} | {column.source or 'nothing'} |"
        for column in load_columns(name)
    )
    assert rows in PAGE.read_text(encoding="utf-8")
