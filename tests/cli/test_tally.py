import pytest

from accordingto.cli.exits import ExitCode
from accordingto.cli.tally import HELD, LineRanges, Tally
from accordingto.errors import IngestError
from accordingto.ingest.inputs import Skipped


def refusal(line, path="c.jsonl", code="broken_json"):
    return IngestError("broken JSON; expected an object", path=path, line=line, code=code)


def test_many_refusals_of_one_kind_are_told_by_their_lines(capsys):
    tally = Tally(quiet=True)
    for line in (*range(1, 9), 12, 20, 21):
        tally.note_refused(refusal(line))
    tally.tell(was_interrupted=False)
    told = capsys.readouterr().err.splitlines()
    assert told[:5] == [f"refused: {refusal(line)}" for line in range(1, 6)]
    assert told[5:] == ["refused: c.jsonl (broken_json): 6 more, lines 6-8, 12, 20-21"]


def test_every_refused_file_is_told(capsys):
    tally = Tally(quiet=True)
    for number in range(HELD + 20):
        tally.note_refused(refusal(None, path=f"{number}.txt", code="empty"))
    tally.tell(was_interrupted=False)
    assert capsys.readouterr().err.count("\n") == HELD + 20


def test_summary_counts_reports_problems_and_reasons(capsys):
    tally = Tally(quiet=False)
    tally.note_read(())
    tally.note_read(("published_missing", "published_missing", "long_text"))
    tally.note_refused(refusal(3))
    for name in "abcd":
        tally.note_skipped(Skipped(f".{name}", "hidden"))
    tally.tell(was_interrupted=True)
    told = capsys.readouterr().err
    assert "read 2 reports" in told
    assert "1 with problems: published_missing 1, long_text 1" in told
    assert "refused 1: broken_json 1" in told
    assert "skipped 4, hidden: .a, .b, .c, ..." in told
    assert "interrupted" in told


@pytest.mark.parametrize(
    ("read", "refused", "code"),
    [
        (2, 0, ExitCode.ALL_READ),
        (2, 1, ExitCode.SOME_REFUSED),
        (0, 1, ExitCode.NOTHING_READ),
        (0, 0, ExitCode.NOTHING_READ),
    ],
)
def test_exit_code_tells_what_was_read(read, refused, code):
    tally = Tally(quiet=True)
    for _ in range(read):
        tally.note_read(())
    for _ in range(refused):
        tally.note_refused(refusal(1))
    assert tally.exit_code == code


def test_line_ranges_are_kept_within_bounds():
    ranges = LineRanges()
    for line in range(0, 10 * HELD, 2):
        ranges.add(line)
    assert len(ranges.ranges) <= HELD + 1
    assert str(ranges).startswith(f"{5 * HELD:,} more, lines 0, 2, 4")
    assert str(ranges).endswith(", ...")
