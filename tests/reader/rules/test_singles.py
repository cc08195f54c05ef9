import pytest

from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Both men died at the scene.", ["2 killed"]),
        ("The mother and her child were killed.", ["1 killed", "1 killed"]),
        ("A 63-year-old man was killed and his wife, 60, was injured.", ["1 killed", "1 injured"]),
        (
            "A 63-year-old woman died in Dolsk and two men, aged 41 and 55, were wounded.",
            ["1 killed", "2 injured"],
        ),
        ("A journalist was among those killed.", ["1 killed part"]),
        ("An elderly couple died in their home.", ["2 killed"]),
        ("A man and a woman were killed in Dolsk.", ["1 killed", "1 killed"]),
        ("The mortar round killed one soldier and wounded two.", ["1 killed", "2 injured"]),
        (
            "The dissidents said they had released 57 police officers held for two days.",
            [],
        ),
        ("Her husband and both of her sons were killed.", ["1 killed", "2 killed"]),
        (
            "The army said one of its soldiers was killed and another seriously wounded.",
            ["1 killed", "1 injured"],
        ),
        ("A baby girl was pulled alive from the rubble.", ["1 evacuated"]),
        ("The body of a 12-year-old boy was found.", ["1 killed"]),
        ("The bodies of a man and his two sons were found in a well.", ["1 killed", "2 killed"]),
        ("The couple were shot dead in their car.", ["2 killed"]),
        ("His two brothers were arrested.", ["2 detained"]),
        ("A 7-month-old baby was among the injured.", ["1 injured part"]),
        ("The gunman also died.", ["1 killed"]),
        (
            "An Orrin soldier and two Palvanians were killed on Tuesday.",
            ["1 killed", "2 killed"],
        ),
        ("One Palvanian, 17, was shot in the chest and later died.", ["1 killed"]),
        ("The former minister Orlo Banik was assassinated outside his home.", ["1 killed"]),
        ("A police officer was killed.", ["1 killed"]),
        ("A serving police officer in Dolsk State has been arrested.", ["1 detained"]),
        ("The physician was kidnapped.", ["1 abducted"]),
    ],
)
def test_one_person_is_counted_by_a_noun_alone(text, figures):
    assert tolls(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2 killed, 5 injured in shelling of Dolsk", ["2 killed", "5 injured"]),
        ("Nine dead as gunmen storm mosque", ["9 killed"]),
        ("Soldier killed in ambush", ["1 killed"]),
        ("Teen shot dead by troops in Qabar", ["1 killed"]),
        ("Three Palvanians killed in raid", ["3 killed"]),
        ("Suicide blast kills 10, wounds dozens", ["10 killed", "24+ injured"]),
        ("15 die in twin blasts", ["15 killed"]),
        ("Gunmen kill 20 in village raid", ["20 killed"]),
        ("Boy, 12, killed by mine", ["1 killed"]),
        ("Drone strike kills two, injures one", ["2 killed", "1 injured"]),
        ("Police: 3 dead, 5 hurt in grenade attack", ["3 killed", "5 injured"]),
        ("Twelve killed, 30 wounded in bus bombing", ["12 killed", "30 injured"]),
        (
            "Strike on hospital kills 7, including 2 doctors: ministry",
            ["7 killed", "2 killed part"],
        ),
        ("UN: 13,000 civilians killed in two years of war", ["13000 killed cumulative"]),
        ("Blast at wedding leaves at least 40 dead, 100 injured", ["40+ killed", "100 injured"]),
        ("Two children die after mortar shell explodes", ["2 killed"]),
        ("Six Nigerlan soldiers, 10 'terrorists' killed in clash", ["6 killed", "10 killed"]),
        ("Terrorist attacks kill 10 injure scores in Dolsk", ["10 killed", "40+ injured"]),
    ],
)
def test_headlines_count_without_articles_and_auxiliaries(text, figures):
    assert tolls(text) == figures
