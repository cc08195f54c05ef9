import pytest

from accordingto.reader.layers import (
    AgreementAnchor,
    StatementAnchor,
)
from accordingto.reader.rules.agreements import FindAgreements
from accordingto.records.values import Certainty, Stance, Step
from accordingto.report import Report, Span
from tests.reader.days import THURSDAY, layers

FIND = FindAgreements()


def anchors(
    text: str, statements: tuple[StatementAnchor, ...] = ()
) -> tuple[Report, list[AgreementAnchor]]:
    found = layers(text)
    report = Report(id="r1", text=text, published=THURSDAY)
    return report, list(FIND(report, found, statements))


def steps(text: str) -> list[tuple[str, str]]:
    report, found = anchors(text)
    return [(report.quote(one.evidence), one.step.value) for one in found]


def words(text: str, role: str) -> list[list[str]]:
    report, found = anchors(text)
    return [[report.quote(span) for span in getattr(one, role)] for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two armies agreed to a truce in Tarrow.", [("agreed", "agreed")]),
        ("A ceasefire brokered by Orrin covers the port.", [("brokered by", "agreed")]),
        ("Orrin announced a nationwide ceasefire.", [("announced", "agreed")]),
        ("It follows a truce between the army and the rebels.", [("truce", "agreed")]),
        ("A May ceasefire had brought calm.", [("ceasefire", "agreed")]),
        (
            "The cessation of hostilities came into effect on Monday.",
            [("came into effect", "took_effect")],
        ),
        ("The army declared a truce on Sunday.", [("declared", "took_effect")]),
        ("The truce was extended by a week.", [("extended", "extended")]),
        ("The rebels broke the truce.", [("broke", "violated")]),
        ("The monitor counted nine truce violations.", [("violations", "violated")]),
        (
            "A truce agreed in May has been violated again.",
            [("agreed", "agreed"), ("been violated", "violated")],
        ),
        ("The truce collapsed on Monday.", [("collapsed", "collapsed")]),
        ("The army declared the week-long truce over.", [("over", "collapsed")]),
        ("A raid led both sides to suspend the evacuation deal.", [("suspend", "collapsed")]),
        ("Peace talks broke down on Sunday.", [("broke down", "talks_failed")]),
        (
            "Envoys failed on Sunday to agree on how to revive a truce.",
            [("failed", "talks_failed")],
        ),
        ("Peace talks resumed in Veltrona.", [("resumed", "talks_held")]),
        ("A peace deal is being negotiated.", [("being negotiated", "talks_held")]),
        ("The envoy called for an immediate ceasefire.", [("called for", "proposed")]),
        ("An envoy is struggling to broker a truce.", [("broker", "proposed")]),
        ("The rebels rejected the truce.", [("rejected", "rejected")]),
        ("Families were evacuated from Tarrow under a truce deal.", [("evacuated", "implemented")]),
        ('The port lies in a "de-escalation" zone set up in May.', [("set up", "took_effect")]),
    ],
)
def test_step_is_found_with_the_word_that_names_it(text, found):
    assert steps(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The truce does not cover the port.",
        "Shells fell outside the ceasefire zone.",
        "A truce would save lives, and no truce was agreed.",
        "The rebels have not broken the truce.",
        "If the truce collapses, the port will fall.",
        "The firms signed a deal on Monday.",
        "They agreed a nuclear deal; the truce is another matter.",
        "The brokered truce is quiet.",
        "Recent raids reduced the chances of a truce between the army and the rebels.",
    ],
)
def test_mere_mention_or_hypothesis_is_no_step(text):
    assert steps(text) == []


def test_deal_counts_where_words_of_peace_are_near():
    assert steps("A truce is needed. The sides reached a deal.") == [("reached", "agreed")]
    far = "A truce is needed." + " It rains." * 9 + " The sides reached a deal."
    assert steps(far) == []


@pytest.mark.parametrize(
    ("text", "parties", "brokers"),
    [
        ("Orrin and the rebels on Monday agreed to a truce.", ["Orrin", "the rebels"], []),
        (
            "A truce was reached between the army and local factions.",
            ["the army", "local factions"],
            [],
        ),
        ("The army signed a truce with the rebels.", ["The army", "the rebels"], []),
        (
            "A truce brokered by Orrin and Veltrona began.",
            ["Orrin", "Veltrona"],
            ["Orrin", "Veltrona"],
        ),
        ("An Orrin-brokered truce collapsed.", ["Orrin"], ["Orrin"]),
        ("The truce collapsed.", [], []),
        (
            "Edda Tolm, who seeks a truce, met with leaders of the rebels.",
            ["Edda Tolm", "leaders of the rebels"],
            [],
        ),
    ],
)
def test_parties_and_brokers_are_told_apart(text, parties, brokers):
    assert words(text, "parties")[0] == parties
    assert words(text, "brokers")[0] == brokers


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The truce collapsed after a week when a bus was bombed on Monday.", ["Monday"]),
        ("Orrin and Veltrona on March 9 agreed to a truce.", ["March 9"]),
        ("The truce took effect on Sunday, the mayor said on Tuesday.", ["Sunday"]),
        ("The army announced a truce on Tuesday.", ["Tuesday"]),
        ("The mayor said on Tuesday the truce had collapsed.", []),
        ("A truce agreed in May collapsed on Sunday.", ["May"]),
    ],
)
def test_day_is_that_of_the_step_and_not_of_its_telling(text, days):
    assert words(text, "days")[0] == days


def test_terms_are_the_items_of_the_sentence_behind():
    text = (
        "The sides agreed to a truce. It included aid access, a swap of prisoners and the "
        "possibility of talks between Orrin and Veltrona."
    )
    assert words(text, "terms")[0] == [
        "aid access",
        "a swap of prisoners",
        "the possibility of talks between Orrin and Veltrona",
    ]


@pytest.mark.parametrize(
    ("stance", "certainty", "accused"),
    [
        (Stance.ACCUSES, Certainty.ALLEGED, ["the rebels"]),
        (Stance.ASSERTS, Certainty.ALLEGED, ["the rebels"]),
        (Stance.DENIES, Certainty.DENIED, []),
    ],
)
def test_breach_that_somebody_tells_of_is_alleged(stance, certainty, accused):
    text = "The mayor said the rebels violated the truce."
    content = Span(text.index("the rebels"), len(text) - 1)
    statement = StatementAnchor(
        evidence=content, source=Span(0, 9), cue=Span(10, 14), stance=stance
    )
    report, (found,) = anchors(text, (statement,))
    assert found.step is Step.VIOLATED
    assert found.certainty is certainty
    assert [report.quote(span) for span in found.accused] == accused


def test_names_of_parties_do_not_matter():
    text = "A truce brokered by {0} and {1} collapsed on Monday after {0} accused {1} of a breach."
    one = words(text.format("Orrin", "Veltrona"), "parties")
    other = words(text.format("Veltrona", "Orrin"), "parties")
    swap = {"Orrin": "Veltrona", "Veltrona": "Orrin"}
    assert [[swap[name] for name in row] for row in one] == other


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A pause in fighting took effect on Sunday.", [("took effect", "took_effect")]),
        ("The guns fell silent under a truce.", [("fell silent", "took_effect")]),
        ("The president ordered a 36-hour ceasefire.", [("ordered", "took_effect")]),
        ("A humanitarian corridor was opened on Sunday.", [("opened", "took_effect")]),
        ("A truce would take effect on Thursday, he said.", [("take effect", "proposed")]),
        ("The presidents will meet in Tarrow for peace talks.", [("will meet in", "proposed")]),
        ("The envoy presented a plan for a truce.", [("presented", "proposed")]),
        ("The sides agreed to renew the two-month truce.", [("renew", "extended")]),
        ("The army announced an end to the truce.", [("end to", "collapsed")]),
        ("The truce came to an end on Friday.", [("came to an end", "collapsed")]),
        ("Talks on a truce hit a deadlock.", [("hit a deadlock", "talks_failed")]),
        ("Peace talks broke down without agreement.", [("broke down", "talks_failed")]),
        ("Rebel envoys walked out of the talks.", [("walked out of", "talks_failed")]),
        ("Armed groups signed a pact to end fighting in Tarrow.", [("signed", "agreed")]),
        ("Parliament voted to approve the ceasefire.", [("approve", "agreed")]),
        ("The prime minister ruled out a ceasefire.", [("ruled out", "rejected")]),
        ("The rebels boycotted the peace talks.", [("boycotted", "rejected")]),
        ("Under the truce deal, nine captives were freed.", [("freed", "implemented")]),
        ("Ceasefire violated by both sides", [("violated by", "violated")]),
        ("Despite the truce, shelling continued.", [("continued", "violated")]),
        ("The truce is not being respected.", [("not being respected", "violated")]),
    ],
)
def test_truces_of_other_wars_and_headlines(text, found):
    assert steps(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A player truce ended the feud on Monday.",
        "The truce ended days of fighting.",
        "The Rebels signed a deal with the winger.",
        "Markets rose after a trade truce was agreed.",
        "The truce is on the brink of collapse.",
        "Hopes for a truce faded.",
        "Under the 1994 ceasefire, the line was frozen.",
        "A truce could take effect on Thursday.",
        "The envoy welcomed the ceasefire and urged restraint.",
    ],
)
def test_other_deals_and_mere_background_are_no_step(text):
    assert steps(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The sides agreed to a truce, but it collapsed within hours.",
            [("agreed", "agreed"), ("collapsed", "collapsed")],
        ),
        (
            "The army signed a ceasefire and accused the rebels of violating it.",
            [("signed", "agreed"), ("violating", "violated")],
        ),
        (
            "The rebels accepted a ceasefire. It expired on Monday.",
            [("accepted", "agreed"), ("expired", "collapsed")],
        ),
        ("The rebels want a truce, and it is raining.", []),
    ],
)
def test_it_stands_for_the_truce_named_before(text, found):
    assert steps(text) == found


def test_brokers_are_no_parties_where_the_sides_are_named():
    text = (
        "Both sides met in Tarrow for peace talks mediated by Orrin, "
        "but the talks broke down without agreement."
    )
    assert words(text, "parties") == [["Both sides"], ["Both sides"]]
    assert words(text, "brokers")[0] == ["Orrin"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The army and the rebels accused each other of breaking the truce.", 2),
        ("The rebels said they had accepted the ceasefire.", 1),
        ("Wounded were evacuated under a truce.", 0),
    ],
)
def test_parties_are_looked_for_where_they_stand(text, parties):
    assert len(words(text, "parties")[0]) == parties


def test_truce_that_somebody_is_accused_of_breaking_was_agreed_all_the_same():
    text = "Orrin accused the army of breaking the truce that was agreed on March 4."
    accusation = StatementAnchor(
        evidence=Span(23, len(text) - 1),
        cue=Span(6, 13),
        source=Span(0, 5),
        stance=Stance.ACCUSES,
    )
    _, found = anchors(text, (accusation,))
    assert [(one.step, one.certainty) for one in found] == [
        (Step.VIOLATED, Certainty.ALLEGED),
        (Step.AGREED, Certainty.REPORTED),
    ]


def test_subject_holds_its_length_and_adjectives():
    text = "The army declared a 72-hour unilateral truce."
    report, found = anchors(text)
    assert found[0].subject is not None
    assert report.quote(found[0].subject) == "a 72-hour unilateral truce"
