"""Cases as a ledger keeps them, for those who make some of them anew: members, growth, codes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from accordingto.corroboration.casebook_rows import AccountId, DigestId, unpack_near
from accordingto.corroboration.codes import Assigned, Codes, Founder, assign_codes
from accordingto.corroboration.joining import Grown
from accordingto.corroboration.linking import Linked
from accordingto.ledger.case_codes import read_codes_of
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.records.cases import AccountRef

Code = str


@dataclass(frozen=True, slots=True)
class Stood:
    """A group of accounts as it stands: a case that is kept, or one that was made anew."""

    members: frozenset[AccountId]
    near: frozenset[AccountId] = field(compare=False)
    """Accounts that score above the threshold with one of it, and some that once did."""
    steps: frozenset[Grown]


@dataclass
class KeptCases:
    """Looks up cases and the accounts in them, each once; what was made anew is put beside them."""

    connection: Connection
    stood: dict[Code, Stood] = field(default_factory=dict)
    """By the code; of what was made anew, by a name of its own."""
    kept_as: set[Stood] = field(default_factory=set)
    """Cases as they are kept."""
    code_of: dict[AccountId, Code] = field(default_factory=dict)

    def members(self, codes: Iterable[Code]) -> set[AccountId]:
        """Return the accounts of cases."""
        codes = list(codes)
        self.load(codes)
        return set().union(*(self.stood[code].members for code in codes))

    def load(self, codes: Iterable[Code]) -> None:
        """Have cases at hand as they are kept."""
        wanted = [code for code in codes if code not in self.stood]
        names = ("id", "code", "near", "joined_to", "bond")
        rows = defaultdict(list)
        for part in in_parts(sorted(wanted)):
            asked = select(*(case_accounts.c[name] for name in names))
            for row in self.connection.execute(asked.where(case_accounts.c.code.in_(part))):
                rows[row.code].append(row)
                self.code_of.setdefault(row.id, row.code)
        for code in wanted:
            self.stood[code] = Stood(
                members=frozenset(row.id for row in rows[code]),
                near=frozenset(one for row in rows[code] for one in unpack_near(row.near)),
                steps=frozenset(
                    Grown(row.joined_to, row.id, row.bond)
                    for row in rows[code]
                    if row.joined_to is not None
                ),
            )
            self.kept_as.add(self.stood[code])

    def codes_of(self, ids: Iterable[AccountId]) -> set[Code]:
        """Return the cases of accounts."""
        ids = set(ids)
        unknown = sorted(ids - self.code_of.keys())
        self.code_of.update(dict.fromkeys(unknown, ""))
        for part in in_parts(unknown):
            asked = select(case_accounts.c.id, case_accounts.c.code)
            for row in self.connection.execute(asked.where(case_accounts.c.id.in_(part))):
                self.code_of[row.id] = row.code
        return {self.code_of[one] for one in ids} - {""}


def ids_of(connection: Connection, refs: set[AccountRef]) -> dict[AccountRef, AccountId]:
    """Return the rows of accounts, of those that are kept."""
    found: dict[AccountRef, AccountId] = {}
    for part in in_parts(sorted({ref.report for ref in refs})):
        asked = (
            select(case_accounts.c.id, case_accounts.c.record, case_digests.c.key)
            .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
            .where(case_digests.c.key.in_(part))
        )
        for row in connection.execute(asked):
            found[AccountRef(row.key, row.record)] = row.id
    return found


def assign_kept_codes(
    connection: Connection, groups: Sequence[Linked], digests: set[DigestId]
) -> Assigned:
    """Give cases made of the reports of these digests the codes that they have, or new ones."""
    texts: dict[str, str] = {}
    for part in in_parts(sorted(digests)):
        asked = select(case_digests.c.key, case_digests.c.text_sha256)
        rows = connection.execute(asked.where(case_digests.c.id.in_(part)))
        texts |= {row.key: row.text_sha256 for row in rows}
    known = read_codes_of(connection, texts.values())
    founders = {code: Founder(*founder) for code, founder in known.items()}
    return assign_codes([group.accounts for group in groups], texts, Codes(founders))


def stories_of(connection: Connection, digests: Iterable[DigestId]) -> dict[str, int]:
    """Return the numbers of the texts that reports share with others, by the keys of reports."""
    found: dict[str, int] = {}
    for part in in_parts(sorted(digests)):
        asked = select(case_digests.c.key, case_digests.c.story).where(
            case_digests.c.id.in_(part), case_digests.c.story.is_not(None)
        )
        found |= {row.key: row.story for row in connection.execute(asked)}
    return found


def steps_of(group: Linked, ids: Mapping[AccountRef, AccountId]) -> frozenset[Grown]:
    """Return how a group grew, by the rows of its accounts."""
    return frozenset(_steps(group, ids))


def _steps(group: Linked, ids: Mapping[AccountRef, AccountId]) -> Iterator[Grown]:
    for join in group.joins:
        yield Grown(ids[join.kept], ids[join.taken], join.bond)
