"""Cases that live in a ledger: made from its readings and decisions, with codes that last."""

from accordingto.corroboration.codes import Codes, Founder
from accordingto.corroboration.corroborating import Corroboration, corroborate
from accordingto.corroboration.ledger_digests import condense_readings, current_ids, read_decided
from accordingto.ledger.case_codes import keep_codes, read_codes
from accordingto.ledger.ledger import Ledger


def corroborate_ledger(ledger: Ledger) -> Corroboration:
    """Corroborate all current readings of a ledger, as they stand, and keep the codes of cases.

    Raises StoreError when it cannot be written to; nothing is kept then.
    """
    with ledger.change() as connection:
        digests = [one for _, one in condense_readings(connection, current_ids(connection))]
        known = Codes({code: Founder(*founder) for code, founder in read_codes(connection).items()})
        found = corroborate(digests, read_decided(connection), known)
        keep_codes(connection, found.codes.minted, ledger.now())
    return found
