"""Exit codes: what a script can tell from a run."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended."""

    ALL_READ = 0
    SOME_REFUSED = 1
    USAGE = 2
    """The command was not understood (the option parser's own code)."""
    NOTHING_READ = 3
    MISCONFIGURED = 4
    FAULT = 5
    NOT_AS_KEPT = 6
    """`verify`, `backup` or `merge` found something not as it was kept, or `doctor` a fault."""
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141


EXIT_CODES = """\b
Exit codes:
  0    every report was read
  1    some inputs were refused; the rest was read
  2    the command was not understood
  3    nothing could be read
  4    something is missing or in the way: the place index, a table of places,
       room to write the output, the ledger
  5    accordingto failed on a report (please report it); the rest was read
  6    something in the ledger is not as it was kept, or has to be seen to
  130  interrupted by Ctrl-C; what was read until then is written
  141  whoever took the output closed it, as `head` does"""
