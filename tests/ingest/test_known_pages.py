from accordingto.ingest.known_pages import Known, know_nothing, known_by


def test_what_a_server_called_a_page_is_read_from_its_headers():
    headers = (("etag", ' W/"7" '), ("LAST-MODIFIED", "Wed, 13 Mar 2024 12:00:00 GMT"))
    assert known_by(headers) == Known('W/"7"', "Wed, 13 Mar 2024 12:00:00 GMT")
    assert known_by(()) == know_nothing("https://news.example.org/") == Known()
