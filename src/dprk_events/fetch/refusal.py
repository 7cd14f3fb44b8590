"""How the steps inside the fetch room stop early: one exception that carries the ``Skipped`` it ends as."""

from __future__ import annotations

from dprk_events.model import Reason, Skipped


class Refused(Exception):
    """Raised deep inside a fetch, caught once at its edge.

    ``wait`` is a Retry-After in seconds, if one was given; ``final`` says that a try in the same fetch is pointless
    although a later one may succeed (``retryable``); ``unreached`` that the host could not even be asked.
    """

    def __init__(  # noqa: PLR0913 - three of them are for one caller each
        self,
        reason: Reason,
        detail: str,
        *,
        retryable: bool = False,
        wait: float | None = None,
        final: bool = False,
        unreached: bool = False,
    ) -> None:
        super().__init__(detail)
        self.skipped = Skipped(stage="fetch", reason=reason, detail=detail, retryable=retryable)
        self.wait = wait
        self.final = final or not retryable
        self.unreached = unreached


def status_reason(status: int) -> Reason:
    """The reason for an HTTP status; the exact number goes into the detail.

    >>> status_reason(404).value, status_reason(418).value, status_reason(999).value
    ('http_404', 'http_4xx', 'http_other')
    """
    try:
        return Reason(f"http_{status}")
    except ValueError:
        pass
    if 400 <= status < 500:
        return Reason.HTTP_4XX
    return Reason.HTTP_5XX if 500 <= status < 600 else Reason.HTTP_OTHER
