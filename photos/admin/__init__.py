from photos.admin.photo import PhotoAdmin
from photos.admin.source import SourceAdmin

__all__ = ["PhotoAdmin", "SourceAdmin"]
