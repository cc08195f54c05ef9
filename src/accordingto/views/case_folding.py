"""Claims of a toll folded for reading: each voice once a figure, with whatever repeats it below.

Nothing is left out: every claim of the toll is in exactly one place of what comes back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from accordingto.corroboration.tolls import is_numbered
from accordingto.records.tolls import ClaimRef, GroupToll, Standing, TollClaim, TollValue
from accordingto.records.values import Basis, Bound
from accordingto.records.voices import VoiceCount
from accordingto.views.visible import make_plain

Teller = tuple[str, str]
"""A voice; of unnamed ones that hang together, their group, with the name they go by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one voice says of a toll, in one figure."""

    claims: tuple[TollClaim, ...]
    """The figure as it stands, by day; copies and other reports of the same words included."""
    repeated: tuple[TollClaim, ...] = ()
    """The reports' own words that repeat it."""
    earlier: tuple[TollClaim, ...] = ()
    """What the voice said before: figures that this one replaced."""
    also: tuple[str, ...] = ()
    """Words of other figures that the same voice gives for this toll, and which stand as well."""
    letter: str = ""
    """The same for all voices of the toll that hang together; empty for one that stands alone."""

    @property
    def first(self) -> TollClaim:
        """The claim that is quoted."""
        return self.claims[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """One figure of a toll, with everybody who gives it."""

    low: int | None
    high: int | None
    is_about: bool
    is_derived: bool
    voices: VoiceCount
    agreeing: VoiceCount | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedToll:
    """All claims of a toll, each in one place."""

    toll: GroupToll
    figures: tuple[ToldFigure, ...]
    """Those that more independent voices give come first, named ones before all; then the lower."""
    vague: tuple[Telling, ...]
    """Standing claims that give a word and no number: "dozens"."""
    loose: tuple[TollClaim, ...]
    """Claims that no longer stand, and whose place nothing in this toll has taken."""
    apart: tuple[TollClaim, ...]
    """Some of those counted, or one of them."""

    @property
    def is_told(self) -> bool:
        """Whether anything stands."""
        return bool(self.figures or self.vague)


def fold_toll(toll: GroupToll) -> FoldedToll:
    """Return the claims of a toll, folded for reading."""
    return _Folder(toll).folded()


@dataclass
class _Folder:
    toll: GroupToll
    standing: list[TollClaim] = field(default_factory=list)
    followers: dict[ClaimRef, list[TollClaim]] = field(default_factory=dict)
    """Claims that lead to one that stands, by it."""
    apart: list[TollClaim] = field(default_factory=list)
    loose: list[TollClaim] = field(default_factory=list)

    def folded(self) -> FoldedToll:
        self._sort()
        letters = self._letters()
        values = {
            (ref, value.low, value.high): value
            for value in self.toll.values
            for ref in value.claims
        }
        by_value: dict[int, list[TollClaim]] = {}
        vague: list[TollClaim] = []
        for claim in self.standing:
            key = (claim.ref, claim.low, claim.high)
            value = values.get(key) if is_numbered(claim) else None
            if value is None:
                vague.append(claim)
            else:
                by_value.setdefault(id(value), []).append(claim)
        figures = [
            self._figure(value, by_value[id(value)], letters)
            for value in self.toll.values
            if id(value) in by_value
        ]
        return FoldedToll(
            toll=self.toll,
            figures=tuple(sorted(figures, key=_best_told_first)),
            vague=tuple(self._tellings(vague, letters)),
            loose=tuple(self.loose),
            apart=tuple(self.apart),
        )

    def _sort(self) -> None:
        """Put each claim with the one that stands in its place."""
        by_ref = {claim.ref: claim for claim in self.toll.claims}
        for claim in self.toll.claims:
            if claim.standing is Standing.STANDS:
                self.standing.append(claim)
            elif claim.standing is Standing.KEPT_APART:
                self.apart.append(claim)
            else:
                stands = _end_of(claim, by_ref)
                (self.loose if stands is None else self.followers.setdefault(stands, [])).append(
                    claim
                )

    def _groups(self) -> Mapping[str, str]:
        """Return the first voice of its group for each voice that hangs together with another."""
        groups = (group for group in self.toll.voices.groups if len(group) > 1)
        return {voice: group[0] for group in groups for voice in group}

    def _letters(self) -> Mapping[Teller, str]:
        """Return a letter for each group of which two voices or more are shown."""
        groups = self._groups()
        shown: dict[str, set[Teller]] = {}
        for claim in self.standing:
            if claim.voice in groups:
                shown.setdefault(groups[claim.voice], set()).add(self._teller(claim))
        several = (tellers for tellers in shown.values() if len(tellers) > 1)
        return {
            teller: _letter(number) for number, tellers in enumerate(several) for teller in tellers
        }

    def _teller(self, claim: TollClaim) -> Teller:
        return self._groups().get(claim.voice, claim.voice), make_plain(claim.name).casefold()

    def _figure(
        self, value: TollValue, claims: Sequence[TollClaim], letters: Mapping[Teller, str]
    ) -> ToldFigure:
        return ToldFigure(
            low=value.low,
            high=value.high,
            is_about=all(one.is_approximate or one.bound is Bound.ABOUT for one in claims),
            is_derived=value.is_derived,
            voices=value.voices,
            agreeing=value.agreeing,
            tellings=tuple(self._tellings(claims, letters)),
        )

    def _tellings(
        self, claims: Iterable[TollClaim], letters: Mapping[Teller, str]
    ) -> Iterator[Telling]:
        by_teller: dict[Teller, list[TollClaim]] = {}
        for claim in claims:
            by_teller.setdefault(self._teller(claim), []).append(claim)
        # Whoever is named comes before a text's own words.
        for teller, same in sorted(by_teller.items(), key=lambda item: _own_voice_last(item[1])):
            refs = dict.fromkeys(claim.ref for claim in same)
            led = [one for ref in refs for one in self.followers.pop(ref, ())]
            yield Telling(
                claims=tuple(same),
                repeated=tuple(one for one in led if one.standing is Standing.RESTATED),
                earlier=tuple(one for one in led if one.standing is not Standing.RESTATED),
                also=self._also(same),
                letter=letters.get(teller, ""),
            )

    def _also(self, same: Sequence[TollClaim]) -> tuple[str, ...]:
        """Return the words of what the same voice says as well, each figure once."""
        told = {(claim.low, claim.high): "" for claim in same}
        for one in self.standing:
            if one.voice == same[0].voice:
                told.setdefault((one.low, one.high), make_plain(one.words))
        return tuple(dict.fromkeys(filter(None, told.values())))


def _end_of(claim: TollClaim, by_ref: Mapping[ClaimRef, TollClaim]) -> ClaimRef | None:
    """Return the standing claim of the toll to which a claim leads; None when it leads away."""
    seen = {claim.ref}
    while claim.standing is not Standing.STANDS:
        found = by_ref.get(claim.replaced_by) if claim.replaced_by else None
        if found is None or found.ref in seen:
            return None
        seen.add(found.ref)
        claim = found
    return claim.ref


def _best_told_first(figure: ToldFigure) -> tuple[int, int, int]:
    low = figure.high if figure.low is None else figure.low
    return -figure.voices.named, -figure.voices.with_unnamed, low or 0


def _own_voice_last(claims: Sequence[TollClaim]) -> tuple[bool, str, str]:
    first = claims[0]
    said = first.said.isoformat() if first.said else "9"
    return first.basis is not Basis.ATTRIBUTED, said, first.name


def _letter(number: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 0, 1, ... in turn."""
    round_, place = divmod(number, len(ascii_lowercase))
    return (_letter(round_ - 1) if round_ else "") + ascii_lowercase[place]
