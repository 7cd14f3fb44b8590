"""Our reader beside others in one run: text, speed, memory, metadata, and our failing pages by class.

    python bench/reading.py [FOLDER ...] [--rounds 3] [--failing 0.9] [--without-head]

Without a folder it reads the pages of fixtures/sites that are articles. A FOLDER is a split of the Web Content Extraction
Benchmark: html/ID.html.gz beside ground-truth/ID.json, of which the pages typed "article" are read. Readers that are not
installed are left out: ``pip install -e .[bench]``. Each has a process of its own; rounds take turns, so that a busy
machine is busy for all, and the fastest round counts. ``x`` is the speed against trafilatura's in the same run.
``--without-head`` hides JSON-LD and meta tags, so that title, byline and date must be found where a reader sees them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import multiprocessing
import re
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from failures import classes, shingles
from readers import READERS
from stated import by_verdict

from dprk_events.tables import load_sites

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sites"
OURS, BASE = "dprk-events", "trafilatura"
_HEAD = re.compile(rb"<meta\b(?![^>]*charset)[^>]*>|<script[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
WARM_UP = b"<html><head><title>t</title></head><body><article><p>One line to load all that is needed.</p></article>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page and what should come of it; ``date`` is a day or an instant."""

    name: str
    url: str
    html: bytes
    text: str
    title: str | None
    authors: tuple[str, ...] | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One pass of a reader over all pages: its answers, CPU seconds and growth in megabytes."""

    answers: list[dict[str, object]]
    seconds: float
    growth: float


def fixture_cases(folder: Path) -> list[Case]:
    """All fixture pages that are articles."""
    found = []
    for file in sorted(folder.glob("*/*/expected.json")):
        about = tomllib.loads((file.parent / "page.toml").read_text(encoding="utf-8"))
        gold = json.loads(file.read_text(encoding="utf-8"))
        found.append(
            Case(name="/".join(file.parent.parts[-2:]), url=about["url"], html=(file.parent / "page.html").read_bytes(),
                 text="\n".join(gold["text"]), title=gold["title"], authors=tuple(gold["byline"]), date=gold["published"])
        )  # fmt: skip
    return found


def benchmark_cases(folder: Path) -> list[Case]:
    """The articles of a split of the Web Content Extraction Benchmark."""
    found = []
    for file in sorted(folder.glob("ground-truth/*.json")):
        about = json.loads(file.read_text(encoding="utf-8"))
        gold = about["ground_truth"]
        page = folder / "html" / f"{file.stem}.html.gz"
        if about["_internal"]["page_type"]["primary"] == "article" and gold.get("main_content") and page.is_file():
            authors = tuple(re.split(r"[;,]| and ", gold["author"])) if gold.get("author") else None
            found.append(
                Case(name=file.stem, url=about.get("url") or "", html=gzip.decompress(page.read_bytes()),
                     text=gold["main_content"], title=gold.get("title"), authors=authors, date=gold.get("publish_date"))
            )  # fmt: skip
    return found


def cases_of(folder: str, *, blind: bool) -> list[Case]:
    """The pages of a folder; "" is that of the fixtures. ``blind``: without what they say about themselves for programs."""
    cases = benchmark_cases(Path(folder)) if folder else fixture_cases(FIXTURES)
    return [replace(case, html=_HEAD.sub(b"", case.html)) for case in cases] if blind else cases


def one_round(name: str, folder: str, *, blind: bool) -> Round:
    """Read all pages with one reader; runs in that reader's process."""
    logging.disable(logging.CRITICAL)
    run = READERS[name][1]
    cases = cases_of(folder, blind=blind)
    run(WARM_UP, "https://news.example/a")
    _forget_peak()
    before, answers = _memory("VmRSS"), []
    began = time.process_time()
    for case in cases:
        try:
            answers.append(run(case.html, case.url))
        except Exception as error:  # a crash of any reader is an empty answer; the table goes on
            answers.append({"text": "", "error": repr(error)})
    return Round(answers=answers, seconds=time.process_time() - began, growth=(_memory("VmHWM") - before) / 1024)


def _forget_peak() -> None:
    """Loading the pages took memory too: only what reading takes is to be seen."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _memory(key: str) -> int:
    """Kilobytes of this process; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except FileNotFoundError:
        return 0
    return int(status.split(f"{key}:")[1].split()[0])


def score(gold: str, text: str) -> tuple[float, float]:
    """Precision and recall of a page by its runs of four words."""
    wanted, got = shingles(gold), shingles(text)
    both = (wanted & got).total()
    return both / (got.total() or 1), both / (wanted.total() or 1)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall or 1)


def told(case: Case, answer: dict[str, object]) -> dict[str, bool]:
    """Which metadata are right, of those that the gold has: title and byline folded, the day, the instant with its zone."""
    right = {}
    if case.title:
        right["title"] = fold(case.title) == fold(str(answer.get("title") or ""))
    if case.authors is not None:
        names = answer.get("authors") or ()
        right["byline"] = {fold(name) for name in case.authors if fold(name)} == {fold(name) for name in names}  # type: ignore[attr-defined]
    if case.date:
        given = str(answer.get("date") or "")
        right["day"] = given[:10] == case.date[:10]
        if len(case.date) > 10 and datetime.fromisoformat(case.date).tzinfo:
            moment = datetime.fromisoformat(given) if given else None
            right["instant"] = bool(moment and moment.tzinfo) and moment == datetime.fromisoformat(case.date)
    return right


def fold(text: str) -> str:
    """Words only, whatever their case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def table(cases: list[Case], runs: dict[str, list[Round]]) -> None:
    """One line a reader."""
    megabytes = sum(len(case.html) for case in cases) / 1e6
    print(f"\n{len(cases)} pages, {megabytes:.1f} MB of HTML")
    print(f"{'reader':26}{'F1':>7}{'P':>7}{'R':>7}{'exact':>8}{'pages/s':>9}{'x':>7}{'MB +':>7}{'empty':>7}")
    best = {name: min(each.seconds for each in rounds) for name, rounds in runs.items()}
    for name, rounds in runs.items():
        texts = [str(answer.get("text") or "") for answer in rounds[0].answers]
        scores = [score(case.text, text) for case, text in zip(cases, texts, strict=True)]
        precision, recall = (statistics.fmean(part) for part in zip(*scores, strict=True))
        exact = statistics.fmean(fold(case.text) == fold(text) for case, text in zip(cases, texts, strict=True))
        times = f"{best[BASE] / best[name]:7.2f}" if BASE in best else " " * 7
        print(
            f"{name:26}{f1(precision, recall):7.4f}{precision:7.4f}{recall:7.4f}{exact:8.1%}{len(cases) / best[name]:9.1f}"
            f"{times}{rounds[0].growth:7.0f}{sum(not text.strip() for text in texts):7}"
        )


def metadata(name: str, cases: list[Case], answers: list[dict[str, object]]) -> None:
    """How many titles, bylines, days and instants are right, and where not."""
    right = [told(case, answer) for case, answer in zip(cases, answers, strict=True)]
    print(f"\n{name}: metadata right, of the pages whose gold has them")
    for field in ("title", "byline", "day", "instant"):
        known = [each[field] for each in right if field in each]
        wrong = [case.name for case, each in zip(cases, right, strict=True) if each.get(field) is False]
        if known:
            print(f"  {field:8}{sum(known):5} of {len(known):4} {sum(known) / len(known):7.1%}   wrong: {_some(wrong)}")
            if field in {"byline", "day"} and (beside := by_verdict([case.url for case in cases], field, right)):
                print(f"          {beside}")


def own_pages(cases: list[Case], answers: list[dict[str, object]], least: float) -> None:
    """Our pages below ``least`` by class; a page may be in several."""
    sites = load_sites()
    found: dict[str, list[tuple[float, str]]] = {}
    failing = 0
    for case, answer in zip(cases, answers, strict=True):
        text = str(answer.get("text") or "")
        if f1(*score(case.text, text)) < least:
            failing += 1
            for kind, cost in classes(case.html, case.url, case.text, text, sites).items():
                found.setdefault(kind, []).append((cost, case.name))
    print(f"\n{OURS}: {failing} pages with F1 under {least}, by class, with the share of their words that it costs")
    for kind, pages in sorted(found.items(), key=lambda item: -sum(cost for cost, _ in item[1])):
        names = [name for _, name in sorted(pages, reverse=True)]
        print(f"  {kind:34}{len(pages):4}  {statistics.fmean(cost for cost, _ in pages):6.1%}   {_some(names)}")


def _some(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:6]) + (f" and {len(shown) - 6} more" if len(shown) > 6 else "") if shown else "none"


def main() -> None:
    """Everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-head", action="store_true")
    parser.add_argument("--failing", type=float, default=0.9, metavar="F1")
    options = parser.parse_args()
    missing = Counter(module for module, _ in READERS.values() if find_spec(module) is None)
    names = [name for name, (module, _) in READERS.items() if module not in missing]
    print(f"Python {sys.version.split()[0]}" + (f"; not installed: {', '.join(missing)}" if missing else ""))
    spawn = multiprocessing.get_context("spawn")
    for folder in options.folders or [""]:
        cases = cases_of(folder, blind=options.without_head)
        if not cases:
            parser.error(f"{folder}: no html/*.html.gz with a ground-truth/*.json of an article")
        pools = {name: ProcessPoolExecutor(max_workers=1, mp_context=spawn) for name in names}
        runs: dict[str, list[Round]] = {name: [] for name in names}
        for _ in range(options.rounds):
            for name, pool in pools.items():
                runs[name].append(pool.submit(one_round, name, folder, blind=options.without_head).result())
        for pool in pools.values():
            pool.shutdown()
        table(cases, runs)
        for name in (OURS, f"{OURS}, no recipes"):
            metadata(name, cases, runs[name][0].answers)
        own_pages(cases, runs[OURS][0].answers, options.failing)


if __name__ == "__main__":
    main()
