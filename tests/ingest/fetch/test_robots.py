import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest.fetch.robots import Robots, parse_robots
from accordingto.ingest.fetch.targets import parse_url

STORY = parse_url("https://news.example.org/private/story?page=2")


def check(text, target=STORY):
    return Robots(lambda _target: text).check(target)


def refusal(text, target=STORY):
    with pytest.raises(IngestError) as caught:
        check(text, target)
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Disallow: /",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /private\nAllow: /private/story",
        "User-agent: otherbot\nDisallow: /",
        "User-agent: a\nUser-agent: accord\nUser-agent: accordingtothem\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: accordingto\nDisallow: /else",
        "User-agent: *\nDisallow: /*.pdf$",
        "<html><body>404</body></html>",
    ],
)
def test_page_may_be_read(text):
    assert check(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "\ufeffUser-agent: *\r\nDisallow: /private/",
        "user-agent:accordingto\ndisallow:/private",
        "User agent AccordingTo/1.0 # you\nDisallow: /*?page=",
        "User-agent: accordingto*\nDisallow: /",
        "User-agent: otherbot\nUser-agent: *\nDisallow: /",
        "User-agent: *\nuseragents: x\nDisallow: /",
        "User-agent: accordingto\nDisallow: /\n\nUser-agent: *\nAllow: /",
    ],
)
def test_page_that_robots_may_not_read_is_refused(text):
    assert refusal(text) == "robots"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nRequest-rate: 1/10s", 10),
        ("User-agent: *\nRequest-rate: 2/1m\nCrawl-delay: 5", 30),
        ("User-agent: *\nCrawl-delay: -3", 0),
        ("User-agent: *\nCrawl-delay: nan", 0),
        ("User-agent: *\nCrawl-delay: inf", 0),
        (f"User-agent: *\nRequest-rate: 1/{'9' * 400}d", 366 * 86_400),
        ("User-agent: otherbot\nCrawl-delay: 9", 0),
    ],
)
def test_pause_that_a_site_asks_for_is_told(text, seconds):
    assert check(text) == seconds


def test_robots_txt_is_read_once_for_each_origin():
    asked = []
    robots = Robots(lambda target: asked.append(target.url))
    for url in ("https://a.example/1", "https://a.example/2", "http://a.example/1"):
        robots.check(parse_url(url))
    assert asked == ["https://a.example/robots.txt", "http://a.example/robots.txt"]


def test_nothing_is_read_where_robots_txt_cannot_be_told():
    asked = []

    def fail(target):
        asked.append(target)
        raise IngestError("status 500", path=target.url)

    robots = Robots(fail)
    for _ in range(2):
        with pytest.raises(IngestError, match="status 500") as caught:
            robots.check(STORY)
        assert (caught.value.code, caught.value.path) == ("robots_unknown", STORY.url)
    assert len(asked) == 1


def test_site_that_is_not_asked_at_all_is_told_as_such():
    def fail(target):
        raise IngestError("a host at 10.0.0.1", path=target.url, code="address_refused")

    with pytest.raises(IngestError) as caught:
        Robots(fail).check(STORY)
    assert (caught.value.code, caught.value.path) == ("address_refused", STORY.url)


def test_many_names_before_many_rules_are_not_multiplied():
    names = "".join(f"User-agent: bot{number}\n" for number in range(20_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(20_000))
    assert refusal(f"{names}{rules}User-agent: *\n{rules}Disallow: /private") == "robots"


@given(st.text() | st.text("user-agent:*disallow/\n #$1"))
def test_any_text_is_rules_of_some_kind(text):
    assert parse_robots(text).can_fetch(STORY.url, "accordingto") in {True, False}
