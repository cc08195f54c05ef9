import pytest

from accordingto.reader.network.figures import JudgeFigures
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.settings import Settings
from accordingto.records.values import Scope, State, Who
from tests.reader.network.stubs import Told

SETTINGS = Settings(keep_figure=0.5, add_figure=0.8, change_state=0.7)
TEXT = "Shelling killed nine people and hurt about 20 soldiers in Tarvo, residents said."
NINE, TWENTY = "nine people", "about 20 soldiers"


def judged(told, *ruled, incidents=None):
    """The figures of a report whose first word tells of an incident, unless said otherwise."""
    if incidents is None:
        incidents = [told.incident(token.text) for token in told.words.tokens[:1]]
    return list(JudgeFigures(told, SETTINGS)(ruled, incidents))


def read(told, found):
    """The figures in words."""
    return [(told.report.quote(f.evidence), f.state, f.low, f.high) for f in found]


@pytest.mark.parametrize(("sure", "count"), [(0.4, 0), (0.5, 1), (0.95, 1)])
def test_figure_of_the_rules_is_kept_where_the_network_believes_it(sure, count):
    told = Told(TEXT).tell("figure", NINE, killed=sure)
    found = judged(told, told.figure(NINE))
    assert read(told, found) == [(NINE, State.KILLED, 9, 9)] * count
    assert [figure.confidence for figure in found] == [sure] * count


def test_one_sure_word_is_enough():
    told = Told(TEXT).tell("figure", "nine", killed=0.9)
    assert len(judged(told, told.figure(NINE))) == 1


@pytest.mark.parametrize(
    ("killed", "injured", "state"),
    [
        (0.1, 0.8, State.INJURED),
        (0.1, 0.6, State.KILLED),  # not sure enough
        (0.25, 0.75, State.KILLED),  # its own state is not unlikely
        (0.9, 0.1, State.KILLED),
    ],
)
def test_state_is_changed_only_where_the_network_is_sure_of_another(killed, injured, state):
    told = Told(TEXT).tell("figure", NINE, killed=killed, injured=injured)
    (figure,) = judged(told, told.figure(NINE))
    assert figure.state is state


def test_states_of_words_that_tell_two_things_are_not_changed():
    told = Told("Nine people were killed or wounded.").tell("figure", "Nine people", missing=0.95)
    ruled = [told.figure("Nine people", state=s) for s in (State.KILLED, State.INJURED)]
    assert [f.state for f in judged(told, *ruled)] == [State.KILLED, State.INJURED]


def test_who_and_scope_are_as_the_network_sees_them():
    told = Told(TEXT).tell("figure", NINE, killed=0.9)
    told.tell("who", NINE, combatant=0.8).tell("scope", NINE, cumulative=0.7)
    (figure,) = judged(told, told.figure(NINE))
    assert (figure.who, figure.scope) == (Who.COMBATANT, Scope.CUMULATIVE)


def test_figure_belongs_to_the_likeliest_of_the_incidents_that_were_found():
    told = Told("Shelling and a raid killed nine people.").tell("figure", NINE, killed=0.9)
    told.bind(Relation.FIGURE_INCIDENT, NINE, "Shelling", 0.3)
    told.bind(Relation.FIGURE_INCIDENT, NINE, "raid", 0.5)
    shelling, raid = told.incident("Shelling"), told.incident("raid")
    (figure,) = judged(told, told.figure(NINE), incidents=[shelling, raid])
    assert figure.incident == raid.evidence
    (figure,) = judged(told, told.figure(NINE), incidents=[shelling])
    assert figure.incident == shelling.evidence
    (figure,) = judged(told, told.figure(NINE, incident=raid.evidence), incidents=[])
    assert figure.incident is None


@pytest.mark.parametrize(("sure", "is_bound"), [(0.3, True), (0.1, False)])
def test_figure_belongs_to_no_incident_where_that_is_far_likelier(sure, is_bound):
    told = Told(TEXT).tell("figure", NINE, killed=0.9)
    told.bind(Relation.FIGURE_INCIDENT, NINE, "Shelling", sure)
    shelling = told.incident("Shelling")
    (figure,) = judged(told, told.figure(NINE), incidents=[shelling])
    assert figure.incident == (shelling.evidence if is_bound else None)


def test_what_else_the_rules_say_of_a_figure_stays():
    told = Told(TEXT).tell("figure", NINE, killed=0.9)
    ruled = told.figure(NINE, low=None, source=told.span("residents"), name=told.span("Tarvo"))
    (figure,) = judged(told, ruled)
    assert (figure.low, figure.source, figure.name) == (None, ruled.source, ruled.name)


@pytest.mark.parametrize(("sure", "count"), [(0.7, 0), (0.9, 1)])
def test_figure_that_only_the_network_sees_is_added_where_it_is_sure(sure, count):
    told = Told(TEXT).tell("figure", TWENTY, injured=sure)
    found = judged(told)
    assert read(told, found) == [(TWENTY, State.INJURED, 20, 20)] * count
    assert [figure.approximate for figure in found] == [True] * count


@pytest.mark.parametrize(
    ("text", "quote", "bounds"),
    [
        ("Shells killed at least 12 men.", "at least 12 men", (12, None)),
        ("Shells killed between 12 and 15 men.", "between 12 and 15 men", (12, 15)),
        ("Shells killed 1,200 men.", "1,200 men", (1200, 1200)),
        ("Shells killed a nurse.", "a nurse", (1, 1)),
        ("Shells killed a woman.", "woman", (1, 1)),
        ("Shells killed Omar Vell.", "Omar Vell", (1, 1)),
    ],
)
def test_number_of_an_added_figure_is_read_by_grammar(text, quote, bounds):
    told = Told(text).tell("figure", quote, killed=0.9)
    assert [(figure.low, figure.high) for figure in judged(told)] == [bounds]


@pytest.mark.parametrize("quote", ["people", "residents", "killed", "and hurt"])
def test_words_that_count_nobody_are_no_figure(quote):
    assert judged(Told(TEXT).tell("figure", quote, killed=0.99)) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Shelling killed Sami Doran, a 9-year-old boy, on Friday.", "9"),
        ("Shelling killed a man aged 31 in Tarvo.", "31"),
        ("Shelling killed 40 percent of the herd in Tarvo.", "40"),
    ],
)
def test_ages_and_shares_are_no_figure(text, quote):
    told = Told(text).tell("figure", quote, killed=0.95)
    assert judged(told) == []


def test_somebody_told_of_by_age_is_one_person():
    told = Told("Shelling killed a 9-year-old boy in Tarvo.")
    told = told.tell("figure", "9-year-old boy", killed=0.95)
    assert read(told, judged(told)) == [("9-year-old boy", State.KILLED, 1, 1)]


def test_figure_is_added_only_where_something_happened():
    told = Told(TEXT).tell("figure", NINE, killed=0.99)
    background = told.incident("Shelling", is_background=True)
    assert judged(told, incidents=[]) == judged(told, incidents=[background]) == []
    assert len(judged(told, incidents=[background, told.incident("hurt")])) == 1


def test_figure_is_added_only_beside_a_word_of_harm():
    told = Told("Shells killed a cow. Nine people work there.")
    assert judged(told.tell("figure", "Nine people", killed=0.99)) == []


def test_words_of_a_figure_of_the_rules_are_not_added_again_even_when_it_was_dropped():
    told = Told(TEXT).tell("figure", NINE, killed=0.45, injured=0.4)
    assert judged(told, told.figure("killed nine people")) == []


def test_marks_and_joints_are_no_part_of_an_added_figure():
    told = Told("Shells fell (and nine people died).").tell(
        "figure", "(and nine people", killed=0.9
    )
    assert [row[0] for row in read(told, judged(told))] == [NINE]


def test_no_words_no_figures():
    assert judged(Told("")) == []
