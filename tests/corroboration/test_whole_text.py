"""Readings that can be written."""

from accordingto.api.corroborating import corroborate
from accordingto.corroboration.whole_text import make_whole
from accordingto.views.corroboration_json import corroboration_json
from tests.builders import make_report, read, reader


def test_whole_reading_comes_back_as_it_is():
    reading = read("Shelling killed 12 people in Homs on Tuesday, Omar Sand said.")
    assert make_whole(reading) is reading


def test_half_of_a_character_stands_as_its_substitute():
    half = "\udfff"
    text = f"Shelling killed 12 people in Homs on Tuesday, Omar {half} Sand said."
    report = make_report(text, title=f"Shelling {half}", id=f"r{half}")
    whole = make_whole(reader().read(report))
    assert whole.report.text == text.replace(half, "\ufffd")
    assert whole.report.title == "Shelling \ufffd"


def test_report_with_half_a_character_is_corroborated_and_written():
    text = "Shelling killed 12 people in Homs on Tuesday, Omar \ud800 Sand said."
    found = corroborate([reader().read(make_report(text, id="r\ud800"))])
    assert "\ufffd Sand said." in "".join(corroboration_json(found))
