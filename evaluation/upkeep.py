"""What it takes to verify, examine, copy and merge a ledger, and what a ledger adds to reading.

    python -m evaluation.upkeep LEDGER [--command verify ...]
    python -m evaluation.upkeep --add CORPUS [--jobs 2] [--repeats 3]

Each command is a process of its own, as a user starts it; told are seconds by the clock and of the
processor, and the most memory that it held. `merge` goes into a ledger that is empty, then again
into that one. With `--add`, a corpus is read and added by turns with the reader on rules, so that a
busy machine slows both, and the ratio of the two is told.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

COMMANDS = ("verify", "doctor", "backup", "merge", "merge again")


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    clock_s: float
    processor_s: float
    """Of the process and those that it started and waited for."""
    memory_mb: float
    code: int


def run(arguments: Sequence[str]) -> Run:
    """Run a command of accordingto; what it prints goes nowhere."""
    began = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 -- this program, as a user would start it
        [sys.executable, "-m", "accordingto", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        clock_s=time.perf_counter() - began,
        processor_s=used.ru_utime + used.ru_stime,
        memory_mb=used.ru_maxrss / 1024,
        code=child.returncode,
    )


def keep_up(ledger: Path, commands: Sequence[str]) -> int:
    """Run each command on a ledger, and print what it took."""
    worst = 0
    print("| command | seconds | of processor | most memory, MB | exit code |")
    print("| --- | --- | --- | --- | --- |")
    with TemporaryDirectory(prefix=".upkeep-", dir=ledger.parent) as folder:
        arguments = {
            "verify": ["verify", "--ledger", str(ledger)],
            "doctor": ["doctor", "--ledger", str(ledger)],
            "backup": ["backup", f"{folder}/copy.ledger", "--ledger", str(ledger)],
            "merge": ["merge", str(ledger), "--ledger", f"{folder}/both.ledger"],
            "merge again": ["merge", str(ledger), "--ledger", f"{folder}/both.ledger"],
        }
        if "merge" in commands:
            empty = Path(folder) / "none.jsonl"
            empty.touch()
            run(["add", str(empty), "--ledger", f"{folder}/both.ledger"])
        for command in commands:
            took = run(arguments[command])
            worst = max(worst, took.code)
            print(
                f"| `{command}` | {took.clock_s:.1f} | {took.processor_s:.1f} | "
                f"{took.memory_mb:.0f} | {took.code} |",
                flush=True,
            )
    return worst


def compare(corpus: str, jobs: int, repeats: int) -> int:
    """Read and add a corpus by turns, and print what the ledger adds."""
    reads, adds = [], []
    common = [corpus, "--reader", "rules", "--jobs", str(jobs), "--quiet"]
    with TemporaryDirectory(prefix="accordingto-upkeep-") as folder:
        for number in range(repeats):
            reads.append(run(["read", *common, "--format", "jsonl"]))
            adds.append(run(["add", *common, "--ledger", f"{folder}/{number}.ledger"]))
    print("| command | seconds: median (lowest-highest) | of processor | code |")
    print("| --- | --- | --- | --- |")
    for name, runs in (("read", reads), ("add", adds)):
        clocks = [one.clock_s for one in runs]
        spread = f"{median(clocks):.1f} ({min(clocks):.1f}-{max(clocks):.1f})"
        processor = median(one.processor_s for one in runs)
        print(f"| `{name}` | {spread} | {processor:.1f} | {max(one.code for one in runs)} |")
    by_clock, by_processor = (
        median(
            getattr(add, name) / getattr(read, name) for read, add in zip(reads, adds, strict=True)
        )
        for name in ("clock_s", "processor_s")
    )
    print(f"add by read: {by_clock:.2f} by the clock, {by_processor:.2f} of the processor")
    return max(one.code for one in (*reads, *adds))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("ledger", nargs="?", type=Path)
    parser.add_argument("--command", action="append", choices=COMMANDS)
    parser.add_argument("--add", metavar="CORPUS")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    if asked.add:
        return compare(asked.add, asked.jobs, asked.repeats)
    if asked.ledger is None:
        parser.error("expected a ledger, or --add CORPUS")
    return keep_up(asked.ledger, asked.command or COMMANDS)


if __name__ == "__main__":
    sys.exit(main())
