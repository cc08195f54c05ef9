from accordingto.records.readings import ReaderInfo
from accordingto.views.sections import describe_reader


def test_what_a_machine_read_is_said_to_be_unreviewed():
    shown = describe_reader(ReaderInfo(name="rules", version="1.2"))
    assert shown == "Read by machine (rules 1.2); not reviewed by a person."


def test_what_a_person_entered_is_never_said_to_be_read_by_machine():
    shown = describe_reader(ReaderInfo.by_person("Mira Okello", "ab" * 32))
    assert shown == "Entered by Mira Okello, a person; not read by machine."
