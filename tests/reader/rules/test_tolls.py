import pytest

from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            (
                "The death toll from Tuesday's strike on Varnholm has climbed to 41, the ministry "
                "said."
            ),
            ["41 killed"],
        ),
        ("The death toll stands at 17.", ["17 killed"]),
        ("The death toll has passed 300.", ["300+ killed"]),
        ("The toll has since risen to 23 dead and 61 wounded.", ["23 killed", "61 injured"]),
        ("Officials put the death toll at nine.", ["9 killed"]),
        ("Nine people died on Monday, bringing the total to 31.", ["9 killed", "31 killed"]),
        ("A family of five was killed in Tormal.", ["5 killed"]),
        ("There were 22 casualties in the attack.", ["22 killed"]),
        ("There were no casualties.", ["0 killed"]),
        ("No casualties were reported there.", ["0 killed"]),
        ("The drones were shot down without causing casualties.", ["0 killed"]),
        ("There were no reports of casualties.", ["0 killed"]),
        ("There were no immediate reports of casualties or damage.", ["0 killed"]),
        ("The ministry put the number of dead soldiers at five.", ["5 killed"]),
        (
            (
                "The tolls given range from 12, according to the government, to 57, according to "
                "the rebels."
            ),
            ["12 killed", "57 killed"],
        ),
        ("Killed: 12. Injured: 30.", ["12 killed", "30 injured"]),
        ("Civilian casualties: 4 killed, 11 injured.", ["4 killed", "11 injured"]),
        (
            "In Dolsk, two people were killed; in Tormal, three; and in Varnholm, one.",
            ["2 killed", "3 killed", "1 killed"],
        ),
        (
            "In Dolsk, 2 killed and 5 wounded. In Tormal, 1 killed and 3 wounded.",
            ["2 killed", "5 injured", "1 killed", "3 injured"],
        ),
        (
            "Two civilians were killed in Dolsk, one in Tormal and four in Varnholm.",
            ["2 killed", "1 killed", "4 killed"],
        ),
        (
            "The total number of those killed since October has risen to 4,127.",
            ["4127 killed cumulative"],
        ),
        (
            "The monitors recorded 1,204 civilian casualties: 312 killed and 892 injured.",
            ["312 killed", "892 injured"],
        ),
        ("The number of confirmed deaths rose to 52.", ["52 killed"]),
        ("The number of injured has increased to 119.", ["119 injured"]),
        ("The number of dead could rise.", []),
        ("Dead: three. Wounded: 14.", ["3 killed", "14 injured"]),
        ("Death toll in Dolsk strike rises to 16", ["16 killed"]),
        ("Market bombing death toll hits 44", ["44 killed"]),
        (
            "The death toll from the mosque blast has risen to 33, with 43 others injured.",
            ["33 killed", "43 injured"],
        ),
        ("Casualties: 3 dead, 12 wounded, 2 missing.", ["3 killed", "12 injured", "2 missing"]),
        ("The blast left no casualties.", ["0 killed"]),
        ("The rebels suffered 12 casualties.", ["12 killed"]),
        ("Death toll from ferry attack climbs past 40", ["40+ killed"]),
        ("The toll includes 12 children.", ["12 killed part"]),
        ("Buses carrying 600 evacuees arrived in Tormal.", ["600 evacuated"]),
        (
            "Authorities put the toll at 45 killed and 96 hurt, while rebels spoke of 80 dead.",
            ["45 killed", "96 injured", "80 killed"],
        ),
        ("An earlier toll put the number of dead at 12.", ["12 killed"]),
        ("We have seen no evidence of civilian casualties.", []),
        ("The strikes caused hundreds of civilian casualties.", ["200+ killed"]),
        ("The attack caused no human casualties.", ["0 killed"]),
    ],
)
def test_tolls_totals_and_lists_are_read(text, figures):
    assert tolls(text) == figures
