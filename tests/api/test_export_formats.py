from pathlib import Path

import pytest

from accordingto.api.export_formats import FORMATS, load_exporter
from accordingto.errors import FilterError

DOCS = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented_as_it_says_itself(name):
    exporter = load_exporter(name)
    assert exporter.name == name
    assert f"| `{name}` | {exporter.about} |" in DOCS


def test_names_are_in_order():
    assert list(FORMATS) == sorted(FORMATS)


def test_another_name_is_refused_with_those_there_are():
    with pytest.raises(FilterError, match="--to 'pdf' is no format; expected one of acled-like"):
        load_exporter("pdf")
