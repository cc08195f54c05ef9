"""Builders: cases of invented events with the claims of their reports, and a small voice book."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from accordingto.corroboration.digests import (
    Account,
    BlameClaim,
    Digest,
    FigureClaim,
    Speaker,
    StatementClaim,
    StepClaim,
)
from accordingto.corroboration.evidence import CaseFile, Evidence
from accordingto.records.values import (
    ActorKind,
    Age,
    Basis,
    BlameMode,
    Bound,
    Category,
    Certainty,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)
from accordingto.records.voices import Voice, VoiceCount, VoiceKind
from tests.corroboration.accounts import FRIDAY, make_account

_BOUNDS = {(True, True): Bound.EXACT, (True, False): Bound.MIN, (False, True): Bound.MAX}
_BOUNDS[False, False] = Bound.VAGUE


def day(number: int) -> date:
    """A day after the Friday of the event."""
    return FRIDAY + timedelta(days=number)


def figure(low: int | None, high: int | None = -1, **fields: Any) -> FigureClaim:
    """`figure(12)` is twelve killed, `figure(12, None)` at least twelve, by nobody named."""
    high = low if high == -1 else high
    bound = _BOUNDS[low is not None, high is not None]
    plain: dict[str, Any] = {
        "record": f"f-{low}-{high}",
        "speaker": None,
        "quote": f"{low} to {high} people were killed.",
        "start": 10,
        "said": day(1),
        "state": State.KILLED,
        "bound": bound if low == high or None in (low, high) else Bound.RANGE,
        "is_approximate": False,
        "words": str(low if low is not None else high),
        "who": Who.UNKNOWN,
        "scope": Scope.INCIDENT,
        "basis": Basis.ATTRIBUTED,
        "age": Age.UNKNOWN,
        "sex": Sex.UNKNOWN,
        "side": None,
        "label": None,
        "incident": None,
        "part_of": None,
        "covers": None,
    }
    return FigureClaim(low=low, high=high, **plain | fields)


def blame(actor_words: str, mode: BlameMode = BlameMode.ACCUSED, **fields: Any) -> BlameClaim:
    """Somebody blamed by words alone."""
    plain: dict[str, Any] = {
        "record": "",
        "speaker": None,
        "quote": f"{actor_words} did it.",
        "start": 20,
        "said": day(1),
        "actor": None,
    }
    return BlameClaim(actor_words=actor_words, mode=mode, **plain | fields)


def statement(stance: Stance, content: str, about: Iterable[str], **fields: Any) -> StatementClaim:
    """A statement about records."""
    plain: dict[str, Any] = {
        "record": f"s-{stance}",
        "speaker": None,
        "quote": content,
        "start": 30,
        "said": day(1),
        "accused": (),
    }
    return StatementClaim(stance=stance, content=content, about=tuple(about), **plain | fields)


def step(kind: Step, first: date | None = None, **fields: Any) -> StepClaim:
    """A step of "a truce", on one day or none."""
    plain: dict[str, Any] = {
        "record": f"step-{kind}-{first}",
        "speaker": None,
        "quote": f"The truce: {kind}.",
        "start": 40,
        "said": day(1),
        "date_from": first,
        "date_to": first,
        "certainty": Certainty.REPORTED,
        "parties": (),
        "accused": (),
        "brokers": (),
        "subject": "a truce",
        "terms": (),
        "deal": "deal",
    }
    return StepClaim(step=kind, **plain | fields)


def speaker(key: str, name: str = "", **fields: Any) -> Speaker:
    """An organisation, by its id in the report, unless said otherwise."""
    plain: dict[str, Any] = {
        "kind": ActorKind.ORGANISATION,
        "role": None,
        "affiliation": None,
        "category": Category.MONITOR,
        "public_office": False,
    }
    return Speaker(id=key, name=name or key, **plain | fields)


def make_digest(report: str, *claims: object, **fields: Any) -> Digest:
    """A report with one account, to which its figures and blame belong."""
    account: Account = fields.pop("account", None) or make_account(report)
    claims = tuple(_tie(claim, account) for claim in claims)
    plain: dict[str, Any] = {
        "sha256": report,
        "publisher": "The Tarn Courier",
        "title": "",
        "published": day(1),
        "given": day(1),
        "sketch": None,
        "credit": None,
        "accounts": (account,),
        "figures": tuple(one for one in claims if isinstance(one, FigureClaim)),
        "blame": tuple(one for one in claims if isinstance(one, BlameClaim)),
        "statements": tuple(one for one in claims if isinstance(one, StatementClaim)),
        "steps": tuple(one for one in claims if isinstance(one, StepClaim)),
        "speakers": tuple(one for one in claims if isinstance(one, Speaker)),
    }
    return Digest(key=report, **plain | fields)


def _tie(claim: object, account: Account) -> object:
    if isinstance(claim, FigureClaim) and claim.scope is not Scope.CUMULATIVE:
        return replace(claim, incident=account.record)
    return replace(claim, record=account.record) if isinstance(claim, BlameClaim) else claim


class PlainBook:
    """Voices by name alone; each is independent of every other, but those of one organisation."""

    def __init__(self, digests: Iterable[Digest]) -> None:
        self._digests = {one.key: one for one in digests}

    def voice_of(self, report_key: str, actor_id: str | None) -> Voice:
        digest = self._digests[report_key]
        if actor_id is None:
            name = digest.publisher
            return Voice(id=f"own {name}", name=name, kind=VoiceKind.OWN_VOICE)
        found = {one.id: one for one in digest.speakers}.get(actor_id) or speaker(actor_id)
        if found.kind is ActorKind.UNNAMED:
            voice = f"{report_key} {actor_id}"
            return Voice(id=voice, name=found.name, kind=VoiceKind.UNNAMED)
        return Voice(
            id=found.name,
            name=found.name,
            kind=VoiceKind.NAMED,
            category=found.category,
            organisation=found.affiliation,
            is_public=found.kind is not ActorKind.PERSON or found.public_office,
        )

    def count(self, claims: Iterable[tuple[str, str | None]]) -> VoiceCount:
        groups: dict[str, set[str]] = {}
        unnamed = set()
        for claim in claims:
            voice = self.voice_of(*claim)
            key = voice.organisation or voice.id
            groups.setdefault(key, set()).add(voice.id)
            if voice.kind is VoiceKind.UNNAMED:
                unnamed.add(key)
        return VoiceCount(
            named=len(groups.keys() - unnamed),
            with_unnamed=len(groups),
            groups=tuple(sorted(tuple(sorted(group)) for group in groups.values())),
        )


def make_evidence(*digests: Digest) -> Evidence:
    """What is known from these reports."""
    return Evidence({one.key: one for one in digests}, PlainBook(digests))


def make_case(*digests: Digest) -> CaseFile:
    """One case of all accounts of these reports."""
    accounts = [account for digest in digests for account in digest.accounts]
    return CaseFile.of(accounts, make_evidence(*digests))
