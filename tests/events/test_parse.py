"""Article text to tokens: what is parsed, what is left out, and that every token knows its place in the article."""

from __future__ import annotations

from typing import Any

import pytest

from dprk_events.events import parse as parsing
from dprk_events.events.coder import load_model
from dprk_events.events.parse import Casing, Parsed, Words, parse
from dprk_events.events.tokens import read_tokens
from dprk_events.model import Article, Block, Section, Source

CASING = Casing(frozenset({"after", "bridge", "close", "closes", "river", "talks"}), frozenset({"dandong post"}))


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_model("en_core_web_sm")[0]


def article(*blocks: tuple[Section, str]) -> Article:
    """The blocks one below the other, an empty line between two."""
    made, at = [], 0
    for section, text in blocks:
        made.append(Block(start=at, end=at + len(text), section=section))
        at += len(text) + 2
    return Article(source=Source(), text="\n\n".join(text for _, text in blocks), blocks=tuple(made))


def one(nlp: Any, *blocks: tuple[Section, str], words: Words = parsing.NO_WORDS) -> tuple[Article, Parsed]:
    """An article with its parse, of which every token stands where its offsets say."""
    made = article(*blocks)
    (parsed,) = parse(nlp, [made], words)
    assert parsed is not None
    for token in parsed.doc:
        start, end = parsed.token_span(token)
        assert token.is_space or made.text[start:end].lower() == token.lower_
    return made, parsed


def test_headline_does_not_run_into_lead(nlp: Any) -> None:
    made, parsed = one(
        nlp, (Section.HEADLINE, "Oslo closes trade office"), (Section.BODY, "Norway closed the office on Monday.")
    )
    assert [sentence.text for sentence in parsed.doc.sents] == [
        "Oslo closes trade office",
        "Norway closed the office on Monday.",
    ]
    assert [parsed.section(sentence) for sentence in parsed.doc.sents] == [Section.HEADLINE, Section.BODY]
    start, end = parsed.span(4, 6)
    assert made.text[start:end] == "Norway closed"


def test_clutter_and_blank_blocks_are_left_out(nlp: Any) -> None:
    _, parsed = one(
        nlp,
        (Section.CLUTTER, "Subscribe now."),
        (Section.BODY, "Two ferries sank."),
        (Section.BODY, "   "),
        (Section.CAPTION, "A ferry in port."),
    )
    assert parsed.doc.text == "Two ferries sank. A ferry in port."
    assert [block.section for block in parsed.blocks] == [Section.BODY, Section.CAPTION]


@pytest.mark.parametrize(
    "dateline",
    [
        "SEOUL, March 3 (Harbour News) -- ",
        "TOKYO (HN) — ",
        "GENEVA, Switzerland, 4 May 2023 (Lake Agency) - ",
        "(LEAD) BUSAN, Sept. 9 (HN) -- ",
        "MOSCOW, June 1. /WIRE/. ",
        "BEIJING -- ",
    ],
)
def test_dateline_is_not_parsed(nlp: Any, dateline: str) -> None:
    _, parsed = one(nlp, (Section.BODY, f"{dateline}The envoy left."))
    assert parsed.doc.text == "The envoy left."
    assert parsed.starts[0] == len(dateline)


@pytest.mark.parametrize("text", ["The ministry -- which had waited -- replied.", "Seoul, May said, is cold."])
def test_sentence_that_only_looks_like_a_dateline_is_kept(nlp: Any, text: str) -> None:
    _, parsed = one(nlp, (Section.BODY, text))
    assert parsed.doc.text == text


def test_kicker_and_source_of_a_headline_are_not_parsed(nlp: Any) -> None:
    made, parsed = one(nlp, (Section.HEADLINE, "(2nd LD) Hanoi shuts border crossing with Laos: Sources"))
    assert parsed.doc.text == "Hanoi shuts border crossing with Laos"
    start, end = parsed.tails[0]
    assert made.text[start:end] == "Sources"


def test_colon_in_a_body_is_no_source(nlp: Any) -> None:
    _, parsed = one(nlp, (Section.BODY, "The army listed three losses over the year: Boats"))
    assert parsed.tails == {}


def test_title_case_headline_is_read_in_lower_case(nlp: Any) -> None:
    words = Words(lambda: CASING, {})
    _, parsed = one(nlp, (Section.HEADLINE, "Dandong Closes River Bridge After Talks"), words=words)
    assert parsed.doc.text == "Dandong closes river bridge after talks"


def test_words_that_the_body_writes_small_and_names_of_the_lexicon_decide(nlp: Any) -> None:
    words = Words(lambda: CASING, {})
    _, parsed = one(
        nlp,
        (Section.HEADLINE, "Dandong Post Closes Toll Gate After Talks"),
        (Section.BODY, "The paper shut a toll gate on the road."),
        words=words,
    )
    assert next(iter(parsed.doc.sents)).text == "Dandong Post closes toll gate after talks"


def test_casing_is_not_gathered_for_plain_headlines(nlp: Any) -> None:
    def never() -> Casing:
        raise AssertionError("asked for")

    _, parsed = one(nlp, (Section.HEADLINE, "Dandong closes river bridge after talks"), words=Words(never, {}))
    assert len(parsed.doc) == 6


def test_long_runs_are_blanked_and_offsets_stay(nlp: Any) -> None:
    made, parsed = one(nlp, (Section.BODY, f"Rome {'x' * 300} protested {'-' * 40} loudly."))
    assert [token.text for token in parsed.doc if not token.is_space] == ["Rome", "protested", "loudly", "."]
    last = parsed.doc[-1]
    assert parsed.token_span(last) == (len(made.text) - 1, len(made.text))


def test_verbs_get_the_lemma_of_the_lexicon(nlp: Any) -> None:
    _, parsed = one(nlp, (Section.BODY, "Rebels staged a raid."), words=Words(lambda: CASING, {"staged": "stage"}))
    assert parsed.doc[1].lemma_ == "stage"


def test_article_without_text_gives_none_and_others_keep_their_order(nlp: Any) -> None:
    articles = [
        article((Section.BODY, "Rome protested.")),
        article((Section.CLUTTER, "Share this story.")),
        article(),
        article((Section.BODY, "Oslo agreed.")),
    ]
    parsed = list(parse(nlp, articles, batch_size=1))
    assert [part.doc.text if part else None for part in parsed] == ["Rome protested.", None, None, "Oslo agreed."]


def test_text_past_the_limits_is_cut_and_said(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [(Section.BODY, "The army fired two shells.")] * 4
    monkeypatch.setattr(parsing, "MAX_TOKENS", 13)
    _, parsed = one(nlp, *blocks)
    assert (len(parsed.blocks), parsed.truncated) == (2, True)
    monkeypatch.setattr(parsing, "MAX_CHARS", 26 + 8)
    _, parsed = one(nlp, *blocks)
    assert parsed.doc.text == "The army fired two shells. The army"


def test_tokens_say_what_spacy_says(nlp: Any) -> None:
    texts = [
        'Seoul\'s envoy, who met Kim on Tuesday, said the U.S. and Japan "will not" send ships.',
        "Two men were held  near Busan; nobody was hurt.",
    ]
    parses = [nlp(text) for text in texts]
    doc = read_tokens(parses)
    assert doc.text == " ".join(texts)
    offset = 0
    for parsed in parses:
        for theirs in parsed:
            ours = doc[offset + theirs.i]
            plain = (
                "text",
                "lower_",
                "lemma_",
                "pos_",
                "tag_",
                "dep_",
                "ent_type_",
                "ent_iob_",
                "is_punct",
                "is_space",
                "is_alpha",
            )
            assert [getattr(ours, name) for name in plain] == [getattr(theirs, name) for name in plain]
            for name in ("head", "left_edge", "right_edge"):
                assert getattr(ours, name).i == offset + getattr(theirs, name).i
            for name in ("children", "subtree", "ancestors", "conjuncts"):
                assert [token.i for token in getattr(ours, name)] == [offset + token.i for token in getattr(theirs, name)]
            assert (ours.sent.start, ours.sent.end) == (offset + theirs.sent.start, offset + theirs.sent.end)
        for name in ("ents", "noun_chunks"):
            theirs_spans = [
                (offset + span.start, offset + span.end, span.text, offset + span.root.i) for span in getattr(parsed, name)
            ]
            ours_spans = [(span.start, span.end, span.text, span.root.i) for span in getattr(doc, name)]
            assert [span for span in ours_spans if offset <= span[0] < offset + len(parsed)] == theirs_spans
        offset += len(parsed)
