import accordingto as ato
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.incoming import keep, make_incoming

TEXT = "Shelling killed Ada Varn, 31, in Marenna on Friday, residents said."


def test_a_ledger_is_copied_merged_looked_at_and_cleared(tmp_path):
    path, copy, third = (tmp_path / f"{name}.ledger" for name in ("war", "copy", "third"))
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming(TEXT))
    assert ato.backup(path, copy).path == copy
    assert ato.merge(copy, third).publications == 1
    assert not [one for one in ato.doctor(third) if one.health == "fault"]
    who = {"reviewer": "Odd", "why": "asked for"}
    assert ato.redact(third, rules=["private"], **who).everywhere == {"Ada Varn"}
    assert ato.redact(third, ["Ada Varn"], erase=True, **who).texts == 1
    assert ato.verify(third) == ()
    assert b"Varn" not in third.read_bytes()
