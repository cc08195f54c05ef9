from accordingto.ingest.inputs import Exchange
from accordingto.ingest.known_pages import Known, know_nothing, known_by

URL = "https://news.example.org/"


def exchange(*headers):
    return Exchange(
        url=URL, fetched_at="2024-03-14T12:00:00Z", status=200, response_headers=headers
    )


def test_what_a_server_called_a_page_is_read_from_its_headers():
    came = exchange(("etag", ' W/"7" '), ("LAST-MODIFIED", "Wed, 13 Mar 2024 12:00:00 GMT"))
    assert known_by(came) == Known('W/"7"', "Wed, 13 Mar 2024 12:00:00 GMT", came)
    assert known_by(exchange()) == Known(exchange=exchange())
    assert know_nothing(URL) == Known()
