import pytest

from accordingto.formats.auto_archiver import Unread, is_archive_table, read_row

SHEET = {
    "Link": "https://merrowin.example/a",
    "Archive status": "wayback_archiver_enricher: success",
    "Archive location": "https://keep.example/1.html\nhttps://keep.example/2.html",
    "Archive date": "2024-03-14T10:00:00+00:00",
    "Hash": "SHA-256:" + "ab" * 32,
    "wacz": "https://keep.example/1.wacz",
    "Upload title": "Homs shelled",
}
MEDIA = (
    "[{'filename': 'a.html', 'key': 'k', 'urls': ['https://keep.example/a.html'], 'properties': "
    "{'hash': 'SHA3-512:" + "cd" * 64 + "', 'search': -1.5}, '_mimetype': None}]"
)
META = (
    "{'_processed_at': datetime.datetime(2024, 3, 14, 10, 2, 3, 456, tzinfo=datetime.timezone.utc),"
    " 'url': 'https://merrowin.example/a', 'title': 'Homs shelled'}"
)


def test_columns_of_a_sheet_are_read():
    said = read_row(SHEET)
    assert said.url == "https://merrowin.example/a"
    assert [one[-6:] for one in said.archives] == ["1.html", "2.html", "1.wacz"]
    assert (said.hashes, said.archived_at) == (("SHA-256:" + "ab" * 32,), SHEET["Archive date"])


def test_the_csv_that_it_writes_by_itself_is_read():
    said = read_row({"status": "success", "metadata": META, "media": MEDIA})
    assert (said.url, said.archives) == (SHEET["Link"], ("https://keep.example/a.html",))
    assert (said.hashes[0][:9], said.archived_at) == ("SHA3-512:", "2024-03-14T10:02:03Z")


@pytest.mark.parametrize(
    ("headers", "is_one"),
    [
        (list(SHEET), True),
        (["status", "metadata", "media"], True),
        (["link", "title"], False),
        (["archive location"], False),
        ([None, 5], False),
    ],
)
def test_tables_are_known_by_their_columns(headers, is_one):
    assert is_archive_table(headers) is is_one


@pytest.mark.parametrize(
    ("metadata", "why"),
    [
        ("__import__('os').system('true')", "have to be run"),
        ("{'url': open('/etc/passwd').read()}", "have to be run"),
        ("{'url': 'a' * 9**9}", "have to be run"),
        ("{" * 100, "levels of brackets"),
        ("{'url': ", "no values"),
        ("[1, 2]", "no object"),
        ("{'title': 'x'}", "no address"),
        ("{'url': 'javascript:alert(1)'}", "no address"),
        ("{'url': 'https://a.example', 't': datetime.datetime(2024, 99, 1)}", "month"),
        ("{'t': datetime.datetime('x')}", "a time that is none"),
        ("{'a\x00': 1}", "no values"),
        ("x" * (1 << 21), "at most"),
        ("-" * 5000 + "1", ""),
    ],
)
def test_values_as_python_writes_them_are_never_run(metadata, why):
    said = read_row({"status": "success", "metadata": metadata, "media": "[]"})
    assert isinstance(said, Unread)
    assert why in said.why


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"link": ""}, "no address"),
        ({"link": "https://a.example https://b.example"}, "several addresses"),
        ({"link": None, "archive location": 5}, "no address"),
    ],
)
def test_rows_without_one_address_say_so(cells, why):
    said = read_row({"archive location": "", **cells})
    assert isinstance(said, Unread)
    assert why in said.why
