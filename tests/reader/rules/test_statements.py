import pytest

from accordingto.records.values import Channel, Knowledge, Stance
from tests.reader.rules.anchors import quotes, said


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The army said that it held the hill.", "The army", "said", "it held the hill"),
        ("It held the hill, the army said.", "the army", "said", "It held the hill"),
        ("It held the hill, the army said on Friday.", "the army", "said", "It held the hill"),
        (
            "Nine people died, said Ana Lind, who runs the clinic.",
            "Ana Lind",
            "said",
            "Nine people died",
        ),
        (
            "Nine people died, according to the mayor of Marenna.",
            "the mayor of Marenna",
            "according to",
            "Nine people died",
        ),
        (
            "According to residents, nine people died.",
            "residents",
            "According to",
            "nine people died",
        ),
        (
            "Ana Lind, head of the clinic, told The Marenna Post that nine people died.",
            "Ana Lind",
            "told",
            "nine people died",
        ),
        (
            "A resident who fled on foot said the bridge was gone.",
            "A resident",
            "said",
            "the bridge was gone",
        ),
        (
            "On Tuesday, the ministry announced in a statement that the road was open.",
            "the ministry",
            "announced",
            "the road was open",
        ),
        (
            "The bridge, the mayor said, will be rebuilt by the spring.",
            "the mayor",
            "said",
            "will be rebuilt by the spring",
        ),
        (
            "The bridge was hit at dawn a monitor said.",
            "a monitor",
            "said",
            "The bridge was hit at dawn",
        ),
        (
            "Four men were shot near the northern town of Sella the Marenna Rights Watch said.",
            "the Marenna Rights Watch",
            "said",
            "Four men were shot near the northern town of Sella",
        ),
        (
            "MARENNA (Agency) — Nine people died, the mayor said.",
            "the mayor",
            "said",
            "Nine people died",
        ),
        (
            "The Vice President, Ana Lind, said the talks would go on.",
            "The Vice President, Ana Lind",
            "said",
            "the talks would go on",
        ),
        (
            "The brigade said in a video posted online that it held the hill.",
            "The brigade",
            "said",
            "it held the hill",
        ),
        (
            "Residents reached by phone described a night of fear.",
            "Residents",
            "described",
            "a night of fear",
        ),
        ("IS also claimed an attack on the bridge.", "IS", "claimed", "an attack on the bridge"),
    ],
)
def test_source_cue_and_content_are_found(text, source, cue, content):
    (only,) = said(text)
    assert only[:3] == (source, cue, content)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say who fired.",
        "The state reports were lost in the fire.",
        "The blast claimed the lives of nine people.",
        "Fighters of the Free State held the bridge.",
        "The envoy refused to comment on the strike.",
        "The raid added to the fear in the town.",
        "The army may say more on Friday.",
        "A man who asked not to be named was there.",
    ],
)
def test_what_only_looks_like_a_cue_gives_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The raid reportedly killed two men.", "The raid reportedly killed two men"),
        ("It was reported that two men had fled.", "two men had fled"),
        ("Two men are believed to be missing.", "Two men are believed to be missing"),
        ("Police hold a man believed to be the driver.", "to be the driver"),
    ],
)
def test_a_hidden_source_is_none(text, content):
    (only,) = said(text)
    assert (only.source, only.content) == (None, content)


def test_a_second_verb_takes_the_subject_of_the_first():
    both = said("The mayor said the bridge was gone, adding that the school was safe.")
    assert [s[:3] for s in both] == [
        ("The mayor", "said", "the bridge was gone"),
        ("The mayor", "adding", "the school was safe"),
    ]


def test_each_of_two_speakers_in_a_sentence_has_a_content():
    both = said("The army said nine fighters died, while the rebels said three died.")
    assert [(s.source, s.content) for s in both] == [
        ("The army", "nine fighters died"),
        ("the rebels", "three died"),
    ]


def test_a_quotation_goes_on_without_a_cue():
    text = '"We saw the planes," said Ana Lind. "They came back twice that night."'
    assert [s[:3] for s in said(text)] == [
        ("Ana Lind", "said", '"We saw the planes,"'),
        ("Ana Lind", None, '"They came back twice that night."'),
    ]


def test_the_first_sentence_of_a_quotation_has_the_source_of_the_second():
    text = 'The clinic burned. "We saw the two planes. They came back," said Ana Lind.'
    assert [(s.source, s.cue) for s in said(text)] == [("Ana Lind", None), ("Ana Lind", "said")]


def test_words_in_scare_quotes_are_no_statement():
    assert said('The men live in a "safe zone" near the river.') == []


def test_a_block_behind_a_colon_is_said_sentence_by_sentence():
    text = "Minister Ana Lind said:\n\nThe raid was wrong. The road is closed until May."
    assert [s[:3] for s in said(text)] == [
        ("Minister Ana Lind", "said", "The raid was wrong."),
        ("Minister Ana Lind", None, "The road is closed until May."),
    ]


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Nine dead in Marenna raid - monitor", "monitor", "Nine dead in Marenna raid"),
        ("Nine dead in Marenna raid: activists", "activists", "Nine dead in Marenna raid"),
        ("Activists: nine dead in raid on Marenna", "Activists", "nine dead in raid on Marenna"),
    ],
)
def test_a_headline_tag_is_a_statement_without_cue(title, source, content):
    (only,) = said(f"{title}\nThe town was hit at dawn.", title=title)
    assert only[:3] == (source, None, content)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor said nine people died.", Stance.ASSERTS),
        ("The army denied the charge.", Stance.DENIES),
        ("Villagers blamed the militia for the fire.", Stance.ACCUSES),
        ("The union condemned the killing of the nurse.", Stance.CONDEMNS),
        ("The envoy called for a truce in Marenna.", Stance.DEMANDS),
        ("The mayor said the army must leave the town.", Stance.DEMANDS),
        ("The militia vowed to avenge its dead.", Stance.PLEDGES),
        ("The rebels said they would fight on.", Stance.PLEDGES),
        ("Medics fear that more people are buried.", Stance.DOUBTS),
        ("The brigade claimed responsibility for the blast.", Stance.CLAIMS_RESPONSIBILITY),
        ("The brigade claimed the bombing of the bridge.", Stance.CLAIMS_RESPONSIBILITY),
        ("The brigade claimed that the bridge was safe.", Stance.ASSERTS),
    ],
)
def test_stance_follows_cue_and_content(text, stance):
    (only,) = said(text)
    assert only.anchor.stance is stance


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The council accused the army of shelling the market.", ["the army"]),
        ("Villagers blamed the militia for the fire.", ["the militia"]),
        ("Villagers blamed the fire on the militia.", ["the militia"]),
        ("The militia was accused of setting the fire.", ["The militia"]),
        ("The mayor said the militia had set the fire.", []),
    ],
)
def test_who_is_accused(text, accused):
    (only,) = said(text)
    assert quotes(text, only.anchor.accused) == accused


def test_who_relays_a_statement():
    text = "The Marenna Post reported that six had died, citing a medic."
    assert [(s.source, quotes(text, s.anchor.via)) for s in said(text)] == [
        ("The Marenna Post", []),
        ("a medic", ["The Marenna Post"]),
    ]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The mayor said in a statement that all were safe.", Channel.STATEMENT),
        ("The mayor told reporters that all were safe.", Channel.TOLD_TO),
        ("The mayor said on state television that all were safe.", Channel.BROADCAST),
        ("The group said on its website that it held the hill.", Channel.POST),
        ("The guard said in court that he had slept.", Channel.COURT),
        ("The mayor said that all were safe.", None),
    ],
)
def test_the_way_by_which_it_was_said(text, channel):
    (only,) = said(text)
    assert only.anchor.channel is channel


@pytest.mark.parametrize(
    ("text", "knowledge"),
    [
        ("A witness said two cars burned.", Knowledge.EYEWITNESS),
        ('"I saw two cars burn," the baker said.', Knowledge.EYEWITNESS),
        ("Hospital records said nine people were treated.", Knowledge.RECORDS),
        ("The mayor said two cars burned.", Knowledge.UNKNOWN),
    ],
)
def test_how_the_source_knows(text, knowledge):
    (only,) = said(text)
    assert only.anchor.knowledge is knowledge


@pytest.mark.parametrize("name", ["Marenna", "Oruda", "US", "IS", "North Vell"])
def test_names_of_parties_do_not_change_what_is_read(name):
    found = said(f"{name} said that nine men had died. Rebels accused {name} of lying.")
    assert [(s.source, s.cue) for s in found] == [(name, "said"), ("Rebels", "accused")]
