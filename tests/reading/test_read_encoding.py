"""Bytes become the right text, and no bytes make the decoder fail."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.reading.documents import text_document
from harvester.reading.encoding.decoding import declared_encoding, decode, doubts
from harvester.records import Article

SENTENCES = [
    ("cp1256", "نص عربي قصير"),
    ("cp1256", "وصل الوفد إلى المدينة مساء أمس — ولم يدل بتصريح"),
    ("cp1256", "مرحبا"),
    ("cp1251", "Пётр"),
    ("cp1251", "В городе снова выпал снег — школы закрыты"),
    ("cp1251", "Уряд їхав до міста цілу ніч"),
    ("koi8-r", "В городе снова выпал снег, школы закрыты"),
    ("cp1252", "The river rose — “again”, she said, and it’s late"),
    ("cp1252", "Été à la plage, déjà fini…"),
    ("cp1252", "Straße gesperrt, Brücke offen"),
    ("cp1252", "El niño llegó mañana"),
    ("cp1252", "A decisão não foi fácil"),
    ("cp1250", "Zażółć gęślą jaźń"),
    ("cp1250", "Příliš žluťoučký kůň"),
    ("cp1253", "Η πόλη ξύπνησε μέσα στο χιόνι"),
    ("cp1254", "Kışın İzmir’e gelen güneş doğdu"),
    ("cp1255", "הנהר עלה שוב בלילה"),
    ("cp1257", "Šiandien žmonės ėjo į miestą"),
    ("cp874", "แม่น้ำขึ้นสูงอีกครั้ง"),
    ("gb18030", "他们说这条河的水又上来了"),
    ("big5", "他們說這條河的水又上來了"),
    ("cp932", "この川の水はまた高くなった"),
    ("euc_jp", "この川の水はまた高くなった"),
    ("cp949", "강물이 다시 높아졌다고 합니다"),
]


@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES)
def test_a_sentence_in_a_legacy_code_page_is_guessed_right(encoding: str, sentence: str) -> None:
    decoded = decode(sentence.encode(encoding))
    assert decoded.text == sentence
    assert decoded.is_guess


@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES)
def test_a_declared_code_page_needs_no_guess(encoding: str, sentence: str) -> None:
    decoded = decode(sentence.encode(encoding), encoding.replace("cp125", "windows-125"))
    assert decoded.text == sentence
    assert not decoded.is_guess


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
    assert decode(mark + "Ψωμί 🍞".encode(encoding)) == ("Ψωμί 🍞", encoding, False, 0)


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
        b"caf\xe9 \xe2\x80\x94 fin",
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
