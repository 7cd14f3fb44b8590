"""What class names, ids and tags say about a box. A hint only: a box is furniture by its name if it holds little.

>>> role_of("article__related-links"), role_of("entry-content"), role_of("css-1x2y3z")
('chrome', 'body', '')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from operator import add

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SMALL = re.compile("[a-z]+")
_COMMENTS = frozenset(
    {
        "comment",
        "comments",
        "disqus",
        "respond",
        "commentlist",
        "commentlisting",
        "commentwrap",
        "responses",
        "livefyre",
        "commenter",
        "replies",
        "reactions",
        "kommentar",
        "kommentare",
        "kommentarer",
        "commentaires",
        "comentarios",
        "commenti",
        "reacties",
        "komentarze",
    }
)
# single words of a name that mark furniture
_CHROME = frozenset(
    {"related", "recommended", "recommendations", "recommendation", "recirc", "recirculation", "newsletter",
     "newsletters", "subscribe",
     "subscription", "signup", "optin", "promo", "promos", "promoted", "sponsor", "sponsored", "sponsors", "advert",
     "adverts",
     "advertisement", "advertising", "ads", "adsbygoogle", "dfp", "social", "share", "sharing", "shares", "sharebar",
     "sharedaddy",
     "addthis", "addtoany", "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "footer", "sidebar",
     "rail", "cookie",
     "cookies", "consent", "gdpr", "popup", "modal", "lightbox", "outbrain", "taboola", "trending", "tags", "taglist",
     "tagcloud",
     "pagination", "pager", "bio", "biography", "authorbox", "toolbar", "login", "upsell", "jetpack", "copyright",
     "masthead",
     "subscribebox", "mailchimp", "hubspot", "noprint", "followus", "readnext", "upnext", "relatedposts", "morestories",
     "mostread",
     "interstitial", "paywalloverlay", "skip", "screenreader", "teaser", "teasers", "crosslinks", "sitemap", "megamenu",
     "infobox", "factbox", "postmetadata", "catlinks", "printfooter", "nextprev", "prevnext",
     "werbung", "anzeige", "publicite", "publicidad", "publicidade", "pubblicita", "reklama", "annons", "annonce", "iklan",
     "relacionadas", "relacionados", "relacionada", "correlati", "similaires", "teilen", "partage", "compartir",
     "condividi", "meistgelesen", "autorenbox"}
)  # fmt: skip
# words that mark furniture on most sites and the story itself on some (page builders call every box a widget)
_WEAK = frozenset(
    {"widget", "widgets", "carousel", "slider", "cta", "callout", "disclaimer", "toc", "announcement", "rating",
     "ratings", "vote",
     "poll", "survey", "suggested", "suggestions", "hidden", "ticker", "weather", "feedback", "donate", "donation", "follow",
     "marketing", "offer", "offers", "sr", "playlist", "popular", "piano", "form", "promobox", "more", "banner"}
)  # fmt: skip
# pairs of neighbouring words that mark furniture, where each word alone would not
_CHROME_PAIRS = frozenset(
    {("most", "read"), ("most", "viewed"), ("more", "news"), ("more", "stories"), ("more", "from"), ("read", "more"),
     ("read", "next"),
     ("also", "read"), ("see", "also"), ("also", "like"), ("author", "bio"), ("about", "author"), ("author", "box"),
     ("author", "info"),
     ("author", "card"), ("author", "profile"), ("author", "desc"), ("post", "tags"), ("article", "tags"),
     ("entry", "tags"), ("tag", "list"),
     ("latest", "news"), ("top", "stories"), ("site", "header"), ("page", "header"), ("global", "header"),
     ("side", "bar"), ("right", "col"),
     ("sign", "up"), ("opt", "in"), ("email", "form"), ("up", "next"), ("next", "article"), ("prev", "next"),
     ("post", "nav"),
     ("print", "only"), ("visually", "hidden"), ("screen", "reader"), ("ad", "slot"), ("ad", "unit"),
     ("ad", "container"), ("ad", "wrapper"),
     ("google", "ad"), ("in", "ad"), ("reading", "time"), ("table", "contents"), ("key", "points"), ("hot", "topics"),
     ("live", "chat"), ("next", "prev"), ("source", "tags"), ("photo", "credit"), ("image", "credit"), ("img", "credit"),
     ("picture", "credit"), ("media", "credit"),
     ("entry", "meta"), ("post", "meta"), ("article", "meta"), ("byline", "block"), ("entry", "footer"), ("post", "footer"),
     ("article", "footer"), ("related", "posts"), ("inline", "promo"), ("you", "may"), ("dont", "miss"), ("get", "started")}
)  # fmt: skip
_HEAD = frozenset(
    {"byline", "bylines", "dateline", "timestamp", "pubdate", "published", "publishdate", "kicker", "eyebrow", "dek",
     "deck", "subtitle",
     "subhead", "subheadline", "standfirst", "headline", "meta", "postmeta", "entrymeta", "author", "authors", "credit",
     "credits", "date", "autor", "autoren", "auteur", "datum", "fecha", "vorspann", "dachzeile"}
)  # fmt: skip
_CAPTION = frozenset(
    {
        "caption",
        "captions",
        "figcaption",
        "imagecaption",
        "photocaption",
        "cutline",
        "wp-caption-text",
        "photocredit",
        "bildunterschrift",
        "bildtext",
        "legende",
        "didascalia",
    }
)
_PHOTO = frozenset({"photo", "photos", "image", "images", "picture", "pictures", "img", "foto", "bild"})
_BODY = frozenset({"articlebody", "articlecontent", "articletext", "articlemain", "articlecopy", "entrycontent",
                   "postcontent", "postbody",
                   "posttext", "storybody", "storytext", "storycontent", "newscontent", "newsbody", "newstext",
                   "blogcontent", "blogbody",
                   "bodycontent", "bodytext", "bodycopy", "contentbody", "maincontent", "maintext", "richtext",
                   "wysiwyg", "prose",
                   "textbody", "articletxt", "viewcontent", "newsview", "pagecontent", "singlecontent", "articledetail",
                   "newsdetail",
                   "storydetail", "fieldbody", "richtextstorybody", "articleentry", "contentarticle", "contenttext",
                   "articleinner",
                   "detailcontent", "detailbody", "textcontent", "copybody", "postentry", "contentinner",
                   "artikeltext", "artikelbody",
                   "artikelcontent", "cuerponoticia", "cuerponota", "corponoticia", "textonoticia",
                   "noticiatexto"})  # fmt: skip
_NOT_BODY = frozenset(
    {
        "comment",
        "comments",
        "related",
        "sidebar",
        "footer",
        "header",
        "teaser",
        "promo",
        "wrapper",
        "card",
        "list",
        "menu",
        "nav",
    }
)


@lru_cache(maxsize=16384)
def role_of(name: str) -> str:
    """comments, chrome, weak, head, photo, caption, body or "" for a class list with the id."""
    best = ""
    for part in name.split():
        role = _role_of_word(part)
        if role == "body" or (role and _RANK[role] > _RANK.get(best, 0) and best != "body"):
            best = role
    return best


_RANK = {"": 0, "photo": 1, "head": 1, "weak": 2, "chrome": 3, "comments": 4, "caption": 5}


@lru_cache(maxsize=16384)
def _role_of_word(part: str) -> str:
    """The role of one class or id; most are seen many times on a page."""
    words = _SMALL.findall(part) if part.islower() else [word.lower() for word in _WORD.findall(part)]
    joined = map(add, words, words[1:])  # "article-body" and "articleBody" are one word
    if _ANY.isdisjoint(words):
        return "" if _BODY.isdisjoint(joined) else "body"
    given = set(words)
    if given & _CAPTION:
        return "caption"
    if given & _COMMENTS:
        return "comments"
    chrome = bool(given & _CHROME) or not _CHROME_PAIRS.isdisjoint(pairwise(words))
    body = bool(given & _BODY) or not _BODY.isdisjoint(joined)
    if body and not (chrome and given & _NOT_BODY):
        return "body"
    if chrome:
        return "chrome"
    return "weak" if given & _WEAK else "head" if given & _HEAD else "photo" if given & _PHOTO else ""


_ANY = _PHOTO | _CAPTION | _COMMENTS | _CHROME | _WEAK | _HEAD | _BODY | {left for left, _ in _CHROME_PAIRS}

TAG_ROLES = {
    "nav": "chrome",
    "footer": "chrome",
    "aside": "chrome",
    "figcaption": "caption",
    "caption": "caption",
    "address": "head",
}
_PART_ROLES = {"navigation": "chrome", "banner": "chrome", "contentinfo": "chrome", "complementary": "chrome",
               "search": "chrome",
               "dialog": "chrome", "alertdialog": "chrome", "menu": "chrome", "tablist": "chrome"}  # fmt: skip


def part_role(attributes: Mapping[str, str | None]) -> str:
    """What the attributes of an element say: its ARIA role, its microdata, its class and id, the name of its component."""
    part = attributes.get("role")
    if part and part in _PART_ROLES:
        return _PART_ROLES[part]
    if attributes.get("itemprop") == "articleBody":
        return "body"
    name, marked = attributes.get("class"), attributes.get("id")
    role = ""
    if name:
        role = role_of(f"{name} {marked}" if marked else name)
    elif marked:
        role = role_of(marked)
    if not role:  # sites with hashed class names call their parts by what they are in these
        named = attributes.get("data-component") or attributes.get("data-testid")
        role = role_of(named) if named else ""
    return role
