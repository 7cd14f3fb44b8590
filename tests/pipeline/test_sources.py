"""Names to items: kinds, folders, streams, limits."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dprk_events.model import Reason, Skipped
from dprk_events.pipeline import files, sources
from dprk_events.pipeline.files import Refused, collect, file_chunks, read_file
from dprk_events.pipeline.item import Item
from dprk_events.pipeline.kinds import decode_text, kind_of_bytes, kind_of_name
from dprk_events.pipeline.records import items_of_lines
from dprk_events.pipeline.sources import InputOptions, is_single, items
from dprk_events.pipeline.walk import walk


def seen(folder: Path) -> list[tuple[str, str | None]]:
    """Path below the folder, and reason, of a walk."""
    return [(os.path.relpath(found.path, folder), found.reason) for found in walk(str(folder))]


def of(source: Path | str, **options: Any) -> list[Item]:
    """The items of one source."""
    return list(items([str(source)], InputOptions(**options)))


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/10.html", "a.html", "c.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path for path, _ in seen(tmp_path)] == ["B.txt", "a.html", "b/10.html", "b/2.html", "c.txt"]


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    for name in ("p.html", "p.html.meta.json", "p_files/style.css", "p_files/photo.JPG", ".hidden.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert seen(tmp_path) == [("p.html", None)]


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / "sub", outside):
        folder.mkdir(parents=True)
        (folder / "a.html").write_text("x", encoding="utf-8")
    (root / "loop").symlink_to(root)
    (root / "sub" / "up").symlink_to("..")
    (root / "out").symlink_to(outside)
    (root / "file").symlink_to(outside / "a.html")
    (root / "inside").symlink_to("sub/a.html")
    (root / "nowhere").symlink_to("missing")
    refused = Reason.NOT_A_REGULAR_FILE
    assert seen(root) == [
        ("file", refused),
        ("inside", None),
        ("nowhere", None),
        ("out", refused),
        ("sub/a.html", None),
    ]


def test_a_deep_folder_is_no_recursion(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.html").write_text("x", encoding="utf-8")
    assert len(seen(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("A.HTML", "html"),
        ("a.htm.gz", "html"),
        ("a.txt", "text"),
        ("a.jsonl.gz", "jsonl"),
        ("a.warc.gz", "warc"),
        ("a", None),
    ],
)
def test_kinds_by_name(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><p>a", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b'{"id": 1, "text": "a"}\n', "jsonl"),
        (b'\xef\xbb\xbf{"id": 1, "html": "<html><p>a"}\n{"id": 2, "text": "b"}\n', "jsonl"),
        (b'{"id": 1, "html": "<html><p>a line longer than what was read', "jsonl"),
        (b'{"other": 1}\n', "text"),
        (b'{"id": begins a note\n', "text"),
        ("Seoul and Tokyo met.".encode("utf-16"), "text"),
        (b"A report said <b>nothing</b>.", "text"),
    ],
)
def test_kinds_by_content(data: bytes, kind: str) -> None:
    assert kind_of_bytes(data) == kind


def test_the_kind_of_standard_input_does_not_depend_on_how_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    def kinds(*pieces: bytes) -> list[str]:
        monkeypatch.setattr(sources, "chunks", lambda _: iter(pieces))
        return ["page" if item.page else item.id for item in of("-")]

    assert kinds(b"\n", b"<ht", b"ml><p>a") == ["page"]
    assert kinds(b'{"id', b'": "1", "text": "a"}\n{"id": "2", "te', b'xt": "b"}') == ["1", "2"]


@pytest.mark.parametrize("data", [b"%PDF-1.5", b"\x89PNG\r\n", b"PK\x03\x04", bytes(range(1, 256)) * 4])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    refusal = kind_of_bytes(data)
    assert isinstance(refusal, Skipped)
    assert refusal.reason is Reason.NOT_HTML


def test_a_name_may_lie(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.5 and more")
    (tmp_path / "b").write_bytes(b"<html><body>a")
    (tmp_path / "c").write_bytes(b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n')
    assert of(tmp_path / "a.txt")[0].skipped is not None
    assert of(tmp_path / "b")[0].page is not None
    assert [item.id for item in of(tmp_path / "c")] == ["1", "2"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_in_the_usual_encodings(codec: str) -> None:
    assert decode_text("Zürich – “offer”".encode(codec)) == "Zürich – “offer”"


def test_gzip_is_known_by_its_bytes_and_bounded(tmp_path: Path) -> None:
    packed = tmp_path / "a.txt"
    packed.write_bytes(gzip.compress(b"first ") + gzip.compress(b"second"))
    assert read_file(str(packed), max_bytes=100) == b"first second"
    packed.write_bytes(gzip.compress(b"0" * 50_000_000))
    refusal = read_file(str(packed), max_bytes=1_000_000)
    assert isinstance(refusal, Skipped)
    assert refusal.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("damage", [lambda d: d[:-9], lambda d: d[:20] + b"\xff" + d[21:]])
def test_damaged_gzip_is_said(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = tmp_path / "a.html.gz"
    path.write_bytes(damage(gzip.compress(os.urandom(2000))))
    refusal = read_file(str(path), max_bytes=10_000)
    assert isinstance(refusal, Skipped)
    assert refusal.reason is Reason.TRUNCATED


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"first")
    times = [2]
    real = files.chunks

    def changing(descriptor: int) -> Iterator[bytes]:
        yield from real(descriptor)
        if times[0]:
            times[0] -= 1
            path.write_bytes(b"more than before" * (3 - times[0]))

    monkeypatch.setattr(files, "chunks", changing)
    refusal = read_file(str(path), max_bytes=100)
    assert isinstance(refusal, Skipped)
    assert (refusal.reason, refusal.retryable) == (Reason.CHANGED_WHILE_READ, True)
    times[0] = 1
    assert read_file(str(path), max_bytes=100) == path.read_bytes()


def test_pieces_over_the_limit_are_refused_before_they_are_kept() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1000

    with pytest.raises(Refused, match="more than 5,000 bytes"):
        collect(endless(), max_bytes=5000)


def test_lines_are_cut_anywhere_and_long_ones_cost_themselves() -> None:
    whole = b'{"id":"a","text":"x"}\n{"id":"long","text":"' + b"y" * 5000 + b'"}\n\n{"id":"b","text":"z"}'
    for size in (1, 7, 64, 100_000):
        pieces = iter([whole[i : i + size] for i in range(0, len(whole), size)])
        got = list(items_of_lines(pieces, file="f", max_bytes=1000))
        assert [item.skipped.reason if item.skipped else item.id for item in got] == ["a", Reason.TOO_LARGE, "b"]


def test_a_broken_stream_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = b"".join(json.dumps({"id": n, "text": os.urandom(400).hex()}).encode() + b"\n" for n in range(400))
    path.write_bytes(gzip.compress(data)[:-2000])
    got = of(path)
    assert [item.id for item in got[:-1]] == [str(n) for n in range(len(got) - 1)]
    assert len(got) > 100
    assert got[-1].skipped is not None
    assert got[-1].skipped.reason is Reason.TRUNCATED


def test_ids_come_from_address_and_content(tmp_path: Path) -> None:
    for name, text in (("a.txt", "one"), ("b.txt", "one"), ("c.txt", "two")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ids = [of(tmp_path / name)[0].id for name in ("a.txt", "b.txt", "c.txt", "a.txt")]
    assert len(set(ids)) == 3
    assert ids[0] == ids[3]


def test_a_list_of_addresses_is_not_one_document(tmp_path: Path) -> None:
    assert is_single(("a.html",), "auto")
    assert not is_single((str(tmp_path),), "auto")
    assert not is_single(("a.jsonl",), "auto")
    assert not is_single(("a.html", "b.html"), "auto")
    assert not is_single(("-",), "jsonl")


def test_file_chunks_refuses_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not a regular file"):
        next(file_chunks(str(tmp_path)))
