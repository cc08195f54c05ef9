"""Digests of very many reports: what is looked at now and then is packed, and set aside."""

import json
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pydantic import TypeAdapter

from accordingto.corroboration.digests import (
    Account,
    BlameClaim,
    Digest,
    FigureClaim,
    ReportKey,
    Sketch,
    Speaker,
    StatementClaim,
    StepClaim,
)
from accordingto.corroboration.linking import in_order
from accordingto.corroboration.packed_accounts import PackedAccounts
from accordingto.corroboration.set_aside import SetAside

_FASTEST = 1
_MOST_AT_HAND = 4096
"""Reports of which the speakers stay at hand."""
_HEAD = ("key", "sha256", "publisher", "title", "published", "given", "credit")
_Accounts = tuple[Account, ...]
_Speakers = tuple[Speaker, ...]
_Said = tuple[
    tuple[FigureClaim, ...],
    tuple[BlameClaim, ...],
    tuple[StatementClaim, ...],
    tuple[StepClaim, ...],
]


class PackedDigests(Mapping[ReportKey, Digest]):
    """Digests by the keys of their reports, in order.

    All of them is set aside, in this order: what stands at the head of a report, the sketch of its
    text, who speaks, accounts, their quotes, and what is said.
    """

    def __init__(self, digests: Iterable[Digest]) -> None:
        """Take digests one by one: they need not all be held."""
        places: dict[ReportKey, int] = {}
        counts: dict[ReportKey, int] = {}
        steps: set[ReportKey] = set()
        self._aside = SetAside()
        for one in digests:
            places[one.key] = self._aside.add(*_pieces(one))
            counts[one.key] = len(one.accounts)
            if one.steps:
                steps.add(one.key)
        self._places = {key: places[key] for key in sorted(places)}
        self._counts = array("i", (counts[key] for key in self._places))
        """How many accounts each report gives."""
        self.with_steps: Collection[ReportKey] = steps
        """Reports that tell of a step of an agreement."""
        self.head = lru_cache(maxsize=_MOST_AT_HAND)(self._head)
        """Return a digest with nothing but what stands at its head."""
        self.speakers: Mapping[ReportKey, _Speakers] = _SpeakersOf(self)

    def __getitem__(self, key: ReportKey) -> Digest:
        """Return a whole digest, unpacked anew each time."""
        head, sketch, _, accounts, quotes, said = self._aside.read(self._places[key], 6)
        figures, blame, statements, steps = _said_adapter().validate_json(zlib.decompress(said))
        return replace(
            _head_of(head),
            sketch=_unpack_sketch(sketch),
            speakers=self.speakers[key],
            accounts=_quoted(_accounts_of(accounts), quotes),
            figures=figures,
            blame=blame,
            statements=statements,
            steps=steps,
        )

    def __iter__(self) -> Iterator[ReportKey]:
        """Yield the keys."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many digests there are."""
        return len(self._places)

    def _head(self, key: ReportKey) -> Digest:
        return _head_of(self._aside.read(self._places[key])[0])

    def bare(self, but: Collection[ReportKey] = ()) -> Iterator[Digest]:
        """Yield the digests with nothing but their heads; those that are named are whole."""
        for key in self._places:
            yield self[key] if key in but else self._head(key)

    def accounts(self, but: Collection[ReportKey] = ()) -> PackedAccounts:
        """Return the accounts of all reports, to be compared, in the order in which they are.

        Without their quotes, but for the reports that are named.
        """

        def unpack(key: ReportKey) -> Sequence[Account]:
            *_, accounts, quotes = self._aside.read(self._places[key], 5)
            made = _accounts_of(accounts)
            return in_order(_quoted(made, quotes) if key in but else made)

        return PackedAccounts(zip(self._places, self._counts, strict=True), unpack)

    def with_quotes(self, accounts: Iterable[Account]) -> tuple[Account, ...]:
        """Return accounts of these reports with their quotes."""
        return tuple(
            one
            for account in accounts
            for one in _quoted([account], self._aside.read(self._places[account.report], 5)[4])
        )

    def sketched(self) -> Iterator[Digest]:
        """Yield the digests with their sketches."""
        for place in self._places.values():
            head, sketch = self._aside.read(place, 2)
            yield replace(_head_of(head), sketch=_unpack_sketch(sketch))

    def speaking(self) -> Iterator[Digest]:
        """Yield the digests with their speakers."""
        for key in self._places:
            yield replace(self._head(key), speakers=self.speakers_in(key))

    def speakers_in(self, key: ReportKey) -> _Speakers:
        """Return who speaks in a report."""
        packed = self._aside.read(self._places[key], 3)[2]
        return _speaker_adapter().validate_json(zlib.decompress(packed))


def tell_of_steps(digests: Mapping[ReportKey, Digest]) -> Collection[ReportKey]:
    """Return the reports that may tell of a step of an agreement: of packed ones, those that do."""
    return digests.with_steps if isinstance(digests, PackedDigests) else digests.keys()


class _SpeakersOf(Mapping[ReportKey, _Speakers]):
    """Who speaks in each report; those last asked for are at hand."""

    def __init__(self, packed: PackedDigests) -> None:
        self._packed = packed
        self._at_hand = lru_cache(maxsize=_MOST_AT_HAND)(packed.speakers_in)

    def __getitem__(self, key: ReportKey) -> _Speakers:
        return self._at_hand(key)

    def __iter__(self) -> Iterator[ReportKey]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _pieces(digest: Digest) -> tuple[bytes, ...]:
    said = digest.figures, digest.blame, digest.statements, digest.steps
    head = Digest(**{name: getattr(digest, name) for name in _HEAD}, sketch=None)
    return (
        _head_adapter().dump_json(head, exclude_defaults=True),
        _pack_sketch(digest.sketch),
        _pack(_speaker_adapter().dump_json(digest.speakers)),
        _pack(_account_adapter().dump_json(tuple(map(_unquoted, digest.accounts)))),
        _pack(json.dumps({_name(account): account.quote for account in digest.accounts})),
        _pack(_said_adapter().dump_json(said)),
    )


def _head_of(packed: bytes) -> Digest:
    return _head_adapter().validate_json(packed)


def _name(account: Account) -> str:
    """Return what tells an account from others of its report: ids may come twice in a file."""
    return f"{account.start} {account.record}"


def _unquoted(account: Account) -> Account:
    return replace(account, quote="")


def _accounts_of(packed: bytes) -> tuple[Account, ...]:
    return _account_adapter().validate_json(zlib.decompress(packed))


def _quoted(accounts: Iterable[Account], packed: bytes) -> tuple[Account, ...]:
    """Return accounts of one report with their quotes."""
    quotes = json.loads(zlib.decompress(packed))
    return tuple(replace(one, quote=quotes[_name(one)]) for one in accounts)


def _pack(raw: bytes | str) -> bytes:
    return zlib.compress(raw.encode() if isinstance(raw, str) else raw, _FASTEST)


def _pack_sketch(sketch: Sketch | None) -> bytes:
    """Return the words, then the shingles: random numbers, which cannot be packed smaller."""
    return sketch.words.to_bytes(8, "little") + sketch.shingles if sketch else b""


def _unpack_sketch(raw: bytes) -> Sketch | None:
    return Sketch(shingles=raw[8:], words=int.from_bytes(raw[:8], "little")) if raw else None


@cache
def _head_adapter() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


@cache
def _said_adapter() -> TypeAdapter[_Said]:
    return TypeAdapter(_Said)


@cache
def _account_adapter() -> TypeAdapter[_Accounts]:
    return TypeAdapter(_Accounts)


@cache
def _speaker_adapter() -> TypeAdapter[_Speakers]:
    return TypeAdapter(_Speakers)
