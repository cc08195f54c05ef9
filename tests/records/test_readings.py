from accordingto.records.readings import ReaderInfo


def test_reader_tells_a_person_from_a_program():
    assert ReaderInfo.by_person("Mira Okello", "ab" * 32).person == "Mira Okello"
    assert ReaderInfo(name="rules", version="1").person is None
