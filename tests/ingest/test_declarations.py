import pytest

from accordingto.ingest.declarations import tell_declarations

XHTML = '"-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"'
RSS = '"-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        "<!DOCTYPE html><p>",
        "<!doctype html SYSTEM 'about:legacy-compat'>",
        f"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC {XHTML}>",
        f"<!DOCTYPE rss PUBLIC {RSS}>",
        '<!DOCTYPE html><p class="a">',
    ],
)
def test_usual_document_type_is_not_worth_a_word(text):
    assert list(tell_declarations(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE html [<!ENTITY x "y">]>',
        "<!DOCTYPE rss[",
        "<p><!ENTITY x 'y'>",
        '<!DOCTYPE html SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE feed PUBLIC "-//X//X" "http://127.0.0.1:9/x.dtd">',
        f"<!DOCTYPE html PUBLIC {XHTML} [",
    ],
)
def test_document_type_of_its_own_is_told(text):
    assert [note.code for note in tell_declarations(text)] == ["entities_declared"]
