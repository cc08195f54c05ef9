"""A client against a server that answers well, badly, late, or not at all."""

import json
from datetime import UTC, datetime

import pytest

from accordingto.engine.llm.client import MOST_TOKENS, PATIENCE, TRIES
from accordingto.engine.llm.meter import read_journal
from accordingto.engine.llm.opening import open_client
from accordingto.engine.llm.settings import ModelChoice
from accordingto.engine.llm.wire import MOST_BYTES
from accordingto.errors import ConfigurationError, ModelError
from accordingto.reader.llm.asking import Question
from tests.stand_ins import EMPTY, HANGS, KEY, completion, serving

QUESTION = Question("list what it says", '{"sentences": []}', {"type": "object"})
GOOD = completion(EMPTY)
PAGE = (200, b"<html><title>Log in</title></html>", {"Content-Type": "text/html; charset=utf-8"})


class Clock:
    """Tells the time without waiting, and keeps how long it was asked to wait."""

    def __init__(self):
        self.waits = []

    def now(self):
        return datetime(2024, 3, 14, 12, tzinfo=UTC)

    def elapsed(self):
        return 0.0

    def sleep(self, seconds):
        self.waits.append(seconds)


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ACCORDINGTO_LLM_KEY", KEY)


@pytest.fixture
def journal(tmp_path):
    path = tmp_path / "journal"
    path.touch()
    return path


def client_of(standing, journal=None, **more):
    return open_client(ModelChoice(standing.url, "small-1", journal=journal, **more), Clock())


def status(code, body=b"{}", **headers):
    return code, body, {name.replace("_", "-"): value for name, value in headers.items()}


def ask(*answers, after=(), journal=None):
    """Ask a server that gives these answers, behind those to questions `after`."""
    with serving(*after, *answers) as standing:
        client = client_of(standing, journal)
        for _ in after:
            client(QUESTION)
        try:
            came = client(QUESTION)
        except (ModelError, ConfigurationError) as error:
            came = error
    assert KEY[:7] not in str(came)
    return came, client, standing


def test_question_is_sent_as_a_chat_with_schema_temperature_and_seed(journal):
    reply, _, standing = ask(GOOD, journal=journal)
    assert json.loads(reply.text) == EMPTY
    (path, headers), (asked,) = standing.headers[0], standing.came
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(asked)
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert [one["content"] for one in asked["messages"]] == [
        QUESTION.instructions,
        QUESTION.material,
    ]
    form = asked["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert form["json_schema"]["schema"] == QUESTION.schema
    assert (asked["temperature"], asked["seed"], asked["model"]) == (0, 1, "small-1")
    assert asked["max_tokens"] == MOST_TOKENS
    usage = read_journal(journal)
    assert (usage.answers, usage.tokens_in, usage.tokens_out, usage.uncounted) == (1, 1000, 100, 0)


def test_without_a_key_none_is_sent(monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LLM_KEY")
    _, _, standing = ask(GOOD)
    assert "Authorization" not in standing.headers[0][1]


@pytest.mark.parametrize(
    "first",
    [status(code) for code in (408, 429, 500, 502, 503, 504, 529)] + [status(500, b"<html>")],
)
def test_what_may_pass_is_asked_again_after_a_while(first):
    reply, client, standing = ask(first, first, GOOD)
    assert json.loads(reply.text) == EMPTY
    assert len(standing.came) == 3
    assert client.post.clock.waits == [1.0, 2.0]


@pytest.mark.parametrize(
    ("header", "waits"),
    [
        ("7", [7.0]),
        ("0", [1.0]),
        ("Thu, 14 Mar 2024 12:00:30 GMT", [30.0]),
        ("Thu, 14 Mar 2024 12:00:30 -0000", [30.0]),
        ("Wed, 13 Mar 2024 12:00:00 GMT", [1.0]),
        ("soon", [1.0]),
        ("²", [1.0]),
    ],
)
def test_server_says_how_long_to_leave_it_alone(header, waits):
    _, client, _ = ask(status(429, Retry_After=header), GOOD)
    assert client.post.clock.waits == waits


def test_server_that_wants_to_be_left_alone_for_long_is_not_waited_for():
    error, client, standing = ask(status(429, Retry_After="99999"), GOOD)
    assert isinstance(error, ModelError)
    assert error.code == "model_busy"
    assert (len(standing.came), client.post.clock.waits) == (1, [])


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (status(429), "model_busy", "answers 429: too many requests"),
        (status(503), "model_server", "answers 503: a fault of the server's"),
    ],
)
def test_after_some_tries_the_report_is_given_up(answer, code, told):
    error, _, standing = ask(answer)
    assert isinstance(error, ModelError)
    assert error.code == code
    assert told in str(error)
    assert len(standing.came) == TRIES


def test_no_credit_left_is_told_at_once():
    body = json.dumps({"error": {"code": "insufficient_quota", "message": KEY}}).encode()
    error, _, standing = ask(status(429, body))
    assert "answers 429 (insufficient_quota)" in str(error)
    assert len(standing.came) == 1


WRONG = [
    (status(401), "model_key", "answers 401: the key is wrong"),
    (status(403), "model_key", "answers 403: the key is wrong"),
    (status(404), "model_not_found", "no such address or model"),
    (status(302, Location="http://127.0.0.1:9/x"), "model_redirect", "302, a redirect, which is"),
    (status(307, Location="/v1/elsewhere"), "model_redirect", "not followed"),
    (PAGE, "model_page", "answers with a page, not with JSON"),
]


@pytest.mark.parametrize(("answer", "told"), [(answer, told) for answer, _, told in WRONG])
def test_what_no_report_would_escape_ends_the_run_before_anything_was_read(answer, told):
    error, _, standing = ask(answer)
    assert isinstance(error, ConfigurationError)
    assert told in str(error)
    assert len(standing.came) == 1


@pytest.mark.parametrize(("answer", "code", "told"), WRONG)
def test_the_same_behind_a_good_answer_costs_one_report(answer, code, told, journal):
    error, _, _ = ask(answer, after=(GOOD,), journal=journal)
    assert isinstance(error, ModelError)
    assert error.code == code
    assert told in str(error)


def test_good_answer_of_another_process_counts_too(journal):
    ask(GOOD, journal=journal)
    error, _, _ = ask(status(401), journal=journal)
    assert isinstance(error, ModelError)


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (status(400), "model_refused", "answers 400: it does not take this request"),
        (status(413), "model_refused", "answers 413"),
        ((200, b"not json", {}), "model_not_json", "its answer is no JSON"),
        ((200, b"[" * 200_000, {}), "model_not_json", "its answer is no JSON"),
        ((200, b'{"choices": [{"mess', {}), "model_not_json", "its answer is no JSON"),
        ({"choices": []}, "model_not_json", "no chat completion"),
        ({"choices": [{"message": {"content": None}}]}, "model_not_json", "no chat completion"),
        ([1], "model_not_json", "no chat completion"),
        (completion("", end="content_filter"), "model_declined", "declines to answer"),
        ((200, b" " * (MOST_BYTES + 10), {}), "model_huge", "an answer longer than"),
    ],
)
def test_answer_that_cannot_be_used_costs_one_report_at_once(answer, code, told):
    error, _, standing = ask(answer)
    assert isinstance(error, ModelError)
    assert error.code == code
    assert told in str(error)
    assert len(standing.came) == 1


def test_refusal_in_the_models_own_field_is_told():
    message = {"content": None, "refusal": "I will not"}
    error, _, _ = ask({"choices": [{"message": message, "finish_reason": "stop"}]})
    assert error.code == "model_declined"
    assert "will not" not in str(error)


def test_answer_that_is_cut_short_says_so():
    reply, _, _ = ask(completion('{"figures"', end="length"))
    assert reply.is_cut


def test_body_that_is_shorter_than_it_said_is_asked_for_again():
    cut = (200, b'{"choices"', {"Content-Length": "900"})
    reply, _, standing = ask(cut, GOOD)
    assert json.loads(reply.text) == EMPTY
    assert len(standing.came) == 2


def test_server_that_never_answers_is_given_up_in_time():
    with serving(HANGS) as standing:
        client = client_of(standing, timeout_s=0.05)
        with pytest.raises(ModelError, match=r"no whole answer in 0\.05 seconds") as told:
            client(QUESTION)
        assert len(standing.came) <= TRIES
    assert told.value.code == "model_slow"
    assert client.post.clock.waits == [1.0, 2.0, 4.0]


def test_server_that_is_not_there_ends_the_run():
    with serving(GOOD) as standing:
        pass
    with pytest.raises(ConfigurationError, match=r"no server there that answers .*no report"):
        client_of(standing)(QUESTION)


@pytest.mark.parametrize("param", ["temperature", "seed", "max_tokens"])
def test_part_that_a_model_does_not_know_is_left_out_from_then_on(param):
    body = json.dumps({"error": {"param": param, "code": "unsupported_value"}}).encode()
    with serving(status(400, body), GOOD) as standing:
        client = client_of(standing)
        client(QUESTION)
        client(QUESTION)
    assert [param in asked for asked in standing.came] == [True, False, False]
    assert client.post.clock.waits == []


def test_part_that_is_refused_though_it_was_left_out_ends_it():
    body = json.dumps({"error": {"param": "seed"}}).encode()
    error, _, standing = ask(status(400, body))
    assert error.code == "model_refused"
    assert len(standing.came) == 2


@pytest.mark.parametrize("code", [KEY, KEY[3:12], "words with blanks", 17, "x" * 50, "<b>"])
def test_of_what_a_server_says_is_wrong_only_a_plain_word_is_shown(code):
    body = json.dumps({"error": {"code": code, "type": code, "message": f"{KEY} <b>"}}).encode()
    error, _, _ = ask(status(400, body))
    assert "answers 400: it does not take" in str(error)


@pytest.mark.parametrize(
    "usage", [None, {}, {"prompt_tokens": "9"}, {"prompt_tokens": -1, "completion_tokens": 2}]
)
def test_server_that_counts_no_tokens_is_told_of(usage, journal):
    ask(completion(EMPTY) | {"usage": usage}, journal=journal)
    found = read_journal(journal)
    assert (found.answers, found.uncounted, found.tokens_in) == (1, 1, 0)


def test_key_is_no_part_of_what_a_client_shows():
    with serving(GOOD) as standing:
        client = client_of(standing)
    assert KEY not in repr(client)


@pytest.mark.parametrize("key", ["two\nlines", "with blank", "ключ", "tab\there"])
def test_key_that_is_none_is_refused_without_showing_it(key, monkeypatch):
    monkeypatch.setenv("ACCORDINGTO_LLM_KEY", key)
    with pytest.raises(ConfigurationError, match="ACCORDINGTO_LLM_KEY holds") as told:
        open_client(ModelChoice("http://127.0.0.1:9/v1", "m"), Clock())
    assert key not in str(told.value)


def test_server_that_is_down_for_long_is_asked_once_a_report_until_it_answers():
    with serving(status(503)) as standing:
        client = client_of(standing)
        asked = []
        for _ in range(PATIENCE + 2):
            before = len(standing.came)
            with pytest.raises(ModelError):
                client(QUESTION)
            asked.append(len(standing.came) - before)
        standing.answers = [GOOD]
        client(QUESTION)
        standing.answers = [status(503), GOOD]
        assert json.loads(client(QUESTION).text) == EMPTY
    assert asked == [TRIES] * PATIENCE + [1, 1]
