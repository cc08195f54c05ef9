"""Who blames whom."""

from accordingto.corroboration.blaming import RULE, blame_for
from accordingto.records.values import ActorKind, BlameMode, Category, Stance
from tests.corroboration.casebook import blame, day, make_case, make_digest, speaker, statement

ARMY = speaker("army", "Maresian army", category=Category.MILITARY)


def test_blame_is_grouped_by_actor_and_mode_with_its_accusers():
    found = blame_for(
        make_case(
            make_digest("r1", blame("army planes", actor="army", speaker="Tarn Watch"), ARMY),
            make_digest("r2", blame("the army", actor="army", speaker="Ossen Relief"), ARMY),
            make_digest("r3", blame("it", BlameMode.DENIED, actor="army", speaker="army"), ARMY),
        )
    )
    accused, denied = found.entries
    assert found.rule == RULE
    assert (accused.actor.name, accused.mode) == ("Maresian army", BlameMode.ACCUSED)
    assert accused.actor.words == ("army planes", "the army")
    assert [one.name for one in accused.accusers] == ["Ossen Relief", "Tarn Watch"]
    assert accused.voices.named == 2
    assert denied.mode is BlameMode.DENIED
    assert denied.accusers[0].stake.stake == "perpetrators_side"


def test_actor_without_a_name_is_known_by_words_alone():
    gunmen = speaker("g", "gunmen", kind=ActorKind.UNNAMED)
    found = blame_for(
        make_case(
            make_digest("r1", blame("Gunmen", actor="g"), gunmen),
            make_digest("r2", blame("the gunmen")),
        )
    )
    (entry,) = found.entries
    assert not entry.actor.is_resolved
    assert entry.actor.words == ("Gunmen", "the gunmen")


def test_alternatives_are_kept():
    found = blame_for(
        make_case(
            make_digest(
                "r1",
                blame("Maresian jets", BlameMode.SUSPECTED, alternative=0),
                blame("Dorvanian jets", BlameMode.SUSPECTED, alternative=0),
                blame("gunmen"),
            )
        )
    )
    either = [entry for entry in found.entries if entry.alternatives]
    assert len(either) == 2
    assert {entry.actor.id for entry in either} == set(either[0].alternatives[0])


def test_copies_of_blame_add_no_voice():
    one = make_digest("r1", blame("the army", speaker="Tarn Watch"))
    more = [make_digest(f"r{n}", blame("the army", speaker="Tarn Watch")) for n in range(2, 9)]
    before, after = (blame_for(make_case(*told)).entries[0] for told in ([one], [one, *more]))
    assert before.voices == after.voices


def test_accusations_and_demands_are_tied_to_the_case():
    demand = statement(
        Stance.DEMANDS, "an inquiry", ["r1-1"], speaker="Tarn Watch", accused=("army",)
    )
    plain = statement(Stance.ASSERTS, "it happened", ["r1-1"])
    other = statement(Stance.ACCUSES, "something else", ["r9-9"])
    found = blame_for(make_case(make_digest("r1", demand, plain, other, ARMY)))
    (told,) = found.statements
    assert (told.stance, told.name, told.said) == (Stance.DEMANDS, "Tarn Watch", day(1))
    assert told.accused == ("Maresian army",)


def test_statement_about_two_records_of_a_case_is_there_once():
    doubt = statement(Stance.DOUBTS, "hm", ["r1-1", "r1-1"])
    assert len(blame_for(make_case(make_digest("r1", doubt))).statements) == 1
