"""What stands where on a front at a moment: what was placed by hand, as far as it is live, and what fills the rest.

A pure function of the content and the moment. No story stands on a page twice, none that isn't live stands there at
all, and there is a lead while anything is live that may be recommended. At most thirteen queries, whatever the blocks.
"""

from datetime import datetime

from articles.contents import live_sections
from frontpage.arranging.filling import Filling
from frontpage.arranging.page import Filled, Page, Row, Scope
from frontpage.arranging.rows import rows_of
from frontpage.arranging.supply import PER_SECTION, Supply
from frontpage.arranging.usual import usual
from frontpage.content import Content

__all__ = ["Filled", "Page", "Row", "Scope", "arrange", "usual"]


def arrange(of: Scope, content: Content | None, at: datetime) -> Page:
    """The page of a front; without ``content`` the usual one."""
    sections = live_sections(at, with_newest=PER_SECTION)
    pool = of.stories(at)
    if content is None:
        content = usual(of, sections, pool)
    page = Page(at, of, sections, bool(pool))
    page.blocks = Filling(Supply(of, content, sections, pool, at)).fill()
    page.rows = rows_of([filled for filled in page.blocks if not filled.is_empty])
    return page
