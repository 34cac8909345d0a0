from django.conf import settings


def site(request):
    """The paper's name, motto and address, for every template."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_MOTTO": settings.SITE_MOTTO, "SITE_URL": settings.SITE_URL}
