"""What an attacker may try on the desk: from another site, through reports, files and names."""

import asyncio
import csv
import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from accordingto.ledger.quarantine import iterate_held
from accordingto.ledger.verify import verify_ledger
from accordingto.web.app import make_app
from accordingto.web.guard import LARGEST_BODY, cookie_name
from accordingto.web.pages import PAGES
from accordingto.web.views import API
from tests.cli.attacks import BESIDE_IT, REFUSED
from tests.web.desks import HOST, PORT, Client, copied, opened
from tests.web.hostile import PAYLOAD, WHO, addresses, faults_of, make_hostile, routes
from tests.web.waiting import done

POSTS = sorted({re.sub(r"{\w+(:path)?}", "x", path) for path in routes("POST")})


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory):
    return make_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def hostile(hostile_ledger, tmp_path):
    with opened(copied(hostile_ledger, tmp_path), reviewer=WHO) as desk, Client(desk) as client:
        yield client


def test_every_action_has_both_doors_and_each_asks_for_its_mark(client):
    assert len(POSTS) > 10
    for pages in PAGES:
        forms = {one.path for one in pages.html.routes if "POST" in one.methods}
        doors = {one.path.removeprefix(API) for one in pages.api.routes if "POST" in one.methods}
        assert forms == doors
    for path in POSTS:
        assert client.post(path, data={"csrf": "guess"}).status_code == 403, path
        assert client.post(path, json={}).status_code == 403, path
        assert client.post(f"{API}{path}", json={}).status_code == 403, path
        assert client.post(f"{API}{path}", data={"csrf": client.session.csrf}).status_code == 403


def test_no_action_is_done_for_another_site_or_without_a_session(client):
    mark = {"x-csrf-token": client.session.csrf}
    for path in POSTS:
        for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
            for address in (path, f"{API}{path}"):
                sent = client.post(address, data={"csrf": mark}, headers={**headers, **mark})
                assert sent.status_code == 403, address
    client.cookies.clear()
    for path in POSTS:
        assert client.post(path, data={"csrf": client.session.csrf}).status_code == 401
        assert client.post(f"{API}{path}", headers=mark).status_code == 401


def test_what_changes_the_ledger_is_posted_and_never_only_asked_for(client):
    pages = {re.sub(r"{\w+(:path)?}", "x", path) for path in routes("GET")}
    for path in POSTS:
        if path not in pages:
            assert client.get(path).status_code in {404, 405}, path


def test_nothing_of_a_ledger_leaves_without_a_session(client):
    client.cookies.clear()
    for path in routes("GET"):
        filled = re.sub(r"{\w+(:path)?}", "x", path)
        if not filled.startswith("/static/"):
            assert client.get(filled).status_code == 401, filled
            assert client.get(f"{API}{filled}").status_code == 401, filled


def test_session_is_kept_from_scripts_and_from_other_sites(desk):
    fresh = Client(desk)
    fresh.cookies.clear()
    token = desk.sessions.make_token()
    answer = fresh.get(f"/open?token={token}", follow_redirects=False)
    sent = answer.headers["set-cookie"].lower()
    assert sent.startswith(cookie_name(PORT))
    assert {"httponly", "samesite=strict", "path=/"} <= {one.strip() for one in sent.split(";")}
    assert answer.headers["location"] == "/"
    assert token not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/settings", "/export/figures.csv", "/brief/html", "/nope", "/api/v1/settings"]
)
def test_no_copy_is_kept_and_nobody_may_frame_or_sniff(client, path):
    headers = client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in headers


def test_pages_of_a_hostile_ledger_hold_nothing_that_runs(hostile):
    seen = 0
    for address in addresses(hostile):
        answer = hostile.get(address)
        assert answer.status_code < 500, address
        if answer.headers["content-type"].startswith("text/html") and "/brief/" not in address:
            assert faults_of(answer.text) == [], address
            seen += PAYLOAD[:20] not in answer.text
            assert "<script>window" not in answer.text, address
    assert seen > 20


def test_json_is_never_taken_for_a_page(hostile):
    for address in addresses(hostile):
        if not address.startswith(("/static/", "/nope")):
            answer = hostile.get(f"{API}{address}")
            assert answer.status_code < 500, address
            is_page = answer.headers["content-type"].startswith("text/html")
            assert not is_page or "attachment" in answer.headers.get("content-disposition", "")


@pytest.mark.parametrize("listing", ["reports", "figures", "incidents", "sources", "cases"])
def test_no_cell_that_goes_out_is_run_by_a_spreadsheet(hostile, listing):
    rows = list(csv.reader(io.StringIO(hostile.get(f"/export/{listing}.csv").text)))
    assert len(rows) > 1
    armed = [cell for row in rows for cell in row if re.match(r"\s*[=+@\uff1d]|-[^0-9]", cell)]
    assert armed == []
    assert not any("\x1b" in cell or "\u202e" in cell for row in rows for cell in row)


def test_names_in_an_archive_lead_nowhere_else(hostile):
    for form in ("dossier", "cases", "web-annotation"):
        archive = zipfile.ZipFile(io.BytesIO(hostile.get(f"/export/{form}").content))
        for name in archive.namelist():
            assert re.fullmatch(rf"{form}(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+", name)


@pytest.mark.parametrize(
    "path",
    [
        "/export/figures.csv%0d%0aSet-Cookie:%20a=b",
        "/export/%22;filename=evil.exe",
        "/export/..%2f..%2fetc%2fpasswd",
        "/brief/markdown%0d%0aX: y",
        "/static/..%2f..%2fapp.py",
        "/static/views/..%2f..%2f..%2fetc%2fpasswd.css",
        "/reports/..%2f..%2f..%2fetc%2fpasswd",
        "/cases/%00",
        "/add/jobs/%2e%2e",
    ],
)
def test_address_that_is_a_trick_is_refused_and_adds_no_header(client, path):
    answer = client.get(path)
    assert answer.status_code in {404, 422}
    assert not {"set-cookie", "x"} & set(answer.headers)
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "next_", ["//evil.example", "/\\evil.example", "http://evil.example", "\t//evil.example"]
)
def test_no_form_leads_to_another_site(client, next_):
    answer = client.post_form("/settings", next=next_)
    assert answer.status_code == 422
    assert str(answer.url).startswith(HOST)


def test_body_that_is_larger_than_it_says_or_says_nothing_is_stopped(desk):
    client = Client(desk)
    headers = {"content-length": str(LARGEST_BODY + 1), "x-csrf-token": client.session.csrf}
    assert client.post("/api/v1/add/text", headers=headers).status_code == 413
    with ThreadPoolExecutor(1) as beside:  # where Playwright's loop does not run already
        assert beside.submit(lambda: asyncio.run(_endless(desk, client))).result() in {400, 413}


async def _endless(desk, client):
    """Send a body that does not end; return the status, once no more of it is taken."""
    taken, sent = 0, []

    async def receive():
        nonlocal taken
        taken += 1 << 20
        assert taken < 2 * LARGEST_BODY
        return {"type": "http.request", "body": bytes(1 << 20), "more_body": True}

    async def send(message):
        sent.append(message)

    cookie = f"{cookie_name(PORT)}={client.session.id}"
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/add/text",
        "raw_path": b"/api/v1/add/text",
        "query_string": b"",
        "headers": [
            (b"host", f"127.0.0.1:{PORT}".encode()),
            (b"cookie", cookie.encode()),
            (b"content-type", b"application/json"),
            (b"x-csrf-token", client.session.csrf.encode()),
        ],
        "scheme": "http",
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
    }
    await make_app(desk, PORT)(scope, receive, send)
    return next(one["status"] for one in sent if one["type"] == "http.response.start")


SMALL = sorted(name for name in REFUSED if len(REFUSED[name].content) < 200_000)
"""Files that are sent soon; what bombs do is tested where they are read."""


def test_hostile_files_are_refused_each_and_held_and_nothing_else_happens(client, tmp_path):
    (tmp_path / "secret").write_text(BESIDE_IT)
    before = sorted(one.name for one in tmp_path.iterdir())
    files = [("files", (name, REFUSED[name].content)) for name in SMALL]
    sent = client.post("/add/files", data={"csrf": client.session.csrf}, files=files)
    found = done(client, sent)["added"]["reports"]
    told = {one["title"]: one["told"] for one in found if one["news"] == "refused"}
    assert sorted(told) == SMALL
    with client.desk.ledger.look() as connection:
        held = {one.raw for one in iterate_held(connection)}
    for name, words in told.items():
        assert REFUSED[name].words in words, name
        assert "/tmp/" not in words  # noqa: S108 -- no place of ours is told
        assert (REFUSED[name].held or REFUSED[name].content) in held, name
    assert BESIDE_IT not in str(told)
    assert list(verify_ledger(client.desk.ledger)) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["cases.xlsx", "cases.csv"])
@pytest.mark.parametrize("attack", sorted(n for n in REFUSED if n.endswith((".xlsx", ".csv"))))
def test_hostile_sheet_is_told_and_never_taken_in(client, attack, name):
    content = REFUSED[attack].content
    mark = {"csrf": client.session.csrf}
    answer = client.post("/add/sheet", data=mark, files={"file": (name, content)})
    assert answer.status_code in {200, 400, 422}
    assert BESIDE_IT not in answer.text
    assert faults_of(answer.text) == []


INWARD = [
    "http://127.0.0.1/",
    f"{HOST}/settings",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://2130706433/",
    "http://ana:secret@news.example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,<p>Fire.</p>",
    "/etc/passwd",
    "-",
    "news.example.org\r\nX: y",
]


def test_address_that_leads_inward_is_refused_and_no_path_is_an_address(demo_ledger, tmp_path):
    ledger = copied(demo_ledger, tmp_path)
    with opened(ledger, reviewer="Ana", may_fetch=True) as desk, Client(desk) as client:
        for address in INWARD:
            answer = client.act("/add/address", {"url": address})
            if answer.status_code == 200:
                page = done(client, answer)
                assert [one["news"] for one in page["added"]["reports"]] == ["refused"], address
            else:
                assert answer.status_code == 422, address


def test_whom_a_page_names_is_masked_unless_it_is_asked_for(client):
    shown = json.dumps(client.get("/api/v1/export/figures.json").json())
    assert "withheld" in shown


def test_key_stands_in_no_page_and_no_log(client, caplog):
    for path in ("/", "/settings", "/api", "/nope", "/api/v1/openapi.json"):
        assert client.desk.sessions.key not in client.get(path).text
    assert client.desk.sessions.key not in caplog.text
