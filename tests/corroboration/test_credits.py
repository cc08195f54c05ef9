import pytest

from accordingto.corroboration.credits import find_credit, join_agencies, split_credit

LEAD = "Shells hit the market of Tal Marena on Friday killing 12 people a medic said. "
MORE = "A second attack hit the bridge. Nobody claimed it. "


def _agency(text, title="", publisher="Marenna Post", agencies=()):
    credit = find_credit(text, title, agencies, publisher)
    return credit.agency if credit else None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BEIRUT (Reuters) - {LEAD}", "Reuters"),
        (f"MARENNA, March 3 (The Associated Press) {LEAD}", "AP"),
        (f"MARENNA Aldoria (The Associated Press Ada Brandt) {LEAD}", "AP"),
        (f"DEIR EZ-ZOR (Aldoria) (Sputnik) {LEAD}", "Sputnik"),
        (f"(Xinhua) {LEAD}", "Xinhua"),
        (f"Market hit\nAFP\n{LEAD}", "AFP"),
        (f"AFP Friday 14 Mar 2024 {LEAD}", "AFP"),
        (f"Market hit - Monitor dpa March 14 {LEAD}", "dpa"),
        (f"14 March 2024 SANA Members of a group {LEAD}", "SANA"),
        (f"Regional NNA - {LEAD}", "NNA"),
        (f"Reuters Staff {LEAD}", "Reuters"),
        (f"{LEAD}{MORE}-AFP", "AFP"),
        (f"{LEAD}{MORE}--REUTERS", "Reuters"),
        (f"{LEAD}{MORE}\nAFP/Reuters", "AFP/Reuters"),
        (f"{LEAD}{MORE}(With Reuters and AFP) Last Update: Friday", "AFP/Reuters"),
        (f"{LEAD}{MORE}(With AP Reuters and AFP)", "AFP/AP/Reuters"),
        (f"{LEAD}{MORE}(Source: Grey Council + Smart News)", "Smart News"),
        (f"{LEAD}{MORE}Source: Reuters", "Reuters"),
        (f"{LEAD}{MORE}Source AA Related News", "Anadolu Agency"),
        (f"{LEAD}{MORE}Agence France-Presse contributed to this report.", "AFP"),
        (f"{LEAD}Our Standards:The Thomson Reuters Trust Principles.", "Reuters"),
        (f"Headline. Five people were killed SANA reported. {MORE}", "SANA"),
        (f"{LEAD}{MORE}{MORE}Many vehicles were lost; FNA reported. 218-11", "FNA"),
        (f"Five were killed state news agency SANA reported. {MORE}", "SANA"),
    ],
)
def test_a_credit_is_read(text, agency):
    assert _agency(text) == agency


@pytest.mark.parametrize(
    "text",
    [
        LEAD + "The medic told AFP that more were missing. " + MORE,
        "Market hit. Reuters reported on Friday that shells fell. " + MORE + MORE,
        "Market hit. According to SANA two died. " + MORE + MORE,
        f"A man looks on March 14 2024. (AFP Photo) {LEAD}{MORE}",
        f"A man looks on March 14 2024 (Reuters) {LEAD}{MORE}",
        f"A man looks on. REUTERS/Ada Brandt {LEAD}{MORE}",
        f"{LEAD}{MORE}Trucks were burnt [AFP] Agencies contributed to this report.",
        f"{LEAD}{MORE}Source TRTWorld and agencies",
        f"{LEAD}An AFP correspondent saw two bodies. {MORE}",
        LEAD * 5 + "The ministry denied it Reuters reported. " + MORE * 8,
        "A petra and a spa in the town of Fars were hit. " + MORE,
        "",
    ],
)
def test_a_mention_is_no_credit(text):
    assert _agency(text) is None


def test_a_byline_stands_beside_the_title():
    text = f"Market hit in Marenna Monitor AFP Shells fell on a market. {MORE}"
    assert _agency(text, title="Market hit in Marenna Monitor") == "AFP"
    assert _agency(text, title="Something else") is None


def test_the_end_goes_before_the_head_and_the_text_before_its_metadata():
    assert _agency(f"Regional NNA - {LEAD}{MORE}-AFP") == "AFP"
    assert _agency(f"BEIRUT (Reuters) - {LEAD}", agencies=("AFP",)) == "Reuters"
    credit = find_credit(LEAD, "", ("agence france-presse", " Skerry Wire "), "Marenna Post")
    assert credit is not None
    assert (credit.agency, credit.where) == ("AFP/Skerry Wire", "metadata")
    assert _agency(LEAD, agencies=("", " ")) is None


def test_an_agency_that_names_itself_is_credited():
    text = LEAD + "A source told SANA reporter that more were missing. " + MORE
    assert _agency(text, publisher="sana") == "SANA"
    assert _agency(text, publisher="Marenna Post") is None
    assert _agency(LEAD, publisher="tass") is None


def test_the_words_of_a_credit_are_those_of_the_text():
    credit = find_credit(f"BEIRUT (Reuters) - {LEAD}", "", (), "")
    assert credit is not None
    assert (credit.words, credit.where) == ("(Reuters)", "text")


def test_agencies_are_joined_and_split():
    assert join_agencies(["Reuters", "AFP", "Reuters"]) == "AFP/Reuters"
    assert split_credit("AFP/Reuters") == ("AFP", "Reuters")
