"""Bytes to text: marks, headers, meta tags, guesses, and labels that lie."""

from __future__ import annotations

import codecs

import pytest

from dprk_events.article.decode import decode

KOREAN = "북한은 월요일 동해상으로 발사체를 쏘았다고 군 당국이 밝혔다. 피해는 없었다."
JAPANESE = "北朝鮮は月曜日に日本海へ向けて飛翔体を発射したと防衛省が発表しました。被害はありません。"
# half of the second bytes are ASCII
KANJI = "北朝鮮の外務省は今日、平壌で談話を発表したと報じた。ミサイルについての説明はなかった。"
FRENCH = "Le délégué a quitté l’hôtel après la cérémonie, a déclaré le ministère."


def page(text: str, codec: str, label: str | None) -> bytes:
    meta = f'<meta charset="{label}">' if label else ""
    return f"<html><head>{meta}<title>t</title></head><body><p>{text} {text}</p></body></html>".encode(codec)


@pytest.mark.parametrize(
    "label", [None, "utf-8", "euc-kr", "ks_c_5601-1987", "iso-8859-1", "shift_jis", "zlib", "no-such-label"]
)
@pytest.mark.parametrize(
    ("text", "codec"), [(KOREAN, "cp949"), (KOREAN, "utf-8"), (JAPANESE, "cp932"), (KANJI, "cp932"), (JAPANESE, "euc_jp")]
)
def test_text_comes_out_right_whatever_the_label_says(text: str, codec: str, label: str | None) -> None:
    assert text in decode(page(text, codec, label)).text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_by_its_nul_bytes(codec: str) -> None:
    decoded = decode(page(FRENCH, codec, "utf-8"))
    assert (FRENCH in decoded.text, decoded.charset, decoded.by) == (True, codec, "guess")


def test_a_byte_order_mark_is_stronger_than_the_header_and_is_not_text() -> None:
    decoded = decode(codecs.BOM_UTF8 + KOREAN.encode(), "text/html; charset=euc-kr")
    assert (decoded.text, decoded.by) == (KOREAN, "mark")


def test_the_header_is_believed_where_the_bytes_fit_it() -> None:
    assert decode(KOREAN.encode("cp949"), "text/html; charset=EUC-KR").by == "header"


def test_latin_1_means_windows_1252() -> None:
    assert decode(page(FRENCH, "cp1252", "iso-8859-1")).text.count("’") == 2


def test_a_stray_wrong_byte_does_not_change_the_encoding_of_a_utf_8_page() -> None:
    decoded = decode(page(FRENCH * 20, "utf-8", "utf-8") + b"\xff")
    assert "délégué" in decoded.text
    assert decoded.text.endswith("\ufffd")


@pytest.mark.parametrize(
    "bytes_", [b"", b"\x00", b"\xff\xfe", b"\xff" * 50, bytes(range(256)) * 4, b"\x00<" * 9, b"<\x00" * 9]
)
def test_no_bytes_raise(bytes_: bytes) -> None:
    assert isinstance(decode(bytes_, "text/html; charset=rot13").text, str)


def test_japanese_mail_encoding_is_seen_by_its_escapes() -> None:
    assert JAPANESE in decode(page(JAPANESE, "iso2022_jp", None)).text


def test_a_short_korean_page_of_16_bits_has_few_nul_bytes() -> None:
    assert KOREAN * 4 in decode(f"<p>{KOREAN * 4}</p>".encode("utf-16-be")).text
