"""Cases of a ledger looked up: some of them whole, as corroboration keeps them there.

Voices are resolved within the reports that are looked up, so what is told of a case follows from
its own reports and their copies alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Connection, Select, select

from accordingto.corroboration.casebook_rows import (
    AccountId,
    DigestId,
    KeptAccount,
    load_digests,
)
from accordingto.corroboration.codes import PREFIX, Assigned
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.copies import CopyGroup, CopyKind, CopyLink
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import Account, Digest, ReportKey
from accordingto.corroboration.linking import COPY_RULE, PERSON, Linked, in_order, ref_of
from accordingto.corroboration.origins import Origin, find_origins
from accordingto.corroboration.voices import resolve_voices
from accordingto.errors import FilterError
from accordingto.ledger.case_codes import find_founder
from accordingto.ledger.case_tables import (
    case_accounts,
    case_codes,
    case_copies,
    case_digests,
    case_links,
)
from accordingto.ledger.copying import in_parts
from accordingto.records.cases import CaseLink

_NAMED = 5


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A code that somebody asked for, and where it leads now."""

    asked: str
    code: str
    """Code of the case that it leads to; another one where the two are one case now."""


def find_case(connection: Connection, start: str) -> FoundCase:
    """Return the case that a code, or the start of one, stands for.

    Raises FilterError when there is none, when several begin so, and when no reading tells of the
    case any more.
    """
    code = _whole_code(connection, start)
    if connection.execute(_of_code(code)).first() is not None:
        return FoundCase(code, code)
    founder = find_founder(connection, code)
    if founder is not None:
        asked = (
            select(case_accounts.c.code)
            .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
            .where(case_digests.c.text_sha256 == founder[0], case_accounts.c.start == founder[1])
        )
        now = connection.scalars(asked.order_by(case_accounts.c.id)).first()
        if now:
            return FoundCase(code, now)
    raise FilterError(
        f"no reading tells of case {code} any more; its code is kept, and never used for another"
    )


def _whole_code(connection: Connection, start: str) -> str:
    wanted = PREFIX + start.removeprefix(PREFIX).removeprefix(PREFIX.lower()).lower()
    asked = select(case_codes.c.code).where(
        case_codes.c.code >= wanted, case_codes.c.code < f"{wanted}~"
    )
    found: Sequence[str] = connection.scalars(
        asked.order_by(case_codes.c.code).limit(_NAMED + 1)
    ).all()
    if len(found) == 1:
        return found[0]
    if not found:
        raise FilterError(
            f"there is no case {start!r}; expected a code as `accordingto show cases` prints it"
        )
    raise FilterError(
        f"several cases begin with {start!r}: {', '.join(found[:_NAMED])}; give more of the code"
    )


def _of_code(code: str) -> Select[tuple[int]]:
    return select(case_accounts.c.id).where(case_accounts.c.code == code).limit(1)


def load_cases(
    connection: Connection, codes: Sequence[str], *, with_terms: bool = True
) -> Corroboration:
    """Return cases by their codes, in that order, with all that their reports say.

    Without terms, links do not tell what they were made of; `explain` tells it of one.
    """
    loaded = _load(connection, codes, with_terms=with_terms)
    return _corroboration(loaded, codes, loaded.digests.values())


def load_each(
    connection: Connection, codes: Sequence[str], *, with_terms: bool = False
) -> Iterator[Corroboration]:
    """Yield cases by their codes, each as `load_cases` returns it alone; looked up together."""
    loaded = _load(connection, codes, with_terms=with_terms)
    members: dict[int | None, list[DigestId]] = defaultdict(list)
    for one, story in loaded.stories.items():
        members[story].append(one)
    of_case: dict[str, set[DigestId]] = defaultdict(set)
    for kept in loaded.accounts.values():
        of_case[kept.code].add(kept.digest_id)
    for code in codes:
        own = {
            copy
            for one in of_case[code]
            for copy in (members[loaded.stories[one]] if one in loaded.stories else [one])
        }
        yield _corroboration(loaded, [code], [loaded.digests[one] for one in sorted(own)])


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What is looked up of some cases."""

    accounts: dict[AccountId, KeptAccount]
    digests: dict[DigestId, Digest]
    stories: dict[DigestId, int]
    copies: tuple[CopyGroup, ...]
    groups: dict[str, Linked]


def _load(connection: Connection, codes: Sequence[str], *, with_terms: bool) -> _Loaded:
    ids: set[DigestId] = set()
    for part in in_parts(codes):
        here = case_accounts.c.code.in_(part)
        ids |= set(connection.scalars(select(case_accounts.c.digest_id).where(here).distinct()))
    asked, kept = frozenset(codes), dict[AccountId, KeptAccount]()

    def note(one: KeptAccount) -> None:
        if one.code in asked:
            kept[one.id] = one

    digests = load_digests(connection, _with_copies_of(connection, ids), note)
    stories = _stories(connection, digests)
    copies = tuple(_copies(connection, digests, stories))
    return _Loaded(kept, digests, stories, copies, _groups(connection, kept, with_terms=with_terms))


def _corroboration(
    loaded: _Loaded, codes: Sequence[str], digests: Iterable[Digest]
) -> Corroboration:
    by_key = {one.key: one for one in sorted(digests, key=lambda one: one.key)}
    copies = tuple(one for one in loaded.copies if one.members[0] in by_key)
    origins = find_origins(by_key.values(), copies)
    return Corroboration(
        digests=by_key,
        copies=copies,
        origins=origins,
        resolve=lambda: resolve_voices(by_key.values(), origins),
        groups=tuple(loaded.groups[code] for code in codes),
        codes=Assigned(tuple(codes), {}, {}, ()),
    )


def load_origins(connection: Connection, ids: Iterable[DigestId]) -> Mapping[ReportKey, Origin]:
    """Return where the texts of some digests come from."""
    digests = load_digests(connection, _with_copies_of(connection, set(ids)))
    copies = _copies(connection, digests, _stories(connection, digests))
    return find_origins(digests.values(), copies)


def _with_copies_of(connection: Connection, ids: set[DigestId]) -> set[DigestId]:
    found = set(ids)
    for part in in_parts(sorted(ids)):
        stories = select(case_digests.c.story).where(
            case_digests.c.id.in_(part), case_digests.c.story.is_not(None)
        )
        found |= set(
            connection.scalars(select(case_digests.c.id).where(case_digests.c.story.in_(stories)))
        )
    return found


def _stories(connection: Connection, digests: Iterable[DigestId]) -> dict[DigestId, int]:
    """Return the number of its group of copies for each report that has copies."""
    found: dict[DigestId, int] = {}
    for part in in_parts(sorted(digests)):
        told = case_digests.c.id.in_(part) & case_digests.c.story.is_not(None)
        asked = select(case_digests.c.id, case_digests.c.story).where(told)
        found |= {row.id: row.story for row in connection.execute(asked)}
    return found


def _copies(
    connection: Connection, digests: Mapping[DigestId, Digest], story_of: Mapping[DigestId, int]
) -> list[CopyGroup]:
    members: dict[int, list[Digest]] = defaultdict(list)
    links: dict[int, list[CopyLink]] = defaultdict(list)
    for one, story in story_of.items():
        members[story].append(digests[one])
    for part in in_parts(sorted(story_of)):
        for row in connection.execute(select(case_copies).where(case_copies.c.one_id.in_(part))):
            link = CopyLink(
                one=digests[row.one_id].key,
                other=digests[row.other_id].key,
                kind=CopyKind(row.kind),
                of_one=row.of_one,
                of_other=row.of_other,
            )
            links[story_of[row.one_id]].append(link)
    found = [
        CopyGroup(
            members=tuple(one.key for one in sorted(whose, key=_by_day)),
            links=tuple(sorted(links[story], key=lambda link: (link.one, link.other))),
        )
        for story, whose in members.items()
    ]
    return sorted(found, key=lambda group: group.members)


def _by_day(digest: Digest) -> tuple[bool, int, str]:
    day = digest.published or digest.given
    return day is None, day.toordinal() if day else 0, digest.key


def explain(link: CaseLink, one: Account, other: Account) -> CaseLink:
    """Return a link with the terms that it was made of; a copy and a person's word have none."""
    if link.rule in {COPY_RULE, PERSON}:
        return link
    return replace(link, terms=_comparer().explain(one, other))


@cache
def _comparer() -> Comparer:
    return Comparer()


def _groups(
    connection: Connection,
    kept: Mapping[AccountId, KeptAccount],
    *,
    with_terms: bool,
) -> dict[str, Linked]:
    links: dict[str, list[CaseLink]] = defaultdict(list)
    rows = [
        row
        for part in in_parts(sorted(kept))
        for row in connection.execute(select(case_links).where(case_links.c.one_id.in_(part)))
    ]
    for row in sorted(rows, key=lambda row: int(row.id)):
        one, other = kept[row.one_id], kept[row.other_id]
        ends = ref_of(one.account), ref_of(other.account)
        link = CaseLink(one=ends[0], other=ends[1], score=row.score, rule=row.rule, terms=())
        links[one.code].append(explain(link, one.account, other.account) if with_terms else link)
    accounts: dict[str, list[KeptAccount]] = defaultdict(list)
    for one in kept.values():
        accounts[one.code].append(one)
    return {
        code: Linked(tuple(in_order(one.account for one in found)), tuple(links[code]))
        for code, found in accounts.items()
    }
