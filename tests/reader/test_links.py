from tests.builders import read


def test_statement_is_about_the_records_whose_words_it_holds():
    reading = read("Residents said shelling killed 12 people in Aleppo. Nobody else spoke.")
    (statement,) = reading.statements
    ids = {record.id for record in (*reading.incidents, *reading.figures)}
    assert set(statement.about) == ids
    assert len(ids) == 2


def test_statement_is_not_about_what_stands_outside_its_content():
    reading = read("Shelling killed 12 people in Aleppo. Residents said they were afraid.")
    (statement,) = reading.statements
    assert statement.about == ()
    assert reading.figures
