from accordingto.gazetteer.largest import find_largest


def test_largest_places_come_first_and_lie_within():
    towns = find_largest(36.0, 35.0, 38.0, 37.0, 5)
    assert towns[0].name == "Aleppo"
    assert len(towns) == 5
    assert all(35 <= one.lat <= 37 and 36 <= one.lon <= 38 for one in towns)
    assert [one.population for one in towns] == sorted((t.population for t in towns), reverse=True)


def test_without_an_index_there_are_none(tmp_path):
    assert find_largest(36.0, 35.0, 38.0, 37.0, 5, tmp_path / "missing.sqlite") == ()
