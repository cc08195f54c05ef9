"""The bytes of a WARC file, unpacked where it is packed, and no more of them than asked for."""

import re
import zlib
from typing import BinaryIO, Protocol

PIECE = 64 * 1024
GZIP = b"\x1f\x8b"
_PACKED_PIECE = 16 * 1024
_BOMB_FACTOR = 100
"""Pages pack to a fifth or a twentieth; what unpacks to more than a hundredfold was made for it."""
_BOMB_MEMBER = 64 * 1024 * 1024
_BOMB_FILE = 256 * 1024 * 1024
"""Bytes below which nothing is thought of as a bomb: of one member, and of all together."""
_TRIES = 10_000
"""Places that look like a member's beginning and are none, before a file is given up."""
_GLANCE = 1024
"""Packed bytes by which the beginning of a record is told."""
_LOOK_BACK = 128 * 1024
"""Packed bytes in which a member's beginning is sought that a broken one before it swallowed."""
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00-\x04][\x00-\x0d\xff]", re.DOTALL)
_MEMBER_SIZE = 10


class Stream(Protocol):
    """Bytes, piece by piece, up to the end or to where they are damaged."""

    @property
    def damage(self) -> str:
        """What is wrong where the bytes ended; empty at the end of the file."""
        ...

    def read(self) -> bytes:
        """Return the next piece; nothing at the end, or where there is damage."""
        ...

    def resume(self) -> bool:
        """Go on behind the damage; tell whether there is anything to go on with."""
        ...


class PlainStream:
    """A file that is not packed."""

    damage = ""

    def __init__(self, stream: BinaryIO, begin: bytes = b"") -> None:
        self._stream = stream
        self._begin = begin

    def read(self) -> bytes:
        """Return the next piece."""
        begin, self._begin = self._begin, b""
        return begin or self._stream.read(PIECE)

    def resume(self) -> bool:
        """Tell that there is no damage to go on behind."""
        return False


class GzipStream:
    """A file of gzip members: one a record as the standard has it, or one for all."""

    def __init__(self, stream: BinaryIO, begin: bytes = b"") -> None:
        self.damage = ""
        self._stream = stream
        self._packed = begin
        """What was read of the file and is still to be unpacked."""
        self._past = b""
        """What was unpacked of this member last."""
        self._member: zlib._Decompress | None = None
        self._sizes = _Sizes(_BOMB_MEMBER)
        self._all = _Sizes(_BOMB_FILE)

    def read(self) -> bytes:
        """Return the next piece of what the members hold, one after the other."""
        while not self.damage and (self._member or self._begin()):
            piece = self._unpack()
            if piece:
                return piece
        return b""

    def resume(self) -> bool:
        """Go on with the next member that holds a WARC record."""
        if self._all.is_bomb:
            return False
        # The broken member itself is not to be found again.
        self._packed = (self._past + self._packed)[1:]
        for _ in range(_TRIES):
            if not self._seek():
                return False
            if _holds_record(self._packed[:_GLANCE]):
                self.damage = ""
                return True
            self._packed = self._packed[1:]
        return False

    def _begin(self) -> bool:
        """Begin with the next member; tell whether there is one."""
        self._packed = self._packed.lstrip(b"\0")  # zeros are padding
        while len(self._packed) < len(GZIP):
            more = self._stream.read(_PACKED_PIECE)
            self._packed = (self._packed + more).lstrip(b"\0")
            if not more:
                break
        if not self._packed:
            return False
        if not self._packed.startswith(GZIP):
            self._break("what follows is not packed as gzip")
            return False
        self._member, self._past = zlib.decompressobj(31), b""
        self._sizes = _Sizes(_BOMB_MEMBER)
        return True

    def _unpack(self) -> bytes:
        """Return what comes next in this member; nothing where it ends."""
        member = self._member
        assert member is not None  # noqa: S101 -- `read` saw to it
        self._packed = self._packed or self._stream.read(_PACKED_PIECE)
        given = self._packed
        try:
            piece = member.decompress(given, PIECE)
        except zlib.error as error:
            self._break(f"its packing is broken: {error}")
            return b""
        self._packed = member.unused_data if member.eof else member.unconsumed_tail
        taken = given[: len(given) - len(self._packed)]
        self._past = (self._past + taken)[-_LOOK_BACK:]
        for sizes in (self._sizes, self._all):
            sizes.note(len(taken), len(piece))
            if sizes.is_bomb:
                self._break("it unpacks to more than a hundred times its size")
                return b""
        if member.eof:
            self._member = None
        elif not given and not piece:
            self._break("it ends in the middle of what is packed")
        return piece

    def _break(self, damage: str) -> None:
        self.damage = damage
        self._member = None

    def _seek(self) -> bool:
        """Move on to what looks like a member's beginning; tell whether there is one."""
        while True:
            found = _MEMBER.search(self._packed)
            at = found.start() if found else max(len(self._packed) - _MEMBER_SIZE + 1, 0)
            self._packed = self._packed[at:]
            if found and len(self._packed) >= _GLANCE:
                return True
            more = self._stream.read(_PACKED_PIECE)
            if not more:
                return bool(found)
            self._packed += more


class _Sizes:
    """How much was taken from a file, and what it became."""

    def __init__(self, least: int) -> None:
        self._least = least
        self._taken = self._given = 0

    def note(self, taken: int, given: int) -> None:
        self._taken += taken
        self._given += given

    @property
    def is_bomb(self) -> bool:
        return self._given > max(self._least, _BOMB_FACTOR * self._taken)


def begins_archive(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a WARC file, packed or not."""
    return head.startswith(b"WARC/") or (head.startswith(GZIP) and _holds_record(head[:_GLANCE]))


def _holds_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
