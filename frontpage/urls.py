"""The fronts' addresses. They come last: whatever is the address of something else is no section."""

from django.urls import path, re_path

from articles.urls import SECTION
from frontpage.views import fronts

urlpatterns = [
    path("", fronts.Front.as_view(), name="front"),
    path("topics/<slug:slug>/", fronts.TopicPage.as_view(), name="topic"),
    re_path(rf"^{SECTION}/$", fronts.SectionFront.as_view(), name="section"),
]
