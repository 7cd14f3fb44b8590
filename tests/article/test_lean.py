"""A page without its code is the same page to a parser."""

from __future__ import annotations

import pytest

from dprk_events.article.lean import without_code
from dprk_events.article.tree import gather, outline, parse, strip

STORY = "<p>The envoy left.</p>"
CUT = {
    "script": f"<script>let a = 1 < 2</script>{STORY}",
    "large-letters": f"<SCRIPT>let a</SCRIPT ><Style>p {{}}</sTYLE>{STORY}",
    "attributes": f"<script async src='/a.js' data-x=\"a b\">let a</script>{STORY}",
    "in-a-word": "<p>The en<script>let a</script>voy left.</p>",
    "comment": f"<!-- <p>Not this.</p> -->{STORY}",
    "comment-for-one-browser": f"<!--[if lt IE 9]><script>let a</script><![endif]-->{STORY}",
    "comment-that-ends-oddly": f"<!-- one --!>{STORY}<!-- two -->",
    "script-that-writes-scripts": f"<script>write('<script src=x><\\/script>')</script>{STORY}",
    "script-in-a-hidden-script": f"<script><!-- write('<script>x</script>'); //--></script>{STORY}",
    "two-in-a-row": f"<style>a</style><style>b</style>{STORY}<script>c</script>",
    "unsaid-to": f"<noscript><style>a</style></noscript>{STORY}",
}
LEFT = {
    "tag-in-a-value": f"<p title='<script>'></p>{STORY}<p title='</script>'></p>",
    "end-of-a-tag-in-a-value": f"<script data-x='>'>let a</script>{STORY}",
    "data": f'<script type="application/ld+json">{{"a": 1}}</script>{STORY}',
    "not-closed": f"{STORY}<script>let a",
    "empty-comments": f"<!-->{STORY}<!--->{STORY}",
    "closes-itself": f"<svg><script/></svg>{STORY}<script></script>",
    "another-tag": f"<scripted>{STORY}</scripted>",
    "nothing": STORY,
}


def story_of(html: bytes) -> list[str]:
    tree = parse(html)
    strip(gather(tree))
    return [leaf.text for leaf in outline(tree).leaves]


@pytest.mark.parametrize("name", CUT)
def test_code_goes_and_the_text_stays(name: str) -> None:
    html = CUT[name].encode()
    lean = without_code(html)
    assert len(lean) < len(html)
    assert story_of(lean) == story_of(html) == ["The envoy left."]


@pytest.mark.parametrize("name", LEFT)
def test_what_may_be_no_code_is_left(name: str) -> None:
    html = LEFT[name].encode()
    assert story_of(without_code(html)) == story_of(html)
    assert "The envoy left." in story_of(html)


def test_a_tag_in_a_value_takes_nothing_of_the_story_with_it() -> None:
    html = f"<p title='<script>'>One</p>{STORY}<script>let a</script>{STORY}".encode()
    assert without_code(html) == html.replace(b"let a", b"")
