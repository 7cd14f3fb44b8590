"""What to tell a person about an answer that is no page, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dprk_events.model import Skipped

OWN_ACCESS = (
    "save the page in your browser and pass the file, or give --cookies FILE (or --header) for your own subscription"
)
ADVICE = {
    401: f"the site wants a login; {OWN_ACCESS}",
    402: f"the site wants payment; {OWN_ACCESS}",
    403: f"the site refuses this client; {OWN_ACCESS}",
    404: "there is no such page; check the address, or look for a copy in a web archive",
    407: "the proxy wants a login; put it into --proxy",
    410: "the page was taken down; look for a copy in a web archive",
    429: "the site asks for fewer requests; raise --delay or come back later",
    451: "the page is withheld for legal reasons",
    999: f"the site refuses this client; {OWN_ACCESS}",
}
# Answers of the gatekeepers that sites put in front of themselves.
BOT_WALLS = {"cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-px-block", "x-kpsdk-ct", "x-iinfo"}


def explain_status(status: int, headers: Mapping[str, str]) -> str:
    """One line: the exact status, what it means and what helps.

    >>> explain_status(410, {})
    'HTTP 410: the page was taken down; look for a copy in a web archive'
    """
    if status in {401, 403, 405, 406, 429, 503} and BOT_WALLS & headers.keys():
        return f"HTTP {status}: a bot wall stands in front of the site; {OWN_ACCESS}"
    if status in ADVICE:
        return f"HTTP {status}: {ADVICE[status]}"
    if 500 <= status < 600:
        return f"HTTP {status}: the site has a fault; try again later"
    return f"HTTP {status}: the site gave no page"


def status_of(skipped: Skipped) -> int | None:
    """The exact HTTP status behind a skip, for the record's source.

    >>> status_of(Skipped(stage="fetch", reason=Reason.HTTP_404, detail="HTTP 404: there is no such page"))
    404
    """
    found = re.match(r"HTTP ([0-9]{3})\b", skipped.detail)
    return int(found[1]) if found else None
