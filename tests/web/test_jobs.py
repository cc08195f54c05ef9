"""Long work: one after the other, told while it goes on, and a fault stops no other."""

import threading

import pytest

from accordingto.errors import FilterError
from accordingto.web.jobs import MOST_KEPT, MOST_WAITING, Jobs, JobState
from accordingto.web.refusals import RefusedError
from tests.web.waiting import until


def over(jobs, job):
    return until(lambda: jobs.find(job.id), lambda one: one.state.is_over)


def test_result_is_there_when_the_work_is_done():
    jobs = Jobs()
    job = over(jobs, jobs.start("Count", lambda say: say("one") or 1))
    assert (job.state, job.result, job.told) == (JobState.DONE, 1, "")


def test_second_job_waits_for_the_first_and_both_tell_how_far_they_are():
    jobs, may_go, seen = Jobs(), threading.Event(), []

    def first(say):
        say("half of it")
        may_go.wait(5)
        seen.append("first")

    one, other = jobs.start("First", first), jobs.start("Second", lambda _: seen.append("second"))
    running = until(lambda: jobs.find(one.id), lambda job: job.told)
    assert (running.state, running.told) == (JobState.RUNNING, "half of it")
    assert jobs.find(other.id).state is JobState.WAITING
    may_go.set()
    over(jobs, other)
    assert seen == ["first", "second"]


@pytest.mark.parametrize(
    ("error", "told"), [(FilterError("no such day"), "no such day"), (ValueError("x"), "a fault")]
)
def test_work_that_fails_is_told_and_the_next_goes_on(error, told):
    def fail(_say):
        raise error

    jobs = Jobs()
    failed = over(jobs, jobs.start("Fail", fail))
    assert failed.state is JobState.FAILED
    assert told in failed.told
    assert over(jobs, jobs.start("Go on", lambda _: 1)).state is JobState.DONE


def test_more_than_can_wait_is_refused():
    jobs, may_go = Jobs(), threading.Event()
    jobs.start("Long", lambda _: may_go.wait(5))
    until(lambda: jobs.all()[-1].state, lambda state: state is JobState.RUNNING)
    for _ in range(MOST_WAITING):
        jobs.start("Short", lambda _: None)
    with pytest.raises(RefusedError, match="wait until some are"):
        jobs.start("One more", lambda _: None)
    may_go.set()


def test_what_is_over_long_ago_is_forgotten():
    jobs = Jobs()
    first = over(jobs, jobs.start("First", lambda _: None))
    for _ in range(MOST_KEPT + 1):
        over(jobs, jobs.start("Next", lambda _: None))
    with pytest.raises(RefusedError, match="no such work"):
        jobs.find(first.id)
