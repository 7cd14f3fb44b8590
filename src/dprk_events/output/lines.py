"""A document as bytes: strict UTF-8 JSON that is safe to print on a terminal.

>>> json_bytes({"title": "a\\u202eb"}, pretty=False)
b'{"title":"a\\\\u202eb"}\\n'
"""

from __future__ import annotations

import json
import re
from typing import Any

# Control and format characters that JSON would pass on raw: C1 and DEL, soft hyphen, zero-width, direction marks, tags.
_UNSAFE = re.compile("[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
                     "\ufeff\ufff9-\ufffb\U000110bd\U000e0001\U000e0020-\U000e007f]")  # fmt: skip
# The same and C0, for lines that people read.
_CONTROL = re.compile("[\x00-\x1f]|" + _UNSAFE.pattern + "|[\ud800-\udfff]")


def json_bytes(record: dict[str, Any], *, pretty: bool) -> bytes:
    """One record with its line end. NaN and infinity, which JSON does not have, raise ValueError."""
    layout: dict[str, Any] = {"indent": 2} if pretty else {"separators": (",", ":")}
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, **layout)
    return (_UNSAFE.sub(_escape, text) + "\n").encode("utf-8")


def safe(text: str) -> str:
    """Text for a message: control and format characters escaped, so that no page or file name can drive the terminal.

    >>> safe("a\\x1b[31mb\\n")
    'a\\\\x1b[31mb\\\\n'
    """
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
