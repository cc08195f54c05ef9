"""Merging and parting cases at the desk."""

from accordingto.ledger.state import read_state

BUS = "C-g5d1t4d1aq"
CLASH = "C-ypfsvm104j"
MARKET = "C-0052w7vadn"


def docket(client, code):
    return client.get(f"/api/v1/cases/{code}").json()


def accounts(client, code):
    told = docket(client, code)
    lines = [one for group in told["origins"] for one in group["reports"]]
    return [account for line in lines for account in line["accounts"]]


def heads(client):
    with client.desk.ledger.look() as connection:
        return read_state(connection)


def test_merging_is_shown_before_it_is_done_and_both_codes_lead_on(client):
    before = heads(client)
    shown = client.get(f"/api/v1/cases/{BUS}/merge?other={CLASH}").json()
    assert len(shown["own"]) == 4 or len(shown["own"]) == 5
    assert shown["cases"]
    assert heads(client) == before
    page = client.post_form(f"/cases/{BUS}/merge", other=CLASH, why="One raid, told twice.")
    assert "One case now" in page.text
    codes = {client.get(f"/cases/{code}").url.path for code in (BUS, CLASH)}
    assert len(codes) == 1


def test_merging_is_one_act_in_the_history_and_can_be_taken_back(client):
    client.act(f"/cases/{BUS}/merge", {"other": CLASH, "why": "One raid."})
    now = client.get(f"/cases/{BUS}").url.path.removeprefix("/cases/")
    act = docket(client, now)["history"][0]
    assert (act["decision"], act["why"]) == ("link", "One raid.")
    client.act(f"/cases/{now}/undo", {"entries": act["entries"], "why": "Two raids."})
    assert client.get(f"/cases/{CLASH}").url.path != client.get(f"/cases/{BUS}").url.path


def test_parting_is_shown_before_it_is_done_and_holds(client):
    picked = [accounts(client, CLASH)[0]["founder"]]
    before = heads(client)
    shown = client.get(f"/api/v1/cases/{CLASH}/split", params={"account": picked}).json()
    assert [len(case["accounts"]) for case in shown["cases"]] == [1, 1]
    assert "" in [case["code"] for case in shown["cases"]]
    assert heads(client) == before
    page = client.post_form(f"/cases/{CLASH}/split", account=picked, why="Another day.")
    assert "2 cases now" in page.text
    assert docket(client, CLASH)["size"] == "1 report"


def test_page_of_parting_lists_the_accounts_to_pick(client):
    page = client.get(f"/cases/{BUS}/split").text
    assert page.count('name="account"') == len({one["founder"] for one in accounts(client, BUS)})
    assert "Show what parting makes" in page


def test_what_cannot_be_merged_or_parted_is_told(client):
    same = client.get(f"/cases/{BUS}/merge?other={BUS}")
    assert (same.status_code, "one case already" in same.text) == (422, True)
    assert client.get(f"/cases/{BUS}/merge?other=C-nowhere").status_code == 404
    assert client.act(f"/cases/{BUS}/merge", {"other": CLASH, "why": ""}).status_code == 422
    bad = client.act(f"/cases/{BUS}/split", {"account": ["no founder"], "why": "x"})
    assert (bad.status_code, "expected the hash of a text" in bad.json()["detail"]) == (422, True)
    strange = client.get(f"/cases/{BUS}/split", params={"account": ["0" * 64 + ":3"]})
    assert (strange.status_code, "no account of" in strange.text) == (422, True)


def test_near_case_is_told_with_reasons_and_is_not_told_again_once_refused(client):
    near = docket(client, MARKET)["near"]
    assert near
    assert all(one["reasons"] and one["own_quote"]["after"] for one in near)
    first = near[0]
    page = client.post_form(
        f"/cases/{MARKET}/apart", own=first["own"], other=first["other"], why="Another street."
    )
    assert "Kept apart" in page.text
    assert first["code"] not in [one["code"] for one in docket(client, MARKET)["near"]]
    assert docket(client, MARKET)["history"][0]["decision"] == "unlink"
