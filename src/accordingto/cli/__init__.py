"""The command line: one module a command."""

import gc
import sys

COLLECT_AT = 5_000
"""New objects after which Python looks for rings of garbage; it would after 700.

Records are many small objects that hold each other in no ring: looking so often took a fifth of the
time of an export, and found next to nothing.
"""


def main() -> None:
    """Run the command `accordingto` and end the process."""
    gc.set_threshold(COLLECT_AT, *gc.get_threshold()[1:])
    try:
        # Loaded here, so that Ctrl-C while it loads ends as quietly as later.
        from accordingto.cli.app import run  # noqa: PLC0415

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
