"""Digests of very many reports: what is looked at now and then is packed, and set aside."""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from pydantic import TypeAdapter

from accordingto.corroboration.condensing import share_parts
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
from accordingto.corroboration.set_aside import SetAside

_FASTEST = 1
_MOST_AT_HAND = 4096
"""Reports of which the speakers stay at hand."""
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

    What stands at the head of a report stays in memory. All else is set aside: the sketch of the
    text, who speaks, accounts, and what is said.
    """

    def __init__(self, digests: Iterable[Digest]) -> None:
        """Take digests one by one: they need not all be held."""
        bare: dict[ReportKey, Digest] = {}
        steps: set[ReportKey] = set()
        self._aside = SetAside()
        self._places: dict[ReportKey, int] = {}
        """Where the sketch begins; behind it lie speakers, accounts, their quotes, what is said."""
        for one in digests:
            said = one.figures, one.blame, one.statements, one.steps
            self._places[one.key] = self._aside.add(
                _pack_sketch(one.sketch),
                _pack(_speaker_adapter().dump_json(one.speakers)),
                _pack(_account_adapter().dump_json(tuple(map(_unquoted, one.accounts)))),
                _pack(json.dumps({_name(account): account.quote for account in one.accounts})),
                _pack(_said_adapter().dump_json(said)),
            )
            bare[one.key] = _bared(one)
            if one.steps:
                steps.add(one.key)
        self._bare = {key: bare[key] for key in sorted(bare)}
        self.with_steps: Collection[ReportKey] = steps
        """Reports that tell of a step of an agreement."""
        self.speakers: Mapping[ReportKey, _Speakers] = _SpeakersOf(self)

    def __getitem__(self, key: ReportKey) -> Digest:
        """Return a whole digest, unpacked anew each time."""
        sketch, _, accounts, quotes, said = self._aside.read(self._places[key], 5)
        figures, blame, statements, steps = _said_adapter().validate_json(zlib.decompress(said))
        return replace(
            self._bare[key],
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
        return iter(self._bare)

    def __len__(self) -> int:
        """Return how many digests there are."""
        return len(self._bare)

    def head(self, key: ReportKey) -> Digest:
        """Return a digest without what is set aside."""
        return self._bare[key]

    def bare(self, but: Collection[ReportKey] = ()) -> Iterator[Digest]:
        """Yield the digests without what is set aside; those that are named are whole."""
        for key, one in self._bare.items():
            yield self[key] if key in but else one

    def accounts(self, but: Collection[ReportKey] = ()) -> Iterator[Account]:
        """Yield the accounts of all reports, to be compared, in the order in which they are.

        Without their quotes, but for the reports that are named. Equal parts are held once.
        """
        for key in self._bare:
            _, _, accounts, quotes = self._aside.read(self._places[key], 4)
            made = [share_parts(one, key) for one in _accounts_of(accounts)]
            yield from in_order(_quoted(made, quotes) if key in but else made)

    def with_quotes(self, accounts: Iterable[Account]) -> tuple[Account, ...]:
        """Return accounts of these reports with their quotes."""
        return tuple(
            one
            for account in accounts
            for one in _quoted([account], self._aside.read(self._places[account.report], 4)[3])
        )

    def sketched(self) -> Iterator[Digest]:
        """Yield the digests with their sketches."""
        for key, one in self._bare.items():
            (sketch,) = self._aside.read(self._places[key])
            yield replace(one, sketch=_unpack_sketch(sketch))

    def speaking(self) -> Iterator[Digest]:
        """Yield the digests with their speakers."""
        for key, one in self._bare.items():
            yield replace(one, speakers=self.speakers_in(key))

    def speakers_in(self, key: ReportKey) -> _Speakers:
        """Return who speaks in a report."""
        _, packed = self._aside.read(self._places[key], 2)
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


def _bared(digest: Digest) -> Digest:
    return replace(
        digest,
        sketch=None,
        accounts=(),
        figures=(),
        blame=(),
        statements=(),
        steps=(),
        speakers=(),
    )


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
def _said_adapter() -> TypeAdapter[_Said]:
    return TypeAdapter(_Said)


@cache
def _account_adapter() -> TypeAdapter[_Accounts]:
    return TypeAdapter(_Accounts)


@cache
def _speaker_adapter() -> TypeAdapter[_Speakers]:
    return TypeAdapter(_Speakers)
