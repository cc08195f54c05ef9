from datetime import date

import pytest

from accordingto.ingest.captures import find_capture

PAGE = "https://skerry.example/2024/a?b=1"
DAY = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"https://web.archive.org/web/20240312180000/{PAGE}", (PAGE, DAY)),
        (f"http://web.archive.org/web/20240312180000if_/{PAGE}", (PAGE, DAY)),
        (f"https://archive.ph/2024.03.12-180000/{PAGE}", (PAGE, DAY)),
        (f"https://web.archive.org/web/20241312180000/{PAGE}", (PAGE, None)),
        (PAGE, (PAGE, None)),
        ("https://archive.ph/AbCdE", ("https://archive.ph/AbCdE", None)),
        (f"https://evil.example/web/20240312180000/{PAGE}", None),
        ("", ("", None)),
    ],
)
def test_page_behind_an_archive_is_found(url, found):
    assert find_capture(url) == (found or (url, None))
