import pytest

from accordingto.ledger.failures import describe_failure, load_failures


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("database or disk is full", "full"),
        ('could not extend file "base/1": No space left on device', "full"),
        ("attempt to write a readonly database", "read_only"),
        ("cannot execute INSERT in a read-only transaction", "read_only"),
        ("permission denied for table texts", "read_only"),
        ("database is locked", "busy"),
        ("canceling statement due to lock timeout", "busy"),
        ("file is not a database", "not_a_ledger"),
        ("database disk image is malformed", "damaged"),
        ("unable to open database file", "not_found"),
        ("disk I/O error", "disk"),
        ("server closed the connection unexpectedly", "unreachable"),
        ("something nobody has seen", "failed"),
    ],
)
def test_what_a_database_says_is_told_in_words_a_user_can_act_on(message, code):
    error = describe_failure(f"{message}\n", "war.ledger")
    assert error.code == code
    assert str(error).startswith("war.ledger: ")
    assert message in str(error)
    assert "\n" not in str(error)


def test_every_failure_says_what_was_expected():
    assert all("expected" in failure.told for failure in load_failures() if failure.code != "log")
    assert all(words == words.lower() for failure in load_failures() for words in failure.words)
