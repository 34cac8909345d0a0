"""Breaking news: one person drafts an alert, another approves it, and readers get a banner above every page.

Nothing else makes or ends a banner.
"""

from frontpage.breaking.approving import approve, end
from frontpage.breaking.drafting import LENGTH, MINUTES, Stale, correct, draft, drop, redraft
from frontpage.breaking.rights import NotAllowed, Refused, may, who_may

__all__ = [
    "LENGTH",
    "MINUTES",
    "NotAllowed",
    "Refused",
    "Stale",
    "approve",
    "correct",
    "draft",
    "drop",
    "end",
    "may",
    "redraft",
    "who_may",
]
