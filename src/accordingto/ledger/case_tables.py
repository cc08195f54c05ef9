"""Tables of what many reports say together.

    case_codes (only ever added to)
    readings <- case_digests <- case_accounts <- case_keys, case_links, case_outlines
                             <- case_copies, case_bands, case_shingles

A *digest* is what corroboration keeps of a current reading as it stands; an *account* is one
report's account of an incident, and belongs to one case. All but the codes is made from readings
and decisions, and can be made again from them; a code, once minted, is never changed or deleted:
people cite it.
"""

from sqlalchemy import Index, Table, UniqueConstraint

from accordingto.ledger.columns import (
    content,
    pairs_table,
    points_at,
    real,
    row_id,
    strict_table,
    text,
    whole,
)
from accordingto.ledger.guarding import make_refusal, only_add_to

case_codes = strict_table(
    "case_codes",
    # In the order of minting.
    row_id(),
    text("code", unique=True),
    # The words for which it was minted: the hash of a text, and where in it they begin.
    text("founder_sha256"),
    whole("founder_start"),
    text("minted_at"),
    Index("ix_case_codes_founder", "founder_sha256", "founder_start"),
)

case_digests = strict_table(
    "case_digests",
    row_id(),
    points_at("reading_id", "readings"),
    # What tells the report from all others of the ledger; the same in every ledger.
    text("key", unique=True),
    text("text_sha256"),
    # Canonical JSON without accounts and sketch, deflated.
    content("digest"),
    # Hashes of the shingles of the text, by which copies are found.
    content("shingles"),
    whole("words"),
    # Day of publication, as a number of days since the year 1.
    whole("day", optional=True),
    # Reports with one number share a text.
    whole("story", optional=True),
    # 0 for a near-copy of a longer text, which stands for it when copies are looked for.
    whole("leads"),
    # 1 when the reading is not the current one any more, or does not stand as it did.
    whole("is_stale"),
    UniqueConstraint("reading_id"),
    Index("ix_case_digests_text", "text_sha256"),
    Index("ix_case_digests_stale", "is_stale"),
    Index("ix_case_digests_story", "story"),
)

case_accounts = strict_table(
    "case_accounts",
    row_id(),
    points_at("digest_id", "case_digests", index=True),
    # The incident's id in its reading.
    text("record"),
    whole("start"),
    # Canonical JSON of what linking compares, deflated.
    content("account"),
    # Code of the case that it belongs to.
    text("code"),
    # Rows of accounts that it scores above the threshold with, four bytes each.
    content("near"),
    # How the case grew: to which account's group its own was joined, and by what bond.
    whole("joined_to", optional=True),
    real("bond"),
    Index("ix_case_accounts_code", "code"),
)

# Accounts that share no key are never of one case.
case_keys = pairs_table("case_keys", "key", "account_id")
Index("ix_case_keys_account", case_keys.c.account_id)

case_links = strict_table(
    # Which accounts hold a case together, and why.
    "case_links",
    row_id(),
    points_at("one_id", "case_accounts", index=True),
    points_at("other_id", "case_accounts", index=True),
    # `linking/1`, `copies/1`, or `person`.
    text("rule"),
    real("score"),
)

# Near-copies share a band.
case_bands = pairs_table("case_bands", "band", "digest_id")
Index("ix_case_bands_digest", case_bands.c.digest_id)

# Hashes of a quarter of the shingles of texts, but for near-copies: who shares some may be a copy.
case_shingles = pairs_table("case_shingles", "shingle", "digest_id")

case_copies = strict_table(
    # Which reports share a text, and how much of it.
    "case_copies",
    row_id(),
    # The one published first.
    points_at("one_id", "case_digests", index=True),
    points_at("other_id", "case_digests", index=True),
    # `copy` `excerpt` `rewrite`
    text("kind"),
    real("of_one"),
    real("of_other"),
)

# By what maps and calendars are narrowed down, so that no row is fetched.
_OF_OUTLINES = ("first_day", "last_day", "country", "kind", "killed", "code")

case_outlines = strict_table(
    # What most texts of a case say of it: one row a case, so that all can be counted at once.
    "case_outlines",
    row_id(),
    text("code", unique=True),
    whole("accounts"),
    text("kind"),
    # Empty where no account tells a day; `last_day` is the first one where only that is told.
    text("first_day", optional=True),
    text("last_day", optional=True),
    # As written; empty where no account tells a place.
    text("place", optional=True),
    text("gazetteer_name", optional=True),
    text("admin1", optional=True),
    text("country", optional=True),
    real("lat"),
    real("lon"),
    whole("where_prec", optional=True),
    # 1 where some account puts it at a hospital, a clinic or a shelter.
    whole("at_facility"),
    # The largest number of people killed that somebody gives, as a lower bound.
    whole("killed", optional=True),
    # How many counts of the killed stand against each other, of which no two can both be true.
    whole("differing", optional=True),
    Index("ix_case_outlines_killed", "killed", "code"),
    Index("ix_case_outlines_differing", "differing", "code"),
    Index("ix_case_outlines_where", "lat", "lon", "where_prec", "at_facility", *_OF_OUTLINES),
    Index("ix_case_outlines_days", *_OF_OUTLINES),
)

DERIVED_CASE_TABLES: tuple[Table, ...] = (
    case_outlines,
    case_links,
    case_copies,
    case_keys,
    case_bands,
    case_shingles,
    case_accounts,
    case_digests,
)
"""Tables that are made anew from readings and decisions, those that point at others first."""

REFUSED = "codes of cases are never changed or deleted; people cite them"
make_refusal(case_codes, REFUSED, "refuse_code_change")
only_add_to(case_codes, REFUSED, "refuse_code_change")
