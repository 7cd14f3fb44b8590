"""By which address a page is known: canonical URLs, archive copies, meta refresh. Bounded searches over bytes, no parser."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

from dprk_events.fetch.refusal import Refused
from dprk_events.fetch.urls import host_of, join_url, split

HEAD = 16_384  # bytes searched for a meta refresh: it stands at the top of a page or does not matter
LINKS = 262_144  # bytes searched for the canonical link
LONGEST_TAG = 2_048
FASTEST = 5.0  # seconds: a refresh after this is a page that reloads itself, not a redirect

TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|mkt_tok|oly_enc_id|oly_anon_id"
    r"|_hsenc|_hsmi|vero_id|wickedid|s_cid|ocid|cmpid|ncid|guccounter|guce_\w+|spm|at_\w+|__twitter_impression|ref_src|ref_url)",
    re.IGNORECASE,
)
AMP_PARAMETERS = {"amp", "outputtype", "amp_js_v", "usqp", "amp_gsa"}
MOBILE_HOST = re.compile(r"^(?:m|mobile|amp)[.-](?=[^.]+\.)")
ARCHIVE = re.compile(r"/(?P<stamp>[0-9]{14})(?:[a-z]{2}_)?/(?P<url>https?:/{1,2}[^/].*)", re.DOTALL)
REPLAY = {"web.archive.org", "arquivo.pt", "webarchive.nationalarchives.gov.uk", "wayback.archive-it.org"}
TOKEN = re.compile(
    rb"<!--|-->|<(/?)(noscript|script|style|template)\b|<(meta|link)\b([^<>]{1,%d})>" % LONGEST_TAG, re.IGNORECASE
)
ATTRIBUTE = re.compile(rb"([a-z-]{1,20})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
REFRESH = re.compile(r"\s*([0-9]{0,6}(?:\.[0-9]{0,6})?)\s*[;,\s]\s*(?:url\s*=\s*)?(['\"]?)(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Capture:
    """An archive's copy: what was captured, when (ISO 8601), and the address that gives the bytes without a frame."""

    original: str
    time: str
    replay: str


def canonical_url(url: str, page: bytes = b"") -> str:
    """The address a page is known by: no tracking, no fragment, no AMP or mobile form; its own word where it is credible.

    >>> canonical_url("http://m.example.org:80/amp/story?utm_source=x&id=3#top")
    'http://example.org/story?id=3'
    """
    capture = capture_of(url)
    if capture:
        return canonical_url(capture.original, page)
    plain = _without_noise(url)
    declared = _declared(url, page)
    return _without_noise(declared) if declared else plain


def capture_of(url: str) -> Capture | None:
    """Read the URL of an archive's copy.

    >>> capture_of("https://web.archive.org/web/20240102030405/http://example.org/a").time
    '2024-01-02T03:04:05+00:00'
    """
    found = ARCHIVE.search(url)
    if not found or not url.lower().startswith(("http://", "https://")) or "?" in url[: found.start()]:
        return None
    stamp = found["stamp"]
    day, clock = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}", f"{stamp[8:10]}:{stamp[10:12]}:{stamp[12:]}"
    if not (stamp[4:6] <= "12" and stamp[6:8] <= "31" and stamp[8:10] <= "23" and max(stamp[10:12], stamp[12:]) <= "59"):
        return None
    original = re.sub(r"^(https?:)/{1,2}", r"\1//", found["url"])
    replay = url
    if host_of(url) in REPLAY:
        replay = f"{url[: found.start()]}/{stamp}id_/{original}"
    return Capture(original, f"{day}T{clock}+00:00", replay)


def capture_from_headers(url: str, headers: Mapping[str, str]) -> Capture | None:
    """The capture that an answer declares itself to be (RFC 7089: Memento-Datetime, Link with rel=original).

    >>> capture_from_headers("https://x.example/1", {"memento-datetime": "Tue, 02 Jan 2024 03:04:05 GMT",
    ...     "link": '<http://example.org/a>; rel="original"'}).original
    'http://example.org/a'
    """
    original = re.search(
        r"<([^<>]{1,8192})>[^<>]{0,200}?rel=\"?(?:[a-z ]{0,40} )?original\b", headers.get("link", "")[:65_536]
    )
    if not original or "memento-datetime" not in headers:
        return None
    try:
        when = parsedate_to_datetime(headers["memento-datetime"])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return Capture(original[1], when.astimezone(UTC).isoformat(timespec="seconds"), url)


def refresh_target(page: bytes) -> str | None:
    """Where a page sends its readers at once by ``<meta http-equiv=refresh>``; None for a slow or hidden one.

    >>> refresh_target(b'<meta http-equiv="refresh" content="0; url=/story">')
    '/story'
    >>> refresh_target(b'<meta http-equiv="refresh" content="300">') is None
    True
    """
    for attributes in _tags(page[:HEAD], b"meta"):
        if attributes.get("http-equiv", "").strip().lower() != "refresh":
            continue
        return refresh_of(attributes.get("content", ""))
    return None


def refresh_of(content: str) -> str | None:
    """The target of a refresh's content, in a tag or a header, if it comes at once.

    >>> refresh_of("0;URL='/story'"), refresh_of("60; url=/story")
    ('/story', None)
    """
    found = REFRESH.match(content[:LONGEST_TAG])
    if not found or float(f"0{found[1]}" if found[1] not in {"", "."} else 0) > FASTEST:
        return None
    target = found[3].strip()
    return target.split(found[2])[0].strip() if found[2] else target


def _tags(page: bytes, name: bytes) -> Iterator[dict[str, str]]:
    """The attributes of the tags of one name that are outside comments, scripts and the like; one pass over the bytes."""
    hidden = b""
    for token in TOKEN.finditer(page):
        closing, holder, tag, attributes = token.groups()
        mark = (holder or token[0]).lower()
        if hidden:
            ends = b"-->" if hidden == b"<!--" else hidden
            hidden = b"" if mark == ends and (closing or not holder) else hidden
        elif mark == b"<!--" or (holder and not closing):
            hidden = mark
        elif tag and tag.lower() == name:
            yield {
                key.decode("ascii").lower(): entities.unescape((double or single or bare).decode("utf-8", errors="replace"))
                for key, double, single, bare in ATTRIBUTE.findall(attributes)
            }


def _declared(url: str, page: bytes) -> str | None:
    """The page's ``<link rel=canonical>``, if it names a page of the same site."""
    base = split(url)
    if base is None or b"canonical" not in page[:LINKS].lower():
        return None
    for attributes in _tags(page[:LINKS], b"link"):
        if "canonical" not in attributes.get("rel", "").lower().split():
            continue
        try:
            target = join_url(base, attributes.get("href", ""))
        except Refused:
            return None
        same_site = _site(target.host) == _site(base.host)
        home = target.path in {"/", ""} and base.path != "/"
        return target.url if same_site and not home else None
    return None


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)[.-]", "", host.rstrip("."))


def _without_noise(url: str) -> str:
    target = split(url)
    if target is None:
        return url
    parts = urlsplit(target.url)
    host = MOBILE_HOST.sub("", target.host)
    authority = parts.netloc.replace(target.host, host, 1)
    path = re.sub(r"^/amp(?=/.)", "", parts.path)
    path = re.sub(r"(?<=.)(?:/amp/?|\.amp(?=\.html$)|\.amp$)$", "", path) if path not in {"/amp", "/amp/"} else path
    path = re.sub(r"\.amp\.html$", ".html", path)
    kept = [pair for pair in parts.query.split("&") if pair and not _noise(pair)]
    return urlunsplit((parts.scheme, authority, path or "/", "&".join(kept), ""))


def _noise(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if TRACKING.fullmatch(name):
        return True
    return name.lower() in AMP_PARAMETERS and value.lower() in {"", "1", "true", "amp", "yes"}
