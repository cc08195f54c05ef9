import pytest

from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Eight fishermen lost their lives in the attack.", ["8 killed"]),
        ("Our forces neutralised 27 terrorists in the operation.", ["27 killed"]),
        ("The army said it had eliminated 15 militants.", ["15 killed"]),
        ("Troops neutralized six bandits in Okpara.", ["6 killed"]),
        ("Nine people were treated for smoke inhalation.", ["9 injured"]),
        ("The rebels took six soldiers hostage.", ["6 abducted"]),
        ("Militants seized 11 oil workers.", ["11 abducted"]),
        ("Security forces are holding 45 suspects.", ["45 detained"]),
        ("The rebels said they killed 40 soldiers and captured 12.", ["40 killed", "12 detained"]),
        ("Fighters killed four guards and took two others captive.", ["4 killed", "2 abducted"]),
        ("The suicide bomber killed himself and 13 worshippers.", ["1 killed", "13 killed"]),
        ("The assailants hacked nine farmers to death.", ["9 killed"]),
        ("The military lost two men.", ["2 killed"]),
        ("The army said it lost five soldiers.", ["5 killed"]),
        ("The dead included two Red Crescent volunteers.", ["2 killed part"]),
        ("Nearly a dozen people lost limbs.", ["12 injured"]),
        ("The clinic treated 32 wounded people.", ["32 injured"]),
        ("Medical teams treated 135 people for gunshot wounds.", ["135 injured"]),
        ("More than 100 people were held hostage at the mall.", ["100+ abducted"]),
        (
            "Troops killed 3 Orrin members and rescued 4 hostages.",
            ["3 killed", "4 evacuated"],
        ),
        ("Seven rebels surrendered and 12 were captured.", ["12 detained"]),
        (
            "Thirty-one rebels were killed, wounded or captured.",
            ["-31 killed", "-31 injured", "-31 detained"],
        ),
        ("Killed in the blast were a driver and two guards.", ["1 killed", "2 killed"]),
        (
            "Another nine people, among them three children, starved to death.",
            ["9 killed part", "3 killed part"],
        ),
        ("Eleven people, mostly women and children, burned to death inside a bus.", ["11 killed"]),
        ("The kidnappers freed 23 of the captives after a ransom was paid.", ["23 evacuated part"]),
        (
            (
                "A suicide attacker blew himself up outside a bank in Kundar, killing at least "
                "three and wounding 12."
            ),
            ["3+ killed", "12 injured"],
        ),
        ("The wounded included 14 children.", ["14 injured part"]),
        ("About 150 detainees were freed in a prisoner swap.", []),
        ("The teacher was beaten to death by militiamen.", ["1 killed"]),
        ("Rescue workers saved 15 people from the collapsed building.", ["15 evacuated"]),
        ('A spokesman said "we lost seven of our comrades".', ["7 killed"]),
        ("Forces captured several hilltops.", []),
        ("Images of the captured pilot were shown.", []),
        ("The city lost 40 firefighters in the strikes.", ["40 killed"]),
    ],
)
def test_people_behind_a_verb_are_its_object(text, figures):
    assert tolls(text) == figures
