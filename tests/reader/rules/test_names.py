import pytest

from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A raid had killed Major Orm Tessik and four other soldiers.", ["1 killed", "4 killed"]),
        (
            "The blast killed Mayor Deno Kaplin, his wife and three bodyguards.",
            ["1 killed", "1 killed", "3 killed"],
        ),
        ("Local resident Ana Brodin, 71, was killed in her kitchen.", ["1 killed"]),
        ("Dr. Hana Sorel, a paediatrician, was among the dead.", ["1 killed part"]),
        ("Kofi Danto and Ama Seb were killed in Dolsk.", ["1 killed", "1 killed"]),
        ("Kofi Danto, 51, and Ama Seb, 43, were arrested on Sunday.", ["1 detained", "1 detained"]),
        (
            "The blast killed Kofi Danto, Ama Seb and Lio Marr.",
            ["1 killed", "1 killed", "1 killed"],
        ),
        ("Kofi Danto and two others were killed.", ["1 killed", "2 killed"]),
        ("Kofi Danto, a farmer and father of three, was killed.", ["1 killed"]),
        ("The raid killed Kofi Danto, a father of three.", ["1 killed"]),
        ("Journalist Kofi Danto and his driver were abducted.", ["1 abducted", "1 abducted"]),
        ("The blast killed commander Abu Merin and three of his guards.", ["1 killed", "3 killed"]),
        ("In Dolsk, Kofi Danto and Ama Seb were wounded.", ["1 injured", "1 injured"]),
        ("Gunmen killed Mayor Lio Marr and Channel Nine reported the news.", ["1 killed"]),
        ("Kofi Danto and Ama Seb were appointed.", []),
        ("They punished the men who killed the Palvan journalist Lio Marr.", ["1 killed"]),
    ],
)
def test_named_persons_are_counted_one_by_one(text, figures):
    assert tolls(text) == figures
