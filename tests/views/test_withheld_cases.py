import json

import accordingto as ato
from accordingto.corroboration.casebook_looking import load_cases
from accordingto.ledger.ledger import Ledger
from accordingto.views.withheld_cases import case_to_plain, withheld_cases, withhold_in_case
from accordingto.views.withholding import Masks

TEXT = "Sela Orvik, a girl of 9, was killed by shelling in Homs on Tuesday, residents said."


def test_names_that_reports_withhold_are_left_out_of_their_case(tmp_path):
    (tmp_path / "r1.txt").write_text(TEXT)
    path = tmp_path / "war.ledger"
    ato.add([tmp_path / "r1.txt"], path, published="2024-03-13", reader="rules")
    with Ledger.open(path) as ledger, ledger.look() as connection:
        code = ato.show("cases", path).rows[0]["id"]
        (case,) = withheld_cases(connection, [code], Masks(connection).of_text)
        loaded = load_cases(connection, [code])
        whole = loaded.case(code, loaded.groups[0])
        assert withhold_in_case(loaded, whole, Masks(connection).of_text) == case
    assert "Orvik" in json.dumps(case_to_plain(whole))
    assert "Orvik" not in json.dumps(case_to_plain(case))
