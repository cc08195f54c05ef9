"""Speed on the project's corpus: `python -m evaluation.bench [OPTIONS]`; see docs/benchmarks.md.

Runs `accordingto bench` on it, with the options that are given here (`--peer`, `--reader`,
`--jobs`, `--repeats`), then prints what each stage of reading takes, and each of adding. It is no
test: figures hold for the machine they were measured on.
"""

import subprocess
import sys
from itertools import pairwise

from evaluation.bench_adding import render_adding
from evaluation.bench_stages import render_stages
from evaluation.shared import SHARED

CORPUS = SHARED / "corpus" / "syria-2011-2018.jsonl"


def main(arguments: list[str]) -> int:
    """Measure, print; return the exit code."""
    if not CORPUS.is_file():
        print(f"bench: no {CORPUS}; ACCORDINGTO_SHARED names another folder")
        return 1
    code = subprocess.run(  # noqa: S603 -- our own command
        (sys.executable, "-m", "accordingto", "bench", str(CORPUS), *arguments), check=False
    ).returncode
    if code == 0:
        print(render_stages(CORPUS, _readers(arguments)))
        print(render_adding(CORPUS, _readers(arguments)))
    return code


def _readers(arguments: list[str]) -> list[str]:
    """Return the readers that were asked for by name."""
    return [name for option, name in pairwise(arguments) if option == "--reader"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
