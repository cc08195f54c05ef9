import gc
import gzip
import warnings
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from accordingto.ingest.warc.records import Flaw, Record, read_records
from tests.ingest.warc.archives import packed, record

GOOD = record(b"Shells fell.")
OTHER = record(b"Nobody was hurt.")


def read(raw):
    return list(read_records(BytesIO(raw)))


def outline(raw):
    """Blocks of records, codes of flaws."""
    return [item.block if isinstance(item, Record) else item.code for item in read(raw)]


@pytest.mark.parametrize(
    "pack", [lambda *all_: b"".join(all_), packed, lambda *a: gzip.compress(b"".join(a), mtime=0)]
)
def test_records_are_read_one_after_the_other(pack):
    first, second = read(pack(GOOD, OTHER))
    assert (first.number, first.block, first.flaw) == (1, b"Shells fell.", "")
    assert (second.number, second.block) == (2, b"Nobody was hurt.")
    assert first.head + first.block + b"\r\n\r\n" == GOOD
    assert first.field("warc-type") == "response"
    assert first.field("WARC-Nothing") == ""


@pytest.mark.parametrize("is_packed", [True, False])
def test_file_of_another_program_is_read(is_packed):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves files for the collector
        raw = write_elsewhere(b"Shells fell.", b"Nobody was hurt.", is_packed=is_packed)
        gc.collect()
    blocks = outline(raw)
    assert [block.rpartition(b"\r\n\r\n")[2] for block in blocks] == [
        b"Shells fell.",
        b"Nobody was hurt.",
    ]


def write_elsewhere(*texts, is_packed):
    out = BytesIO()
    writer = WARCWriter(out, gzip=is_packed)
    for text in texts:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        made = writer.create_warc_record(
            "https://news.example.org/", "response", payload=BytesIO(text), http_headers=http
        )
        writer.write_record(made)
    return out.getvalue()


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\n\n", b"\r\n\r\n\r\n"])
def test_line_ends_behind_a_record_may_be_few_or_many(end):
    short = GOOD.removesuffix(b"\r\n\r\n") + end
    assert outline(short) == [b"Shells fell."]
    if end:
        assert outline(short + OTHER) == [b"Shells fell.", b"Nobody was hurt."]


def test_plain_line_ends_and_lines_that_go_on_are_read():
    raw = b"WARC/1.1\nWARC-Type: response\nX: a\n b\nContent-Length: 2\n\nab\n\n"
    [item] = read(raw)
    assert (item.block, item.field("X")) == (b"ab", "a b")


def test_zero_byte_in_a_field_is_replaced():
    [item] = read(record(b"x", WARC_Target_URI="https://a.example/\0b"))
    assert item.field("WARC-Target-URI") == "https://a.example/\ufffdb"
    assert b"\0b" in item.head


def test_nothing_holds_no_record():
    assert read(b"") == read(b"\r\n\r\n") == read(gzip.compress(b"", mtime=0)) == []


@pytest.mark.parametrize("pack", [lambda *all_: b"".join(all_), packed])
@pytest.mark.parametrize(
    ("length", "code"),
    [
        ("11", "warc_length"),
        ("0", "warc_length"),
        ("13", "warc_length"),
        ("90", "warc_length"),
        ("99999", "warc_length"),
        ("999999999999", "too_large"),
        ("9" * 40, "warc_length"),
        ("-1", "warc_length"),
        ("twelve", "warc_length"),
        ("", "warc_length"),
    ],
)
def test_record_that_lies_about_its_length_costs_itself(pack, length, code):
    lie = record(b"Shells fell.", length=length)
    if not length:
        lie = lie.replace(b"Content-Length: \r\n", b"")
    assert outline(pack(GOOD, lie, OTHER)) == [b"Shells fell.", code, b"Nobody was hurt."]


@pytest.mark.parametrize("length", ["17", "99999"])
def test_last_record_that_is_longer_than_the_file_is_told(length):
    assert outline(GOOD + record(b"Shells fell.", length=length)) == [
        b"Shells fell.",
        "warc_length",
    ]


def test_flaw_names_its_page_and_both_lengths():
    _, flaw, _ = read(GOOD + record(b"Shells fell.", length="5") + OTHER)
    assert isinstance(flaw, Flaw)
    assert (flaw.number, flaw.uri) == (2, "https://news.example.org/story")
    assert flaw.found == "a record that says it holds 5 bytes; the next begins 16 bytes on"
    assert flaw.raw == record(b"Shells fell.", length="5")


def test_what_was_passed_over_is_kept_unless_it_is_very_much():
    noise = b"<html>" + b"x" * 300_000 + b"\r\n\r\n"
    assert read(noise + GOOD)[0].raw == noise
    assert read(noise * 60 + GOOD)[0].raw is None


def test_length_that_takes_in_whole_records_takes_in_these_alone():
    swallowing = record(b"Shells fell.", length=str(12 + 4 + len(OTHER) - 4))
    items = read(swallowing + OTHER + GOOD)
    assert [item.number for item in items] == [1, 2]
    assert items[0].block.endswith(b"Nobody was hurt.")
    assert items[1].block == b"Shells fell."


def test_many_lying_records_are_read_in_one_pass():
    class Counting(BytesIO):
        taken = 0

        def read(self, size=-1):
            piece = super().read(size)
            self.taken += len(piece)
            return piece

    lie = record(b"Shells fell.", length=str(60 * 1024 * 1024))
    file = Counting(lie * 20_000)
    assert sum(isinstance(item, Flaw) for item in read_records(file)) == 20_000
    assert file.taken == len(lie) * 20_000


@pytest.mark.parametrize(
    "noise",
    [
        b"garbage\r\n\r\n",
        b"WARC/1.0",
        b"WARC/1.0\r\n" + b"A: b\r\n" * 20_000 + b"\r\n\r\n",
        b"WARC/1.0\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"<html>" + b"x" * 300_000 + b"\r\n\r\n",
        bytes(70_000) + b"\n\n",
    ],
    ids=["text", "cut head", "many fields", "long field", "page", "zeros"],
)
def test_what_is_no_record_is_passed_over(noise):
    raw = GOOD + noise
    assert outline(raw) == [b"Shells fell.", "warc_broken"]
    if noise.endswith(b"\n"):
        assert outline(raw + OTHER) == [b"Shells fell.", "warc_broken", b"Nobody was hurt."]


@pytest.mark.parametrize("raw", [GOOD + OTHER, packed(GOOD, OTHER)], ids=["plain", "packed"])
def test_file_that_is_cut_off_keeps_what_came_before(raw):
    last = len(raw) - len(raw) // 2
    for cut in range(1, last - 20):
        first, *rest = read(raw[:-cut])
        assert first.block == b"Shells fell."
        assert rest
        for item in rest:
            assert isinstance(item, Flaw) or item.block == b"Nobody was hurt."


def test_damaged_packing_costs_its_record():
    raw = packed(GOOD) + packed(record(b"x" * 5000))[:-40] + packed(OTHER)
    assert outline(raw) == [b"Shells fell.", "warc_damaged", b"Nobody was hurt."]


def test_record_whose_packing_is_damaged_behind_it_says_so():
    found, flaw = read(packed(GOOD)[:-4])
    assert found.block == b"Shells fell."
    assert found.flaw == flaw.found.partition(";")[0] == "it ends in the middle of what is packed"
    assert flaw.code == "warc_damaged"


def test_record_whose_check_sum_is_wrong_is_not_read():
    raw = bytearray(packed(GOOD))
    raw[-6] ^= 0xFF
    assert outline(bytes(raw) + packed(OTHER)) == ["warc_damaged", b"Nobody was hurt."]


@pytest.mark.parametrize("length", ["12", "999999999999", "60000000"])
def test_bomb_within_a_record_costs_itself(length):
    bomb = gzip.compress(
        record(b"", length=length).removesuffix(b"\r\n\r\n") + bytes(200_000_000), mtime=0
    )
    found = outline(packed(GOOD) + bomb + packed(OTHER))
    assert found == [b"Shells fell.", "warc_damaged", b"Nobody was hurt."]


def test_bomb_of_line_ends_is_left():
    bomb = gzip.compress(GOOD + b"\r\n" * 100_000_000, mtime=0)
    assert outline(bomb + packed(OTHER)) == [b"Shells fell.", "warc_damaged", b"Nobody was hurt."]


@given(
    st.lists(st.sampled_from([GOOD, OTHER, b"\r\n\r\n", b"WARC/1.0\r\n"]) | st.binary(max_size=80))
)
def test_any_bytes_come_to_an_end(parts):
    raw = b"".join(parts)
    items = read(raw)
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert len(items) <= len(raw)


@given(st.binary(max_size=60), st.integers(0, 500))
def test_any_damage_to_a_packed_file_comes_to_an_end(noise, at):
    raw = bytearray(packed(GOOD, OTHER, GOOD))
    raw[at : at + len(noise)] = noise
    assert len(read(bytes(raw))) <= 8
