import pytest

from accordingto.errors import ConfigurationError
from accordingto.reader import language
from accordingto.reader.language import FindLanguage, Language
from accordingto.reader.pipeline import Pipeline
from tests.builders import make_report, read

SPANISH = (
    "Al menos doce personas murieron el viernes en un bombardeo contra un mercado, dijeron ellos."
)


@pytest.mark.parametrize(
    ("text", "code", "is_read"),
    [
        ("At least 12 people were killed in Marenna on Friday, residents said.", "en", True),
        (SPANISH, "es", False),
        ("قتل اثنا عشر شخصا في قصف على السوق يوم الجمعة وأصيب آخرون", "ar", False),
        ("12 dead.", None, True),
    ],
)
def test_language_is_told_when_there_is_enough_text(text, code, is_read):
    (language,) = Pipeline((FindLanguage(),))(make_report(text)).of(Language)
    assert (language.code, language.is_read) == (code, is_read)


def test_other_language_is_read_whole_and_stated():
    reading = read(SPANISH)
    assert reading.report.language == "es"
    assert [p.code for p in reading.problems if p.stage == "language"] == ["language_not_covered"]


def test_no_room_to_unpack_what_tells_languages_is_told(monkeypatch):
    def unpack(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("py3langid.langid.LanguageIdentifier.from_model_file", unpack)
    with pytest.raises(ConfigurationError, match=r"No space left on device.*TMPDIR"):
        language._identifier.__wrapped__()
