"""Attributions as publishers of many countries print them."""

import pytest

from accordingto.records.values import Channel, Stance
from tests.reader.rules.anchors import quotes, said


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "A shell hit the mill, the director of the town's only clinic said.",
            "the director of the town's only clinic",
            "A shell hit the mill",
        ),
        (
            "Nine died, while a man who helped to bury the victims said he had counted 12 bodies.",
            "a man",
            "he had counted 12 bodies",
        ),
        (
            "The rebels' military spokesman said two jets were lost.",
            "The rebels' military spokesman",
            "two jets were lost",
        ),
        (
            "The general staff of the Orrin armed forces said in its briefing that nine were dead.",
            "The general staff of the Orrin armed forces",
            "nine were dead",
        ),
        (
            "ORUDA, Marenna, March 3 (Pell Wire) - Rebels shelled the town, the army said.",
            "the army",
            "Rebels shelled the town",
        ),
        ("Oruda, Marenna – Six men died, police said.", "police", "Six men died"),
        (
            "“The roof fell in,” Lind said by telephone from Oruda.",
            "Lind",
            "“The roof fell in,”",
        ),
        (
            '"They came at night," one survivor, Ivo Kell, 45, recalled.',
            "one survivor, Ivo Kell",
            '"They came at night,"',
        ),
        (
            "The toll was given by Ana Lind, the director of the clinic, who said roads were cut.",
            "Ana Lind",
            "roads were cut",
        ),
        (
            "The raid, which the army said targeted a weapons store, killed nine children.",
            "the army",
            "targeted a weapons store",
        ),
        (
            "According to a statement by the coalition, the raid hit a workshop.",
            "the coalition",
            "the raid hit a workshop",
        ),
        (
            "The army said in a statement carried by the state news agency that it held on.",
            "The army",
            "it held on",
        ),
        (
            "Army Radio reported, without citing a source, that three soldiers had died.",
            "Army Radio",
            "three soldiers had died",
        ),
        ("Miners reached by Pell Wire reported hearing shots.", "Miners", "hearing shots"),
        ("Doctors say only a truce can help.", "Doctors", "only a truce can help"),
        (
            "It was met with what villagers described as a massacre after the harvest.",
            "villagers",
            "a massacre",
        ),
        (
            '"It is a crime," he wrote in a letter seen by the Pell Wire.',
            "he",
            '"It is a crime,"',
        ),
        (
            "The army and the rebels each accused the other of the raid.",
            "The army and the rebels",
            "the other of the raid",
        ),
        (
            "Dr Ivo Kell told Reuters 20 bodies had come in.",
            "Dr Ivo Kell",
            "20 bodies had come in",
        ),
        (
            "“Two bombs fell,” Mayor Ivo Kell posted on X.",
            "Mayor Ivo Kell",
            "“Two bombs fell,”",
        ),
        (
            "‘They shelled the nurses’ house, too,’ she told the Morning Standard.",
            "she",
            "‘They shelled the nurses’ house, too,’",
        ),
    ],
)
def test_source_and_content_are_whole(text, source, content):
    assert [(s.source, s.content) for s in said(text)] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Army and rebels trade blame over the convoy.",
        "No group has claimed responsibility for the blast.",
        "The army could not be reached for comment.",
        "The army did not immediately respond to a request for comment.",
        "The ministry declined to comment.",
        "The official spoke on condition of anonymity.",
        "The army made no immediate comment.",
        "It fights the groups backed by Orrin and the Gulf states in the south.",
        "It included a nationwide truce.",
    ],
)
def test_what_is_not_said_is_no_statement(text):
    assert said(text) == []


def test_a_citing_agency_and_its_source_both_have_the_content():
    agency, source = sorted(
        said("State television, citing a military source, said that a man was hurt."),
        key=lambda s: s.cue or "",
        reverse=True,
    )
    assert (agency.source, agency.content) == ("State television", "a man was hurt")
    assert (source.source, source.content) == ("a military source", "a man was hurt")
    assert source.anchor.via
    assert agency.anchor.via == ()


@pytest.mark.parametrize(
    "text",
    [
        '"It is over," the mayor was quoted as saying by the Dawn Herald.',
        "The mayor was quoted by the Dawn Herald as saying that it was over.",
    ],
)
def test_who_quotes_is_a_relay(text):
    (found,) = said(text)
    assert quotes(text, found.anchor.via) == ["the Dawn Herald"]


def test_tolls_in_a_row_keep_to_their_sources():
    text = "The tolls range from 12, according to the army, to 57, according to the rebels."
    assert [(s.source, s.content) for s in said(text)] == [
        ("the army", "The tolls range from 12"),
        ("the rebels", "to 57"),
    ]


def test_a_speaker_behind_a_semicolon_ends_the_content():
    text = "According to medics, nine died; the army says it hit a command post."
    assert [s.content for s in said(text)] == ["nine died", "it hit a command post"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army declared an offensive to retake the hill.", Stance.PLEDGES),
        ("She said they openly condone the raids.", Stance.ACCUSES),
        ("The rebels said they were behind the ambush.", Stance.CLAIMS_RESPONSIBILITY),
        ('"We cannot ask our drivers to die," the director said.', Stance.ASSERTS),
        ("The mayor said he doubted that it would last.", Stance.DOUBTS),
        ("They said the shelling must stop.", Stance.DEMANDS),
    ],
)
def test_stance_of_words_of_guilt_doubt_and_plan(text, stance):
    assert said(text)[0].anchor.stance is stance


def test_a_post_and_a_paper_are_channels():
    post, paper = (
        said(text)[0].anchor.channel
        for text in (
            "The mayor said in a post on X that the bridge was down.",
            "According to a statement by the coalition, the raid hit a workshop.",
        )
    )
    assert (post, paper) == (Channel.POST, Channel.STATEMENT)


def test_opening_marks_alone_carry_a_quotation_over_paragraphs():
    text = "“The bodies lay in the road.\n“Nobody dared to fetch them,” said Ana Lind."
    assert [s.source for s in said(text)] == ["Ana Lind", "Ana Lind"]


def test_the_accused_keep_their_of():
    text = "The governor blamed dissidents of the front for the bomb."
    assert quotes(text, said(text)[0].anchor.accused) == ["dissidents of the front"]


def test_source_cited_between_cue_and_content_says_the_same():
    text = "The Pell Observatory said, citing a nurse in Oruda, that six farmers were killed."
    assert [(s.source, s.content) for s in said(text)] == [
        ("The Pell Observatory", "six farmers were killed"),
        ("a nurse in Oruda", "six farmers were killed"),
    ]


@pytest.mark.parametrize("who", ["one of them", "another of them", "both of them"])
def test_some_of_them_are_a_source_as_a_whole(who):
    assert [s.source for s in said(f"The road was shut, {who} said.")] == [who]


def test_long_counts_are_put_at_a_number():
    text = "Health officials put the number of people killed in 13 months of war at 43,000."
    assert [s.source for s in said(text)] == ["Health officials"]
