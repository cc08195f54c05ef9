from ipaddress import ip_address

import pytest

from accordingto.engine.llm.endpoints import check_model, parse_endpoint, refuse_by
from accordingto.errors import ConfigurationError


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://api.example.org/v1", "https://api.example.org/v1/chat/completions"),
        ("https://api.example.org/v1/", "https://api.example.org/v1/chat/completions"),
        ("https://h.example/v1/chat/completions", "https://h.example/v1/chat/completions"),
        ("https://h.example", "https://h.example/chat/completions"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
    ],
)
def test_address_is_made_into_that_of_chat_completions(url, asked):
    assert parse_endpoint(url).url == asked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.example.org/v1",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://me:sk-secret@example.org/v1",
        "https://example.org/v1?key=sk-secret",
        "https://example.org/v1#sk-secret",
        "https://example.org/ sk-secret",
        "https://example.org:99999/v1",
    ],
)
def test_what_is_no_address_or_may_hold_a_key_is_refused_without_repeating_it(url):
    with pytest.raises(ConfigurationError, match="--llm-url: an address that") as told:
        parse_endpoint(url)
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is None


def test_text_goes_unencrypted_to_this_machine_alone():
    refuse = refuse_by(parse_endpoint("http://localhost:1234/v1"), may_be_plain=False)
    assert refuse(ip_address("127.0.0.1")) is None
    assert refuse(ip_address("::1")) is None
    assert "not encrypted" in refuse(ip_address("10.0.0.7"))


@pytest.mark.parametrize("url", ["http://10.0.0.7/v1", "http://models.example.org/v1"])
def test_another_machine_without_encryption_must_be_allowed(url):
    target = parse_endpoint(url)
    with pytest.raises(ConfigurationError, match=r"unencrypted .* --llm-plain-http"):
        refuse_by(target, may_be_plain=False)
    assert refuse_by(target, may_be_plain=True)(ip_address("10.0.0.7")) is None


def test_encrypted_any_machine_may_be_asked():
    refuse = refuse_by(parse_endpoint("https://10.0.0.7/v1"), may_be_plain=False)
    assert refuse(ip_address("10.0.0.7")) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "two\nlines", "a\x1b[2J"])
def test_name_of_a_model_fits_into_a_line(name):
    with pytest.raises(ConfigurationError, match="--llm-model: a name of"):
        check_model(name)


def test_name_of_a_model_is_what_its_server_calls_it():
    assert check_model(" org/small-1:7b ") == "org/small-1:7b"
