"""``dprk-events extract`` on real files: documents, order, filters, options."""

from __future__ import annotations

import gzip
import json
import os
import pty
import subprocess
from pathlib import Path

from tests.cli.conftest import COMMAND, PAGE, STORY, Run, environment, lines


def test_one_text_gives_one_line_with_events_whose_offsets_fit(run: Run, story: Path) -> None:
    ran = run("extract", story.name)
    assert ran.code == 0
    assert ran.err == ""
    (record,) = ran.records
    assert list(record) == ["schema", "id", "source", "article", "events", "skipped", "tool"]
    assert record["article"]["text"] == STORY
    first = record["events"][0]
    assert first["action"]["type"] == "REJECT"
    assert first["actor"]["entities"][0]["country"] == "NOR"
    for part in (first["actor"], first["action"], first["target"], first["action"]["anchor"]):
        assert STORY[part["start"] : part["end"]] == part["text"]


def test_every_record_names_tool_model_and_lexicon(run: Run, story: Path) -> None:
    tool = run("extract", story.name).records[0]["tool"]
    assert tool["model"].startswith("en_core_web_sm ")
    assert len(tool["model_sha256"]) == len(tool["lexicon_sha256"]) == 64


def test_a_saved_page_plain_and_gzipped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    ran = run("extract", "a.html", "b.html.gz")
    assert ran.code == 0
    plain, packed = ran.records
    assert plain["article"]["title"] == "Norway turns down North Korean offer"
    assert plain["events"] == packed["events"] != []
    assert plain["source"]["sha256"] == packed["source"]["sha256"]
    assert [plain["source"]["file"], packed["source"]["file"]] == ["a.html", "b.html.gz"]
    assert plain["id"] != packed["id"]


def test_url_and_published_are_the_callers_word(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (record,) = run("extract", "a.html", "--url", "https://fjord.example/a", "--published", "2025-06-20").records
    assert record["source"]["url"] == "https://fjord.example/a"
    assert record["article"]["published"].startswith("2025-06-20")


def test_jsonl_gives_a_line_for_each_line_in_order(run: Run) -> None:
    ran = run("extract", "--from", "jsonl", "-", data=lines(60))
    assert ran.code == 0
    assert [record["id"] for record in ran.records] == [f"n{n}" for n in range(60)]


def test_a_line_without_events_is_no_failure(run: Run) -> None:
    ran = run("extract", "--from", "jsonl", "-", data=b'{"id": 7, "text": "The weather was mild."}\n')
    assert (ran.code, ran.records[0]["id"], ran.records[0]["events"]) == (0, "7", [])


def test_html_in_jsonl_is_read_as_a_page(run: Run) -> None:
    line = json.dumps({"id": "p", "html": PAGE, "url": "https://fjord.example/p", "published": "2025-06-20"})
    (record,) = run("extract", "--from", "jsonl", "-", data=line.encode()).records
    assert record["article"]["title"] == "Norway turns down North Korean offer"


def test_bad_lines_are_records_and_the_rest_goes_on(run: Run) -> None:
    good = lines(1).strip()
    bad = [
        b"{not json",
        b"[" * 100_000,
        b'{"id": "x"}',
        b'{"id": ["x"], "text": "a"}',
        b'{"id": "y", "text": 3}',
        b'"text"',
        b'{"text": "a", "published": "yesterday"}',
        b'{"n": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
    ]
    ran = run("extract", "--from", "jsonl", "-", data=b"\n".join([good, *bad, b"", good]))
    assert ran.code == 1
    reasons = [record["skipped"] and record["skipped"]["reason"] for record in ran.records]
    assert reasons == [None, *["bad_record"] * len(bad), None]
    assert "line 2" in ran.records[1]["skipped"]["detail"]
    without_id = [record["id"] for record in ran.records if record["skipped"] and record["id"] not in {"x", "y"}]
    assert len(set(without_id)) == len(without_id)


def test_a_lone_surrogate_comes_out_as_valid_utf8(run: Run) -> None:
    ran = run("extract", "--from", "jsonl", "-", data=b'{"id": "a\\ud800", "text": "Seoul met Tokyo. \\udc00"}\n')
    assert ran.code == 0
    assert ran.records[0]["id"] == "a\ufffd"
    assert ran.records[0]["article"]["text"] == "Seoul met Tokyo. \ufffd"


def test_output_is_the_same_for_any_number_of_workers(run: Run) -> None:
    data = lines(90)
    outputs = {run("extract", "--from", "jsonl", "-", "--workers", n, data=data).out for n in ("1", "2", "5")}
    assert len(outputs) == 1


def test_twins_are_named_each(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(STORY, encoding="utf-8")
    records = run("extract", "f").records
    assert [record["source"]["file"] for record in records] == ["f/a.txt", "f/b.txt", "f/c.txt"]
    assert len({record["id"] for record in records}) == 3
    assert records[0]["events"] == records[1]["events"] == records[2]["events"] != []


def test_filters(run: Run, story: Path) -> None:
    everything = run("extract", story.name).records[0]["events"]
    (rejects,) = run("extract", story.name, "--type", "reject", "--no-text").records
    assert rejects["article"]["text"] is None
    assert [event["action"]["type"] for event in rejects["events"]] == ["REJECT"]
    assert len(everything) > 1
    assert run("extract", story.name, "--min-confidence", "1").records[0]["events"] == []


def test_pretty_and_compact(run: Run, story: Path) -> None:
    compact, pretty = run("extract", story.name), run("extract", story.name, "--pretty")
    assert compact.out.count(b"\n") == 1
    assert pretty.out.count(b"\n") > 50
    assert json.loads(pretty.out) == json.loads(compact.out)


def test_on_a_terminal_one_document_is_indented(story: Path) -> None:
    parent, child = pty.openpty()
    with subprocess.Popen(
        [COMMAND, "extract", story.name], stdout=child, stderr=subprocess.PIPE, cwd=story.parent, env=environment()
    ) as process:
        os.close(child)
        shown = b""
        while b"\n}" not in shown:
            shown += os.read(parent, 65536)
        assert process.wait(60) == 0
    os.close(parent)
    assert shown.startswith(b'{\r\n  "schema"')


def test_output_file_is_whole(run: Run, story: Path, tmp_path: Path) -> None:
    ran = run("extract", story.name, "-o", "out.json")
    assert (ran.code, ran.out) == (0, b"")
    assert json.loads((tmp_path / "out.json").read_bytes())["events"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "story.txt"]


def test_a_model_that_is_not_there_is_a_usage_error(run: Run, story: Path) -> None:
    ran = run("extract", story.name, "--model", "no_such_model")
    assert ran.code == 2
    assert ran.out == b""
    assert "no_such_model" in ran.err
    assert ran.err.count("\n") == 1


def test_article_stops_before_events(run: Run, story: Path) -> None:
    ran = run("article", story.name)
    (record,) = ran.records
    assert (ran.code, record["events"], record["tool"]["model"]) == (0, [], None)
    assert run("article", story.name, "--to", "text").out.decode() == STORY + "\n"
