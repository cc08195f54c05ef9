"""Invented texts of any length, and digests of them."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from accordingto.corroboration.credits import find_credit
from accordingto.corroboration.digests import Digest, FigureClaim, Speaker
from accordingto.corroboration.sketches import make_sketch
from accordingto.records.values import (
    ActorKind,
    Age,
    Basis,
    Bound,
    Category,
    Scope,
    Sex,
    State,
    Who,
)

DAY = date(2024, 3, 14)
_PARTS = ("ka", "lo", "mi", "ru", "ta", "ve", "no", "shi", "bar", "del", "fen", "gor")


def make_story(seed: int, words: int = 120) -> list[str]:
    """Words that no other seed gives in this order."""
    chance = random.Random(seed)  # noqa: S311 -- texts of tests
    return ["".join(chance.choices(_PARTS, k=chance.randint(1, 3))) for _ in range(words)]


def make_digest(
    key: str,
    text: str | Sequence[str] = "",
    *,
    publisher: str = "Marenna Post",
    days: int | None = 0,
    title: str = "",
    agencies: tuple[str, ...] = (),
    speakers: tuple[Speaker, ...] = (),
) -> Digest:
    """A digest of a text published so many days after 14 March 2024."""
    text = text if isinstance(text, str) else " ".join(text)
    published = None if days is None else DAY + timedelta(days=days)
    return Digest(
        key=key,
        sha256=key,
        publisher=publisher,
        title=title,
        published=published,
        given=published,
        sketch=make_sketch(text) if text else None,
        credit=find_credit(text, title, agencies, publisher),
        speakers=speakers,
    )


def make_figure(low: int, speaker: str | None = None, **changed: object) -> FigureClaim:
    """A count of people killed, in own voice unless a speaker is named."""
    figure = FigureClaim(
        record=f"f{low}",
        speaker=speaker,
        quote=f"{low} people were killed",
        start=0,
        said=DAY,
        state=State.KILLED,
        low=low,
        high=low,
        bound=Bound.EXACT,
        is_approximate=False,
        words=str(low),
        who=Who.UNKNOWN,
        scope=Scope.INCIDENT,
        basis=Basis.ATTRIBUTED if speaker else Basis.OWN_VOICE,
        age=Age.UNKNOWN,
        sex=Sex.UNKNOWN,
        side=None,
        label=None,
        incident="i1",
        part_of=None,
        covers=None,
    )
    return replace(figure, **changed)


def make_speaker(
    name: str,
    kind: ActorKind = ActorKind.ORGANISATION,
    category: Category | None = None,
    *,
    role: str | None = None,
    affiliation: str | None = None,
    mentions: tuple[str, ...] = (),
    public_office: bool = False,
) -> Speaker:
    """A speaker whose id is the name."""
    return Speaker(
        id=name,
        name=name,
        kind=kind,
        role=role,
        affiliation=affiliation,
        category=category,
        public_office=public_office,
        mentions=mentions or (name,),
    )
