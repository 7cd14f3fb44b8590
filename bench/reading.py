"""Our reader beside others on the fixture pages, in one run: F1 of the text, pages a second, the failing pages by class.

    python bench/reading.py [--pages FOLDER] [--rounds 3]

Readers that are not installed are left out (trafilatura, readability-lxml, resiliparse). Every page is read by every
reader in turn, so that a busy machine hits all alike; ``x`` is the speed against trafilatura in the same run.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from readers import ours

Reader = Callable[[bytes, str], str]
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Case:
    """A fixture page with the paragraphs that it should give."""

    name: str
    url: str
    html: bytes
    text: str


def by_us(html: bytes, url: str) -> str:
    """dprk-events, with all its metadata."""
    return str(ours(html, url)["text"])


def by_trafilatura(html: bytes, url: str) -> str:
    import trafilatura

    return trafilatura.extract(html, url=url, include_comments=False) or ""


def by_readability(html: bytes, url: str) -> str:
    import lxml.html
    from readability import Document

    return str(lxml.html.fromstring(Document(html.decode("utf-8", "replace"), url=url).summary()).text_content())


def by_resiliparse(html: bytes, _url: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return str(extract_plain_text(bytes_to_str(html, detect_encoding(html)), main_content=True))


READERS: dict[str, tuple[str, Reader]] = {
    "dprk-events": ("dprk_events", by_us),
    "trafilatura": ("trafilatura", by_trafilatura),
    "readability-lxml": ("readability", by_readability),
    "resiliparse": ("resiliparse", by_resiliparse),
}


def cases(folder: Path) -> list[Case]:
    """All fixture pages that are articles."""
    found = []
    for expected in sorted(folder.glob("*/*/expected.json")):
        about = tomllib.loads((expected.parent / "page.toml").read_text(encoding="utf-8"))
        text = "\n".join(json.loads(expected.read_text(encoding="utf-8"))["text"])
        name = "/".join(expected.parent.parts[-2:])
        found.append(Case(name, about["url"], (expected.parent / "page.html").read_bytes(), text))
    return found


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def score(gold: str, text: str) -> tuple[float, float]:
    """Precision and recall of a page."""
    wanted, got = shingles(gold), shingles(text)
    both = sum((wanted & got).values())
    return both / (sum(got.values()) or 1), both / (sum(wanted.values()) or 1)


def classify(precision: float, recall: float) -> str:
    """What went wrong on a page."""
    if recall < 0.1:
        return "nothing or another text"
    if recall < 0.9 and precision < 0.9:
        return "parts lost and furniture kept"
    if recall < 0.9:
        return "parts of the story lost"
    return "furniture kept" if precision < 0.9 else ""


def main() -> None:
    """Print the table and, per reader, the failing pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=Path(__file__).parent.parent / "fixtures" / "sites")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pages = cases(options.pages)
    readers = {name: run for name, (module, run) in READERS.items() if importlib.util.find_spec(module)}
    seconds = dict.fromkeys(readers, float("inf"))
    scores: dict[str, list[tuple[float, float]]] = {}
    for _ in range(options.rounds):
        for name, run in readers.items():
            started = time.process_time()
            texts = [run(page.html, page.url) for page in pages]
            seconds[name] = min(seconds[name], time.process_time() - started)
            scores[name] = [score(page.text, text) for page, text in zip(pages, texts, strict=True)]
    print(f"{len(pages)} pages, {sum(len(page.html) for page in pages) / 1e6:.1f} MB")
    print(f"{'reader':18}{'F1':>7}{'P':>7}{'R':>7}{'pages/s':>9}{'x':>6}")
    base = seconds.get("trafilatura")
    for name, found in scores.items():
        precision, recall = (sum(part) / len(found) for part in zip(*found, strict=True))
        f1 = 2 * precision * recall / (precision + recall or 1)
        times = f"{base / seconds[name]:6.1f}" if base else ""
        print(f"{name:18}{f1:7.3f}{precision:7.3f}{recall:7.3f}{len(pages) / seconds[name]:9.1f}{times}")
    for name, found in scores.items():
        failing: dict[str, list[str]] = {}
        for page, (precision, recall) in zip(pages, found, strict=True):
            failing.setdefault(classify(precision, recall), []).append(page.name)
        print(f"\n{name}")
        for kind, names in sorted(failing.items()):
            if kind:
                print(f"  {kind}: {len(names)}: {', '.join(names[:6])}{' ...' if len(names) > 6 else ''}")


if __name__ == "__main__":
    main()
