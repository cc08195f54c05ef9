from accordingto.records.codec import from_json, to_json
from accordingto.records.values import ActorKind, Basis, BlameMode, Bound, Mode, Stance
from tests.ingest.forms import enter

STRIKE = {
    "ref": "strike",
    "kind": "shelling",
    "date_from": "2024-03-11",
    "place": {"name": "Dorrash", "country": "XA", "lat": 1.5, "lon": 2.5},
    "targets": ["the market"],
    "weapon": "mortars",
    "blame": [
        {"actor": "the army", "mode": "accused"},
        {"actor": "a militia", "mode": "denied", "source": "the militia"},
    ],
}
QUOTE = "The army hit the market of Dorrash with mortars. Twelve died."


def read(**fields):
    return enter(
        **{"quote": QUOTE, "source": {"name": "Ilvar Dreshko", "role": "nurse"}} | fields
    ).reading


def spans(value):
    """Every mention in a reading."""
    if hasattr(value, "start") and hasattr(value, "text"):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def test_every_record_points_at_words_of_the_text():
    reading = read(
        incidents=[STRIKE],
        figures=[
            {"state": "killed", "low": 12, "high": 12, "words": "Twelve", "incident": "strike"}
        ],
        agreements=[{"step": "violated", "subject": "the truce", "parties": ["the army"]}],
        people=[{"name": "Marusk Ellane", "state": "killed", "age": 7}],
    )
    found = list(spans(reading))
    assert len(found) >= 20
    for mention in found:
        assert mention.text
        assert reading.report.text[mention.start : mention.end] == mention.text
    assert from_json(to_json(reading)) == reading


def test_figure_is_the_sources_and_keeps_its_bounds():
    [figure] = read(figures=[{"state": "killed", "low": 12, "words": "Twelve"}]).figures
    assert (figure.low, figure.high, figure.bound) == (12, None, Bound.MIN)
    assert (figure.source.text, figure.basis) == ("Ilvar Dreshko, nurse", Basis.ATTRIBUTED)
    assert figure.evidence.text == "Twelve"
    assert figure.confidence is None


def test_records_name_each_other():
    reading = read(
        incidents=[STRIKE],
        figures=[
            {"ref": "all", "state": "killed", "low": 12, "incident": "strike"},
            {"state": "killed", "low": 3, "part_of": "all", "scope": "part", "age": "children"},
        ],
        statements=[{"ref": "said", "content": "Twelve died.", "about": ["all", "strike"]}],
        people=[{"name": "Marusk Ellane", "state": "killed", "figure": "all"}],
    )
    [incident], [toll, part], [statement] = reading.incidents, reading.figures, reading.statements
    assert toll.incident == incident.id
    assert part.part_of == toll.id == reading.people[0].figure
    assert statement.about == (toll.id, incident.id)


def test_blame_keeps_its_mode_and_who_says_so():
    [incident] = read(incidents=[STRIKE]).incidents
    assert [(one.actor.text, one.mode, one.source.text) for one in incident.blame] == [
        ("the army", BlameMode.ACCUSED, "Ilvar Dreshko, nurse"),
        ("a militia", BlameMode.DENIED, "the militia"),
    ]
    assert [actor.text for actor in incident.actors] == ["the army"]


def test_alternatives_are_kept_together():
    blame = [
        {"actor": name, "mode": "suspected", "alternative": "either"}
        for name in ("the army", "a militia")
    ]
    [incident] = read(incidents=[STRIKE | {"blame": blame}]).incidents
    assert [[one.actor.text for one in group] for group in incident.alternatives] == [
        ["the army", "a militia"]
    ]


def test_place_has_the_position_that_was_given_and_no_other():
    [incident] = read(incidents=[STRIKE]).incidents
    assert (incident.place.lat, incident.place.lon) == (1.5, 2.5)
    assert incident.place.gazetteer_id is None
    bare = STRIKE | {"place": {"name": "Dorrash"}}
    assert read(incidents=[bare]).incidents[0].place.lat is None


def test_entry_without_statements_is_one_statement_about_all_it_holds():
    reading = read(incidents=[STRIKE], figures=[{"state": "killed", "low": 12}])
    [statement] = reading.statements
    assert (statement.content.text, statement.mode) == (QUOTE, Mode.DIRECT)
    assert statement.stance is Stance.ASSERTS
    assert set(statement.about) == {reading.incidents[0].id, reading.figures[0].id}


def test_unnamed_source_is_one():
    [actor] = read(source={"role": "nurse"}).actors
    assert (actor.name, actor.kind, actor.role) == ("nurse", ActorKind.UNNAMED, "nurse")


def test_actors_are_known_where_they_are_named():
    reading = read(
        actors=[{"name": "the army", "kind": "group", "category": "military"}],
        incidents=[STRIKE],
        figures=[{"state": "killed", "low": 2, "side": "The Army"}],
    )
    army = reading.actors[1]
    assert reading.incidents[0].blame[0].actor.actor == army.id == reading.figures[0].side
