"""The command line: one module a command."""

import sys


def main() -> None:
    """Run the command `accordingto` and end the process."""
    try:
        # Loaded here, so that Ctrl-C while it loads ends as quietly as later.
        from accordingto.cli.app import run  # noqa: PLC0415

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
