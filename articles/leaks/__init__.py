"""Looks at the paper as an outsider does: does anything show that should not?

``check`` plants stories in every state that is not public and walks every door; ``still_shown`` walks the doors of one
real story.
"""

from .shown import Showing, Shown, still_shown

__all__ = ["Showing", "Shown", "still_shown"]
