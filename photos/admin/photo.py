from django.contrib import admin

from newsroom.admin import NewsroomAdmin
from photos.admin.files import FilesMixin
from photos.admin.library import LibraryMixin
from photos.admin.obeying import VerbsMixin
from photos.admin.page import DescribingMixin
from photos.admin.uploading import UploadingMixin
from photos.admin.words import WordsMixin
from photos.models import Photo


@admin.register(Photo)
class PhotoAdmin(LibraryMixin, UploadingMixin, FilesMixin, WordsMixin, VerbsMixin, DescribingMixin, NewsroomAdmin):
    """The picture desk."""
