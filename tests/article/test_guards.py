"""Pages shaped to exhaust a parser are refused before parsing, in bounded time; heavy real shapes are not."""

from __future__ import annotations

import time

import pytest

from dprk_events.article import read_page
from dprk_events.article.guards import MAX_BYTES, refuse
from dprk_events.model import Page, Reason, Skipped, Source

SHAPED = {
    "nested-templates": b"<template>" * 65_625,
    "nested-divs": b"<div>" * 100_000,
    "nested-lists": b"<ul><li>" * 100_000,
    "nested-definitions": b"<dl><dd>" * 100_000,
    "headings-in-divs": b"<h1><div>" * 100_000,
    "different-fonts": b"".join(b"<font a%d>" % number for number in range(20_000)),
    "many-attributes": b"<p " + b"".join(b"a%d " % number for number in range(100_000)) + b">",
    "attributes-behind-slashes": b"<p " + b"/".join(b"a%d=1" % number for number in range(100_000)) + b">",
    "many-html-tags": b"".join(b"<html a%d>" % number for number in range(100_000)),
    "misnested-formatting": b"<b i>" * 1_000 + b"<i i>" * 1_000 + b"x</b>" * 1_000,
}


@pytest.mark.parametrize("shape", SHAPED)
def test_shaped_pages_are_refused_at_once(shape: str) -> None:
    started = time.process_time()
    refused = read_page(Page(html=SHAPED[shape], source=Source()), {})
    assert isinstance(refused, Skipped)
    assert refused.reason is Reason.TOO_DEEP
    assert time.process_time() - started < 3


def test_a_page_over_ten_megabytes_is_too_large() -> None:
    refused = refuse(b"<p>" + b"a" * MAX_BYTES)
    assert refused is not None
    assert refused.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_other_files_are_not_html(data: bytes) -> None:
    refused = refuse(data + b"x" * 100)
    assert refused is not None
    assert refused.reason is Reason.NOT_HTML


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_no_bytes_are_empty(data: bytes) -> None:
    refused = refuse(data)
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
    assert refuse(html) is None
