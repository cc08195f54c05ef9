import pytest

from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Three of the injured succumbed to their wounds overnight.", ["3 killed part"]),
        ("Another three died on the way to hospital.", ["3 killed part"]),
        (
            "Among the dead were a pregnant woman and her two children.",
            ["1 killed part", "2 killed part"],
        ),
        (
            "Thirty-eight people were killed. Five women were among the dead.",
            ["38 killed", "5 killed part"],
        ),
        (
            (
                "Thirty-eight people were killed in the market. Five women and nine children were "
                "among the dead."
            ),
            ["38 killed", "5 killed part", "9 killed part"],
        ),
        (
            "Glide bombs killed two people and injured nine, including a 10-year-old girl.",
            ["2 killed", "9 injured", "1 injured part"],
        ),
        (
            "Our office verified that 112 civilians, among them 19 children, were killed.",
            ["112 killed", "19 killed part"],
        ),
        (
            (
                "At least 12 civilians, including four women and three children, were killed and "
                "20 others sustained injuries."
            ),
            ["12+ killed", "4 killed part", "3 killed part", "20 injured"],
        ),
        (
            "A strike on a tent killed three, among whom were two infants.",
            ["3 killed", "2 killed part"],
        ),
        ("Six people, four of them women, were killed.", ["6 killed", "4 killed part"]),
        (
            "Six people (four women and two men) were killed.",
            ["6 killed", "4 killed part", "2 killed part"],
        ),
        ("Ten people died, seven of whom were children.", ["10 killed", "7 killed part"]),
        ("Officials said 18 of the dead were women.", ["18 killed part"]),
        ("Four of the wounded are in serious condition.", ["4 injured part"]),
        ("The shelling also wounded five, two seriously.", ["5 injured", "2 injured part"]),
        ("The shelling wounded five, two of them seriously.", ["5 injured", "2 injured part"]),
        (
            "Three members of the same family were among the 11 dead.",
            ["3 killed part", "11 killed"],
        ),
        (
            "The hospital received the bodies of six people, including a baby.",
            ["6 killed", "1 killed part"],
        ),
        (
            (
                "Drones hit an apartment block overnight, killing a married couple and injuring "
                "seven people, including two children aged 4 and 11."
            ),
            ["2 killed", "7 injured", "2 injured part"],
        ),
        (
            (
                "A military junta airstrike on a monastery killed 23 people, including four "
                "children, and left about 30 injured."
            ),
            ["23 killed", "4 killed part", "30 injured"],
        ),
        (
            (
                "Fighters killed 63 people, including 57 civilians and six soldiers, in the town "
                "of Darul."
            ),
            ["63 killed", "57 killed part", "6 killed part"],
        ),
        ("Two of the kidnapped girls have died.", ["2 killed part"]),
        (
            "The strike killed at least 8 people - 5 of them children - and injured 20.",
            ["8+ killed", "5 killed part", "20 injured"],
        ),
        (
            "More than a dozen people were wounded, three of them critically.",
            ["12+ injured", "3 injured part"],
        ),
        (
            "The mission has evacuated 1,200 people, including 300 children.",
            ["1200 evacuated", "300 evacuated part"],
        ),
        ("Four victims, including the attacker, died.", ["4 killed", "1 killed part"]),
        ("Two police officers were wounded, one critically.", ["2 injured", "1 injured part"]),
    ],
)
def test_parts_are_told_from_wholes(text, figures):
    assert tolls(text) == figures
