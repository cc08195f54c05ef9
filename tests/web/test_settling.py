"""Cases follow decisions in the background."""

import threading

from accordingto.errors import StoreError
from accordingto.web.settling import Settling


def test_what_is_asked_for_meanwhile_is_done_once_more_and_no_oftener():
    settling, done = Settling(), []
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        begun.set()
        go_on.wait(30)
        done.append("slow")

    settling.wake(slow)
    begun.wait(30)
    for number in range(5):
        settling.wake(lambda number=number: done.append(number))
    go_on.set()
    settling.wait()
    assert done == ["slow", 4]


def test_a_failure_is_told_and_the_next_one_is_done(caplog):
    settling, done = Settling(), []

    def fail():
        raise StoreError("another writes", ledger="war.ledger", code="busy")

    settling.wake(fail)
    settling.wait()
    settling.wake(lambda: done.append(1))
    settling.wait()
    assert done == [1]
    assert "another writes" in caplog.text


def test_a_fault_does_not_end_it(caplog):
    settling, done = Settling(), []
    settling.wake(lambda: 1 / 0)
    settling.wait()
    settling.wake(lambda: done.append(1))
    settling.wait()
    assert done == [1]
    assert "ZeroDivisionError" in caplog.text


def test_nothing_to_wait_for_is_no_wait():
    Settling().wait()
