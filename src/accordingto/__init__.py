"""accordingto keeps the books on who says what happened in reports of armed conflict."""

__version__ = "0.1.0"
