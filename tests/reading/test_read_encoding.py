"""Bytes become the right text, and no bytes make the decoder fail."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import cases
from harvester.reading.documents import text_document
from harvester.reading.encoding.decoding import Decoded, declared_encoding, decode, doubts
from harvester.records import Article

CASES = cases("encodings")
GUESSED = [*CASES["guessed"], *CASES["known-failures"]]


@pytest.mark.parametrize("case", CASES["guessed"], ids=lambda case: case["text"][:30])
def test_a_text_in_a_legacy_code_page_is_guessed_right(case: dict[str, str]) -> None:
    decoded = decode(case["text"].encode(case["encoding"]))
    assert decoded.text == case["text"]
    assert decoded.is_guess


@pytest.mark.xfail
@pytest.mark.parametrize("case", CASES["known-failures"], ids=lambda case: case["text"][:30])
def test_a_text_that_is_too_short_is_guessed_right(case: dict[str, str]) -> None:
    assert decode(case["text"].encode(case["encoding"])).text == case["text"]


@pytest.mark.parametrize("case", GUESSED, ids=lambda case: case["text"][:30])
def test_a_declared_code_page_needs_no_guess(case: dict[str, str]) -> None:
    label = case["encoding"].replace("cp125", "windows-125")
    decoded = decode(case["text"].encode(case["encoding"]), label)
    assert decoded.text == case["text"]
    assert not decoded.is_guess


@pytest.mark.parametrize("case", CASES["mixed"], ids=lambda case: case["cp1252"][:30])
def test_windows_1252_pasted_into_utf8_is_read_as_what_it_is(case: dict[str, str]) -> None:
    decoded = decode(case["utf8"].encode() + case["cp1252"].encode("cp1252"))
    assert decoded.text == case["utf8"] + case["cp1252"]
    assert (decoded.encoding, decoded.replaced, decoded.is_guess) == ("utf-8", 0, False)
    assert [problem.code for problem in doubts(decoded, "a.txt")] == ["encoding-mixed"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + "Ψωμί 🍞".encode(encoding)) == Decoded("Ψωμί 🍞", encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["The bread is warm.\nBuy it.", "الخبز ساخن، اشتره الآن.\n"])
def test_wide_text_is_known_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_valid_utf8_wins_over_a_lying_declaration() -> None:
    assert decode("Łódź".encode(), "iso-8859-1").text == "Łódź"


@pytest.mark.parametrize("label", ["utf-7", "x-no-such", "rot13", "base64", "a\0b", "utf-8"])
def test_names_that_are_no_legacy_encoding_are_not_honoured(label: str) -> None:
    assert decode(b"caf\xe9 +ADw-script+AD4-", label).text == "café +ADw-script+AD4-"


def test_iso_8859_1_means_what_browsers_take_it_for() -> None:
    assert decode(b"\x93Bread\x94 \x97 caf\xe9", "ISO-8859-1").text == "“Bread” — café"


def test_iso_2022_jp_is_read_where_it_is_declared() -> None:
    data = "川の水".encode("iso2022_jp")
    assert decode(data, "ISO-2022-JP").text == "川の水"


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9\xe9\xe9 \xe2\x80\x94 fin",
        "eine Straße, zwei Straßen, drei Straßen ".encode() + b"\xff",
        "Ende —".encode() + b"\xe2\x80",
        b"\xed\xa0\xbd \xe2\x80\x9cdone\xe2\x80\x9d",
    ],
)
def test_utf8_with_a_few_bad_bytes_stays_utf8(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == decoded.text.count("\ufffd") > 0


def test_a_guess_and_a_repair_are_told() -> None:
    guess = list(doubts(decode("снег и лёд".encode("cp1251")), "a.txt"))
    repair = list(doubts(decode(b"\xe2\x80\x94 \xff"), "a.txt"))
    assert [problem.code for problem in guess] == ["encoding-guessed"]
    assert "windows-1251" in guess[0].message
    assert [problem.code for problem in repair] == ["bytes-replaced"]


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>', "Shift_JIS"),
        (b"<p>charset=utf-16</p>", None),
        (b" " * 3000 + b"<meta charset=big5>", None),
    ],
)
def test_the_encoding_a_page_declares(head: bytes, label: str | None) -> None:
    assert declared_encoding(head) == label


@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_no_bytes_make_the_decoder_fail(data: bytes, declared: str | None) -> None:
    decode(data, declared).text.encode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_plain_text_in_utf8_is_never_changed(text: str) -> None:
    found = list(text_document(text.encode(), "a.txt", None))
    kept = text.removeprefix("\ufeff")
    assert [item.text for item in found if isinstance(item, Article)] == (
        [kept] if kept.strip() else []
    )
