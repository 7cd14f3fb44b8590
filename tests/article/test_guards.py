"""Pages shaped to exhaust a parser are refused before parsing, in bounded time; heavy real shapes are not."""

from __future__ import annotations

import random
import time

import pytest

from dprk_events.article import read_page
from dprk_events.article.guards import MAX_BYTES, refuse_file, refuse_shape
from dprk_events.model import Article, Page, Reason, Skipped, Source
from tests.article.pages import FOOTER, MENU, html, paragraphs

SHAPED = {
    "nested-templates": b"<template>" * 65_625,
    "nested-divs": b"<div>" * 100_000,
    "nested-lists": b"<ul><li>" * 100_000,
    "nested-definitions": b"<dl><dd>" * 100_000,
    "headings-in-divs": b"<h1><div>" * 100_000,
    "different-fonts": b"".join(b"<font a%d>" % number for number in range(20_000)),
    "many-attributes": b"<p " + b"".join(b"a%d " % number for number in range(100_000)) + b">",
    "attributes-behind-slashes": b"<p " + b"/".join(b"a%d=1" % number for number in range(100_000)) + b">",
    "a-million-attributes": b"<p " + b"".join(b"a%d " % number for number in range(1_000_000)) + b">",
    "attributes-with-values": b"<p " + b" ".join(b'a%d="<"' % number for number in range(100_000)) + b">",
    "attributes-behind-a-quoted-end": b"<p a='>' " + b"".join(b"a%d " % number for number in range(100_000)) + b">",
    "attributes-of-a-script": b"<script a='>' " + b"".join(b"a%d " % number for number in range(100_000)) + b">",
    "attributes-behind-a-script": b"<script>x</script " + b"".join(b"a%d " % number for number in range(100_000)) + b">",
    "attributes-between-quoted-ends": b"<p "
    + b"".join(b"a%d b%d='>' " % (number, number) for number in range(50_000))
    + b">",
    "attributes-between-quoted-tags": b"<p>"
    + b"<i "
    + b"".join(b'a%d c%d b%d = "x<p>y" ' % (number, number, number) for number in range(40_000))
    + b">",
    "attributes-between-long-values": b"<p a"
    + b"".join(
        b'="%s" %s b' % (b"<p title='x'> " * 2_000, b"".join(b"a%d " % number for number in range(at, at + 1_500)))
        for at in range(0, 60_000, 1_500)
    )
    + b">",
    "many-html-tags": b"".join(b"<html a%d>" % number for number in range(100_000)),
    "misnested-formatting": b"<b i>" * 1_000 + b"<i i>" * 1_000 + b"x</b>" * 1_000,
    "formatting-copied-for-each-paragraph": b"<p>"
    + b"".join(b"<b a%d>" % number for number in range(199))
    + b"</p>"
    + b"<p>x" * 40_000,
    "attributes-of-many-bodies": b"".join(
        b"<body " + b" ".join(b"a%d" % number for number in range(at, at + 1_000)) + b">" for at in range(0, 150_000, 1_000)
    ),
}


@pytest.mark.parametrize("shape", SHAPED)
def test_shaped_pages_are_refused_at_once(shape: str) -> None:
    started = time.process_time()
    refused = read_page(Page(html=SHAPED[shape], source=Source()), {})
    assert isinstance(refused, Skipped)
    assert refused.reason is Reason.TOO_DEEP
    assert time.process_time() - started < 3


REPEATED = {
    "open-scripts": "<script>" * 100_000,
    "unfinished-scripts": "<script " * 100_000,
    "open-comments": "<!--" * 100_000,
    "open-styles": "<style>x" * 100_000,
    "open-data": '<script type="application/json">' * 100_000,
    "a-title-of-tails": "<title>" + "a | " * 100_000,
    "letters-like-a-dateline": "<p>" + "A-" * 100_000,
}


@pytest.mark.parametrize("shape", REPEATED)
def test_what_is_repeated_without_end_costs_no_minutes(shape: str) -> None:
    started = time.process_time()
    read_page(Page(html=REPEATED[shape].encode(), source=Source()), {})
    assert time.process_time() - started < 3


def test_words_in_scripts_comments_and_values_are_no_attributes() -> None:
    code = 'text = "<p x= "; ' * 30_000
    story = html(f"<script>{code}</script><!-- {'<a b ' * 9_000}--><img src='data:x,{'QU/D' * 90_000}'>{paragraphs()}")
    assert isinstance(read_page(Page(html=story.encode(), source=Source()), {}), Article)


def test_a_page_over_ten_megabytes_is_too_large() -> None:
    refused = refuse_file(b"<p>" + b"a" * MAX_BYTES)
    assert refused is not None
    assert refused.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_other_files_are_not_html(data: bytes) -> None:
    refused = refuse_file(data + b"x" * 100)
    assert refused is not None
    assert refused.reason is Reason.NOT_HTML


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_no_bytes_are_empty(data: bytes) -> None:
    refused = refuse_file(data)
    assert refused is not None
    assert refused.reason is Reason.EMPTY


@pytest.mark.parametrize(
    "html",
    [
        b"<p>Unclosed paragraph" * 4_000,
        b"<ul>" + b"<li><b>One</b> <i>two</i>" * 3_000 + b"</ul>",
        b"<script>" + b"x < y; " * 40_000 + b"</script>",
        b"<a href=x>" * 2_000,
        b'<img src="data:image/png;base64,' + b"A" * 200_000 + b'">',
        b"<!-- " + b"comment " * 30_000 + b"-->",
    ],
)
def test_heavy_shapes_of_real_pages_are_read(html: bytes) -> None:
    assert refuse_shape(html) is None


def test_mutated_pages_never_raise_and_their_blocks_fit_the_text() -> None:
    chance = random.Random(7)
    whole = html(
        f"{MENU}<article><h1>Envoy leaves</h1>{paragraphs()}<div class='related'><a href='/x'>Another story "
        f"of the day</a></div></article>{FOOTER}"
    )
    for _ in range(400):
        data = bytearray(whole.encode())
        for _ in range(chance.randrange(1, 60)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = bytes([chance.randrange(256)]) * chance.randrange(3)
        article = read_page(
            Page(html=bytes(data), source=Source(url=chance.choice(["http://[bad", "https://news.example/a", ""]))), {}
        )
        if isinstance(article, Article):
            ends = [0, *(block.end for block in article.blocks)]
            assert all(end <= block.start < block.end for end, block in zip(ends, article.blocks, strict=False))
            assert ends[-1] == len(article.text)
