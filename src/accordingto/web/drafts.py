"""Files that were brought to the desk and are looked at before anything is kept of them."""

import secrets
import shutil
import threading
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from accordingto.views.visible import make_visible
from accordingto.web.refusals import RefusedError

MOST = 20
"""Drafts at one desk; the oldest is let go."""
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was brought."""

    id: str
    name: str
    """As the browser named it, without folders."""
    path: Path
    """Where it lies meanwhile."""


class Drafts:
    """The drafts of a desk, in a folder that goes when the desk is closed."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._folder: Path | None = None

    def keep(self, name: str, raw: bytes) -> Draft:
        """Keep a file, under a name that is harmless whatever the browser said."""
        with self._lock:
            folder = self._folder = self._folder or self._make()
            id_ = secrets.token_urlsafe(9)
            path = folder / f"{id_}{ending_of(name)}"
            path.write_bytes(raw)
            draft = Draft(id_, plain_name(name), path)
            self._drafts[id_] = draft
            while len(self._drafts) > MOST:
                _, gone = self._drafts.popitem(last=False)
                gone.path.unlink(missing_ok=True)
        return draft

    def find(self, draft_id: str) -> Draft:
        """Return a draft; raises RefusedError when there is none."""
        with self._lock:
            draft = self._drafts.get(draft_id)
        if draft is None:
            raise RefusedError(
                404,
                "this file is not here any more: it was taken in, or brought long ago; "
                "bring it again",
            )
        return draft

    def _make(self) -> Path:
        folder = Path(mkdtemp(prefix="accordingto-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def drop(self, draft_id: str) -> None:
        """Let a draft go."""
        with self._lock:
            draft = self._drafts.pop(draft_id, None)
        if draft is not None:
            draft.path.unlink(missing_ok=True)


def plain_name(name: str) -> str:
    r"""Return the last part of a file's name, as it can be shown.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\a\\b.csv"), plain_name("")
    ('passwd', 'b.csv', 'file')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = " ".join(make_visible(last).split())[-_LONGEST_NAME:]
    return "file" if shown.strip(". ") == "" else shown


def ending_of(name: str) -> str:
    """Return the ending of a file's name where it is an ordinary one, else nothing.

    >>> ending_of("Reports.XLSX"), ending_of("crawl.warc.gz"), ending_of("a.b/c")
    ('.xlsx', '.warc.gz', '')
    """
    lower = plain_name(name).lower()
    if lower.endswith(".warc.gz"):
        return ".warc.gz"
    ending = Path(lower).suffix
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) < 12 else ""
