from datetime import datetime

from frontpage.models import Reading
from frontpage.reading import whole
from newsroom import clock


def opened(story, times: int, moment: datetime | None = None) -> None:
    """Readers opened the story so often in the hour of ``moment`` (now, if not told)."""
    Reading.objects.create(article=story, hour=whole(moment or clock.now()), times=times)
