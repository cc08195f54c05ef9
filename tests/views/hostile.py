"""Reports that would be markup if they could."""

from datetime import date

from accordingto.records.incidents import Blame
from accordingto.records.values import BlameMode, Step
from tests.views.readings import Sketch

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**bold** *em* __under__ _em_",
    "[click](javascript:alert(1))",
    "![x](https://spy.example/x.png)",
    "`code` ``` fence",
    "&lt;b&gt; &#60;",
    "<https://spy.example>",
    "# heading | cell | --- |",
    "~~struck~~ ^1^ $x$ {{ x }} {% x %}",
    "\\*escaped\\* \\",
    *["1. item", "1) item", "- item", "+ item", "> said", "    code", "---", "==="],
    "[ref]: https://spy.example",
    "</article></main><h1>",
    "\" onload='alert(1)'",
]


def hostile_sketch(text: str) -> Sketch:
    """A report that says this wherever a report can say anything."""
    said = f"{text} bombed {text} and a truce was agreed in Dorrash."
    sketch = Sketch(said, title=text, id=text, publisher=text)
    words = sketch.words(text)
    who = sketch.actor(text, role=text)
    named = sketch.words(text, who)
    strike = sketch.incident(
        "bombed",
        date(2024, 3, 12),
        place=sketch.place(text),
        targets=(words,),
        weapon=words,
        blame=(
            Blame(actor=named, mode=BlameMode.ACCUSED, source=named),
            Blame(actor=named, mode=BlameMode.DENIED, source=named),
        ),
    )
    sketch.figure(text, 3, 3, incident=strike.id, source=named, role=text, label=text)
    sketch.figure(text, 9, 9, source=named, words=text)
    deal = {"subject": words, "parties": (named,), "deal": "d" * 16}
    for step in (Step.AGREED, Step.EXTENDED):
        sketch.agreement("agreed", step, date(2024, 3, 2), **deal)
    sketch.agreement("agreed", Step.REJECTED, None, subject=words, parties=(named,))
    return sketch
