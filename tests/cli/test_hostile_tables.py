"""Hostile tables, feeds and workbooks: each leaves a clear line, and the rest is read."""

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from tests.ingest.workbook_parts import PARTS, make_sheet, pack

TEXT = "Shelling killed 12 people in Homs on Friday, residents said."
HEAD = b"id,text\n"
GOOD = f"good,{TEXT.replace(',', ';')}\n".encode()
SHEET = "xl/worksheets/sheet1.xml"
EXPANDED = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{EXPANDED}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def rss(body, before=""):
    return f"{before}<rss version='2.0'><channel>{body}</channel></rss>".encode()


ATTACKS = {
    "zero.csv": (HEAD + b"1,a\0b\n" + GOOD, "a zero byte in a cell"),
    "quote.csv": (HEAD + b'1,"never closed\n' + GOOD, "a quotation mark is opened"),
    "commas.csv": (HEAD + b"1,a,b,c\n" + GOOD, "a row of 4 cells below 2 headers"),
    "bytes.csv": (HEAD + b"1,\x81\n" + GOOD, "byte 0x81"),
    "macintosh.csv": (b"id,text\r1,a\r", "new-line character"),
    "entities.xlsx": (pack({**PARTS, SHEET: LAUGHS + "<x>&l9;</x>"}), "document type"),
    "outside.xlsx": (pack({**PARTS, SHEET: OUTSIDE + "<x>&x;</x>"}), "document type"),
    "bomb.xlsx": (make_sheet(" " * (20 << 20)), "packed into"),
    "deep.xlsx": (make_sheet("<a>" * 200_000), "levels"),
    "slip.xlsx": (pack({"../../../../tmp/slipped": "x", **PARTS}), "without the part"),
    "rows.xlsx": (make_sheet('<row r="9"/><row r="2"><c><v>1</v></c></row>'), "row 2 behind row 9"),
    "names.jsonl": (b'{"id": "1", "text": "a", "text": "b"}\n', "stands twice"),
    "deep.jsonl": (b'{"id": "1", "text": "a", "n": ' + b"[" * 99_999 + b"}\n", "too deeply"),
    "empty.rss": (rss("<item/>"), "neither text nor title"),
    "no.rss": (b"<rss", "no feed"),
}


def run(*paths):
    return CliRunner().invoke(app, ["read", *map(str, paths), "--format", "jsonl"])


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_leaves_a_clear_line(tmp_path, name):
    content, words = ATTACKS[name]
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name)
    lines = [line for line in result.stderr.splitlines() if line.startswith("refused: ")]
    assert any(words in line and "; expected " in line for line in lines), result.stderr
    assert (result.exit_code == ExitCode.SOME_REFUSED) is (GOOD in content)
    assert ('"id": "good"' in result.stdout) is (GOOD in content)
    assert "root:" not in result.stdout
    assert "Traceback" not in result.stderr


def test_entities_of_a_feed_are_words_at_most(tmp_path):
    item = f"<item><title>t</title><description>{TEXT} &l9;&x;</description></item>"
    for name, before in (("a.rss", LAUGHS), ("b.rss", OUTSIDE)):
        (tmp_path / name).write_bytes(rss(item, before))
        result = run(tmp_path / name)
        assert len(result.stdout) < 100_000
        assert "root:" not in result.stdout


def test_headers_that_are_the_same_and_hidden_marks_in_them_are_told_apart(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(f"text,tex\u200bt,text\n{TEXT.replace(',', ';')},b,c\n", encoding="utf-8")
    shown = run(table).stderr
    assert 'text <- "text"' in shown
    assert 'kept as they are: "tex[U+200B]t", "text (2)"' in shown


def test_table_in_utf_16_is_read(tmp_path):
    (tmp_path / "t.csv").write_bytes((HEAD + GOOD).decode().encode("utf-16"))
    assert '"id": "good"' in run(tmp_path / "t.csv").stdout
