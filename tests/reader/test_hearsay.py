import pytest

from accordingto.records.values import Channel, Knowledge
from tests.builders import read


@pytest.mark.parametrize(
    ("text", "knowledge"),
    [
        ("Six people were reportedly killed by shelling in Ostel.", Knowledge.RELAYED),
        ("Shelling killed four people, according to media reports.", Knowledge.RELAYED),
        ("Shelling killed four people, a witness said.", Knowledge.EYEWITNESS),
        ("Shelling killed four people, according to eyewitness reports.", Knowledge.EYEWITNESS),
        ("Shelling killed four people, the mayor said.", Knowledge.UNKNOWN),
        (
            "Shelling killed four people, said the Observatory, which relies on activists.",
            Knowledge.RELAYED,
        ),
        ("Shelling killed four people, the mayor said, using a map.", Knowledge.UNKNOWN),
    ],
)
def test_how_a_source_knows_is_what_the_words_tell(text, knowledge):
    assert read(text).statements[0].knowledge is knowledge


def test_what_goes_on_in_the_words_of_a_witness_is_a_witness_s():
    text = '"Shells fell on us," a witness said. "They fell all day. They hit the school."'
    assert {s.knowledge for s in read(text).statements} == {Knowledge.EYEWITNESS}


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ('"The blast killed 12 people," Orrin state television said.', Channel.BROADCAST),
        ("The mayor said at a news conference that 12 people were killed.", Channel.OTHER),
        ("The mayor wrote that shelling killed 12 people.", None),
        ("The mayor wrote on Twitter that shelling killed 12 people.", Channel.POST),
        ("Shelling killed four people, according to media reports.", None),
        ("Speaking to AFP, the mayor said that 12 people were killed.", Channel.TOLD_TO),
        ("The mayor said that 12 people were killed.", None),
    ],
)
def test_channel_is_the_way_that_the_words_name(text, channel):
    assert read(text).statements[0].channel is channel


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Speaking to AFP, the mayor said that 12 people were killed.", ["AFP"]),
        ('"Shells fell on us," activist Tolan Vask told dpa from Ostel.', ["dpa"]),
        ("The mayor told parliament that 12 people were killed.", []),
        ("Speaking to reporters, the mayor said that 12 people were killed.", []),
    ],
)
def test_outlet_that_was_told_relays(text, via):
    assert [span.text for span in read(text).statements[0].via] == via
