"""Which names a session is shown."""

from accordingto.ledger.case_tables import case_digests
from accordingto.web.masking import withheld_for
from accordingto.web.sessions import Preferences


def test_names_are_masked_unless_a_session_asks_for_them(desk):
    with desk.ledger.look() as connection:
        texts = connection.execute(case_digests.select()).mappings().all()
        hidden = withheld_for(connection, Preferences())
        shown = withheld_for(connection, Preferences(are_names_shown=True))
        masks = [hidden(row["text_sha256"]) for row in texts]
        assert any(not mask.is_empty for mask in masks)
        assert all(shown(row["text_sha256"]).is_empty for row in texts)
