from __future__ import annotations

import codecs

import pytest

from firsthand.read.decode import declared_in_page, decode, is_binary

SENTENCES = {
    "cp1252-fr": "Le préfet a déclaré lundi que la digue n’avait pas cédé. « Jamais », a-t-il dit.",
    "cp1252-de": "Der Bürgermeister erklärte am Montag, die Brücke sei zu. „Keine Züge“.",
    "cp1252-es": "El alcalde declaró el lunes que la inundación causó daños. «Basta», dijo.",
    "cp1250-pl": "Burmistrz powiedział w poniedziałek, że most jest zamknięty. „Nie” – dodał.",
    "iso8859_2-pl": "Burmistrz powiedział w poniedziałek, że most będzie zamknięty, dodał też coś.",
    "cp1254-tr": "Belediye başkanı pazartesi günü köprünün kapalı kalacağını söyledi ve ekledi.",
    "cp1251-ru": "Мэр города заявил в понедельник, что мост закрыт. «Нет», — добавил он.",
    "koi8_r-ru": "Мэр города заявил в понедельник, что мост останется закрытым, добавил он.",
    "cp1253-el": "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα θα παραμείνει κλειστή, πρόσθεσε.",
    "cp1255-he": "ראש העיר אמר ביום שני כי הגשר יישאר סגור. איננו יכולים לאפשר לרכבות לעבור.",
    "cp1256-ar": "قال رئيس البلدية يوم الاثنين إن الجسر سيبقى مغلقا، وأضاف أن العمل بدأ.",
    "cp932-ja": "市長は月曜日、橋は閉鎖されたままだと述べた。「列車は通せない」と付け加えた。",
    "gb18030-zh": "市长周一表示，大桥将继续关闭。“我们不能让火车通行”，他补充说。",
    "cp949-ko": "시장은 월요일 다리가 계속 폐쇄될 것이라고 말했다. 열차는 다닐 수 없다고 했다.",
}


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_undeclared_encodings_are_recognised(name: str) -> None:
    text = SENTENCES[name]
    decoded = decode(text.encode(name.partition("-")[0]))
    assert decoded.text == text
    assert decoded.problem is None


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
def test_a_byte_order_mark_decides_and_is_removed(mark: bytes, encoding: str) -> None:
    text = "Мост\u00a0закрыт.\r\nÆrø\n"
    decoded = decode(mark + text.encode(encoding), declared="cp1252")
    assert (decoded.text, decoded.encoding, decoded.problem) == (text, encoding, None)


def test_utf16_without_a_mark_is_read() -> None:
    text = "The quay stays closed, she said – for six weeks."
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text


def test_the_declared_charset_is_read_as_browsers_read_it() -> None:
    assert decode("“Nein” – 5 €".encode("cp1252"), declared="ISO-8859-1").text == "“Nein” – 5 €"
    assert decode("Мост закрыт".encode("koi8_r"), declared="KOI8-R").text == "Мост закрыт"
    assert decode("橋は閉鎖".encode("cp932"), declared="Shift_JIS").text == "橋は閉鎖"
    assert decode("橋は閉鎖".encode("iso2022_jp"), declared="iso-2022-jp").text == "橋は閉鎖"


@pytest.mark.parametrize("wrong", ["utf-16", "windows-1252", "no-such", "base64", "unicode_escape"])
def test_a_wrong_declaration_does_not_spoil_utf8(wrong: str) -> None:
    assert decode("Brücke \\u0041".encode(), declared=wrong).text == "Brücke \\u0041"


def test_escapes_are_never_undone_by_a_declared_codec() -> None:
    assert decode(b"a \\ud800 b", declared="unicode_escape").text == "a \\ud800 b"


def test_broken_utf8_keeps_the_rest_and_says_where() -> None:
    raw = "Die Brücke über die Lür bleibt zu.\nKöhler schwieg.".encode().replace(
        b"\xc3\xb6", b"\xc3"
    )
    decoded = decode(raw, place="a.txt")
    assert decoded.text == "Die Brücke über die Lür bleibt zu.\nK\ufffdhler schwieg."
    assert decoded.problem is not None
    assert decoded.problem.code == "encoding"
    assert "a.txt" in decoded.problem.message
    assert "line 2" in decoded.problem.message


def test_binary_bytes_give_no_text() -> None:
    decoded = decode(bytes(range(256)) * 50, place="x.bin")
    assert decoded.text == ""
    assert decoded.problem is not None
    assert decoded.problem.code == "binary"
    assert is_binary(b"\x00\x01\x02\x03 text")
    assert not is_binary(b"text\twith\r\nlines\f")


def test_an_encoding_that_is_not_recognised_is_told() -> None:
    noise = bytes((128 + 37 * n % 128 if n % 3 else 32) for n in range(3000))
    decoded = decode(b"Quay " + noise, place="a.txt")
    assert decoded.text.startswith("Quay ")
    assert decoded.problem is not None
    assert decoded.problem.code == "encoding"


def test_nothing_decodes_to_nothing() -> None:
    assert decode(b"") == decode(codecs.BOM_UTF8)


def test_the_charset_of_a_page_is_found() -> None:
    assert declared_in_page(b"<html><meta charset=windows-1251>") == "windows-1251"
    assert declared_in_page(b'<meta http-equiv=x content="text/html; charset=KOI8-R">') == "KOI8-R"
    assert declared_in_page(b'<?xml version="1.0" encoding="utf-8"?>') == "utf-8"
    assert declared_in_page(b"<p>charset=utf-8</p>") is None
