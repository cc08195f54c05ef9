import pytest

from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The attack claimed the lives of 14 villagers.", ["14 killed"]),
        ("The attack claimed at least 14 lives.", ["14+ killed"]),
        ("The drone attack left 12 dead and 30 others wounded.", ["12 killed", "30 injured"]),
        ("The explosion left at least six people dead.", ["6+ killed"]),
        ("Sixteen people perished in the shelling.", ["16 killed"]),
        ("The bodies of seven people were recovered from the rubble.", ["7 killed"]),
        ("Seven bodies were pulled from the rubble.", ["7 killed"]),
        ("A further 12 people were injured.", ["12 injured"]),
        (
            "A couple and their four children were killed when a shell hit their house.",
            ["2 killed", "4 killed"],
        ),
        ("All five members of a family were killed.", ["5 killed"]),
        ("Twelve of our citizens were martyred, the ministry of health said.", ["12 killed"]),
        ("The agency recorded 340 fatalities.", ["340 killed"]),
        ("The attack caused 12 fatalities and 40 injuries.", ["12 killed", "40 injured"]),
        ("Landmines maimed three farmers near Dolsk.", ["3 injured"]),
        ("Four people were hurt when a rocket landed in a field.", ["4 injured"]),
        ("Five people are in critical condition.", ["5 injured"]),
        ("Eleven people were hospitalised.", ["11 injured"]),
        ("Six people were taken to hospital with shrapnel wounds.", ["6 injured"]),
        ("Eight sailors remain unaccounted for.", ["8 missing"]),
        ("Dozens are feared dead.", ["24+ killed"]),
        ("At least 30 people are feared dead under the rubble.", ["30+ killed"]),
        ("Some 2,000 civilians remain trapped in the town.", ["2000 besieged"]),
        ("Gunmen kidnapped 38 schoolgirls.", ["38 abducted"]),
        ("Fifteen students were taken from their dormitory by armed men.", ["15 abducted"]),
        ("Police rounded up 200 protesters.", ["200 detained"]),
        ("Soldiers detained a teacher and his brother.", ["1 detained", "1 detained"]),
        ("The fighting forced 12,000 people from their homes.", ["12000 displaced"]),
        ("The clashes have uprooted 4,000 families.", ["4000 displaced"]),
        ("About 900 residents were evacuated to Tormal.", ["900 evacuated"]),
        ("Some 400 fighters and their families left the town on buses.", ["400 evacuated"]),
        ("Twelve people were killed and 19 injured.", ["12 killed", "19 injured"]),
        ("Between four and six soldiers died in the ambush.", ["4-6 killed"]),
        ("Herders attacked the village, killing 17 and burning houses.", ["17 killed"]),
        ("Five persons were shot dead.", ["5 killed"]),
        ("Two cops and a civilian were gunned down in Lamitan.", ["2 killed", "1 killed"]),
        ("Three soldiers were slain while seven others were wounded.", ["3 killed", "7 injured"]),
        (
            "Four soldiers were killed in action and 11 were wounded in action.",
            ["4 killed", "11 injured"],
        ),
        ("Police found 14 bodies.", ["14 killed"]),
        ("A mass grave containing 30 bodies was found near Dolsk.", ["30 killed"]),
        ("Twenty-six people have been confirmed dead.", ["26 killed"]),
        ("A total of 85 people were killed in three massacres.", ["85 killed"]),
        ("The shooting left three dead and one wounded.", ["3 killed", "1 injured"]),
        ("One person was killed and several more were wounded.", ["1 killed", "3+ injured"]),
        ("Scores were killed.", ["40+ killed"]),
        ("Hundreds of people have fled to the hills.", ["200+ displaced"]),
        (
            "The UN said 7,500 people had crossed the border to escape the fighting.",
            ["7500 displaced"],
        ),
        ("Shelling injured a woman in her forties.", ["1 injured"]),
        (
            "Airstrikes on a school in Saraine killed at least eight pupils and their teacher.",
            ["8+ killed", "1 killed"],
        ),
        ("Ten people died, most of them children.", ["10 killed"]),
        ("He was shot dead along with two others.", ["2 killed"]),
        ("The commander and three of his men were killed.", ["1 killed", "3 killed"]),
        ("The blast killed more than 20 and injured upwards of 60.", ["20+ killed", "60+ injured"]),
        ("Roughly 150 detainees are believed to have been executed.", ["150 killed"]),
        ("Witnesses counted 13 bodies in the street.", ["13 killed"]),
        (
            "Hospital staff said they had received 16 bodies and 47 wounded.",
            ["16 killed", "47 injured"],
        ),
        ("Al-Noor hospital received 24 dead and dozens of injured.", ["24 killed", "24+ injured"]),
        ("Four more people were buried under the rubble.", ["4 missing"]),
        ("Twelve people are still missing and presumed dead.", ["12 missing"]),
        ("Bandits whisked away 23 passengers.", ["23 abducted"]),
        (
            (
                "Regional governor Vadim Orlan said on Telegram that a 58-year-old woman had died "
                "in hospital of injuries sustained in Friday's strike."
            ),
            ["1 killed"],
        ),
        (
            (
                "The strike, the deadliest on the city this year, killed 34 people and wounded "
                "more than 100, local officials said."
            ),
            ["34 killed", "100+ injured"],
        ),
        (
            (
                "At least 21 aid seekers were killed and dozens more wounded near a distribution "
                "site in southern Tarvo."
            ),
            ["21+ killed", "24+ injured"],
        ),
        (
            "Medical sources told the agency that 17 Palvanians had been killed since dawn.",
            ["17 killed"],
        ),
        (
            "Ten members of the Abu Sarra family were killed when their tent was bombed.",
            ["10 killed"],
        ),
        (
            (
                "The Health Ministry said hospitals had received the bodies of 58 people over the "
                "past 24 hours."
            ),
            ["58 killed"],
        ),
        (
            (
                "The militia killed at least 300 people in three days in El Dara, according to a "
                "doctors' union."
            ),
            ["300+ killed"],
        ),
        (
            "More than 40 civilians were executed by the militia after it overran the town.",
            ["40+ killed"],
        ),
        (
            "The network documented the deaths of 13 women and the abduction of 24 others.",
            ["13 killed", "24 abducted"],
        ),
        ("Suspected jihadists massacred some 130 villagers in central Wadugu.", ["130 killed"]),
        (
            (
                "The convoy ran over an improvised explosive device, killing two peacekeepers and "
                "seriously injuring five others."
            ),
            ["2 killed", "5 injured"],
        ),
        (
            "Junta troops torched the village and shot dead seven people who could not flee.",
            ["7 killed"],
        ),
        (
            "Eight people were killed and two went missing after gunmen raided a mining camp.",
            ["8 killed", "2 missing"],
        ),
        (
            "A car bomb killed six people and left 65 wounded in Calima on Thursday.",
            ["6 killed", "65 injured"],
        ),
        (
            "Five indigenous leaders have been assassinated in Cauvara so far this year.",
            ["5 killed cumulative"],
        ),
        (
            (
                "Bandits kidnapped over 50 people, among them women and children, and killed three "
                "others during the raid."
            ),
            ["50+ abducted", "3 killed"],
        ),
        ("At least 11 people have drowned while fleeing across the river.", ["11+ killed"]),
        (
            (
                "One soldier was killed and three were hurt in a clash with communist rebels in "
                "Sama province."
            ),
            ["1 killed", "3 injured"],
        ),
        ("Two rebels were killed in an encounter with troops.", ["2 killed"]),
        ("Seven were killed, 20 were wounded.", ["7 killed", "20 injured"]),
        (
            "The shelling killed a grandmother, her daughter and three grandchildren.",
            ["1 killed", "1 killed", "3 killed"],
        ),
        ("They were among 14 people killed when a missile hit a bus stop.", ["14 killed"]),
        (
            "Since the start of the war, at least 242 journalists have been killed.",
            ["242+ killed cumulative"],
        ),
        ("The army said 12 of its soldiers were killed.", ["12 killed"]),
        (
            "More than 1.2 million people have been internally displaced.",
            ["1200000+ displaced cumulative"],
        ),
        (
            "Nearly 6,000 people have been displaced in the past week.",
            ["6000 displaced cumulative"],
        ),
        ("Hundreds remain missing.", ["200+ missing"]),
        ("Relatives of 43 missing students protested.", ["43 missing"]),
        ("Police arrested four suspects and charged two with murder.", ["4 detained"]),
        ("Three suspects have been arrested in connection with the attack.", ["3 detained"]),
        (
            "The general was killed along with his wife and six bodyguards.",
            ["1 killed", "1 killed", "6 killed"],
        ),
        ("All 12 crew members were rescued unharmed.", ["12 evacuated"]),
        ("The rebels suffered heavy losses, with 60 fighters killed.", ["60 killed"]),
        (
            "Government forces killed 12 rebels for the loss of two soldiers.",
            ["12 killed", "2 killed"],
        ),
        ("Five children were pulled dead from the rubble.", ["5 killed"]),
        ("The remains of 19 people were exhumed from a mass grave.", ["19 killed"]),
        ("Four US service members were injured.", ["4 injured"]),
        ("Some 30 to 40 people were killed.", ["30-40 killed"]),
        ("Between 10 and 15 fighters died.", ["10-15 killed"]),
        (
            "Prosecutors said five people were dead and 12 hospitalised.",
            ["5 killed", "12 injured"],
        ),
        ("A drone killed one and wounded three others in Khers.", ["1 killed", "3 injured"]),
        ("The attack killed 4.", ["4 killed"]),
        (
            "A shooting at a nightclub in Halden has left five dead and 18 injured.",
            ["5 killed", "18 injured"],
        ),
        ("Police shot and killed the suspect.", ["1 killed"]),
        ("Nine people were transported to hospital.", ["9 injured"]),
        ("Twelve people were stabbed in the attack.", ["12 injured"]),
        (
            "A man drove a van into a crowd, killing four and injuring at least 20.",
            ["4 killed", "20+ injured"],
        ),
        ("All 176 people aboard the plane were killed.", ["176 killed"]),
        ("The ferry sank with 80 people aboard; 60 drowned.", ["60 killed"]),
        ("The fire killed seven residents and injured a firefighter.", ["7 killed", "1 injured"]),
        (
            "Fourteen people died when the dam burst, and 30 are missing.",
            ["14 killed", "30 missing"],
        ),
        ("Officials confirmed 14 deaths and 200 arrests.", ["14 killed", "200 detained"]),
        ("At least one civilian was killed.", ["1+ killed"]),
        (
            (
                "The incident resulted in the deaths of three crew members and injuries to five "
                "passengers."
            ),
            ["3 killed", "5 injured"],
        ),
        ("Police said a 19-year-old suspect was in custody.", ["1 detained"]),
        (
            "The quake killed over 2,000 people and left tens of thousands homeless.",
            ["2000+ killed", "20000+ displaced cumulative"],
        ),
        (
            "Protesters clashed with police; six were arrested and three officers injured.",
            ["6 detained", "3 injured"],
        ),
        (
            "More than 700 people have been arrested since the protests began.",
            ["700+ detained cumulative"],
        ),
        ("A 40-year-old man and three of his children died.", ["1 killed", "3 killed"]),
        ("Hundreds of civilians were besieged in the enclave.", ["200+ besieged"]),
        ("Border guards detained 20 migrants.", ["20 detained"]),
        ("The coup left at least 15 soldiers and 8 civilians dead.", ["15+ killed", "8 killed"]),
        (
            "Clashes between herders and farmers have killed more than 100 people this month.",
            ["100+ killed cumulative"],
        ),
        ("Nine of ours were killed.", ["9 killed"]),
        ("No group claimed the attack that killed 12.", ["12 killed"]),
        ("He vowed to avenge the 12 martyrs.", ["12 killed"]),
        ("There were 12 civilian deaths.", ["12 killed"]),
    ],
)
def test_harm_is_read_however_it_is_told(text, figures):
    assert tolls(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("No one was hurt.", ["0 injured"]),
        ("No one was injured in the attack.", ["0 injured"]),
        ("No deaths were reported.", ["0 killed"]),
        ("No injuries were reported.", ["0 injured"]),
        ("The missile fell in an open area, causing no injuries.", ["0 injured"]),
        ("There was no loss of life.", ["0 killed"]),
        ("No loss of life was reported.", ["0 killed"]),
        (
            "Troops foiled an attack, killing three insurgents; no troops were hurt.",
            ["3 killed", "0 injured"],
        ),
    ],
)
def test_an_explicit_zero_is_a_figure(text, figures):
    assert tolls(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "He died of natural causes at the age of 91.",
        "The army deployed 3,000 troops to the border.",
        "The team scored 12 goals and lost three players to transfers.",
        "The minister, 54, was appointed in 2019.",
        "The attack killed hope of a truce.",
        "The strike could have killed dozens.",
        "They threatened to kill 10 hostages.",
        "The rally marked the 20th anniversary of the killing of students.",
        "The group has about 3,000 fighters.",
        "Ten judges heard the case.",
        "Parliament voted 112 to 40.",
        "The town is home to 12,000 people.",
        "The plane carried 120 passengers.",
        "A vaccine could save 20,000 lives.",
        "Three ministers left the cabinet.",
        "Some 400 people attended the funeral of the victims.",
        "The men were among 200 volunteers.",
        "Aid reached 1,500 people.",
        "The army lost three villages.",
        "He has five children.",
        "Troops destroyed 12 vehicles.",
        "He was sentenced to 15 years in prison.",
        "Two of the men were acquitted.",
        "The court sentenced three men to death.",
        "Fourteen nations signed the accord.",
        "Ten people were tested for the disease.",
        "The police chief said 300 officers would be sent.",
        "She held two meetings.",
        "They held three seats.",
        "The crew of 12 left the port on Monday.",
        "Six people left the party.",
        "He took three men to the meeting.",
        "They left the meeting after two hours.",
        "Twin brothers aged nine were killed.",
        "Rescuers found no survivors among the 12 on board.",
        "Some of the victims were teenagers.",
        "It was not clear if anyone was killed.",
        "If 10 people had died, it would have been worse.",
    ],
)
def test_what_tells_of_nobody_harmed_gives_no_figure(text):
    assert tolls(text) == []
