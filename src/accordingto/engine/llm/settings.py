"""Which model to ask and where: what a user chose, without the key."""

from dataclasses import dataclass
from pathlib import Path

KEY_VARIABLE = "ACCORDINGTO_LLM_KEY"
"""Holds the key; nothing else does."""
TIMEOUT_S = 120
"""Seconds for one answer where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model behind an address; small, and fit to be sent to other processes and to be shown."""

    url: str
    model: str
    timeout_s: int = TIMEOUT_S
    may_be_plain: bool = False
    """Send text and key unencrypted to another machine too."""
    journal: Path | None = None
    """Where each process notes what every answer took; None for nowhere."""
