from photos.models.change import PhotoChange
from photos.models.photo import Photo, new_token, original_path
from photos.models.source import Source
from photos.models.upload import Upload

__all__ = ["Photo", "PhotoChange", "Source", "Upload", "new_token", "original_path"]
