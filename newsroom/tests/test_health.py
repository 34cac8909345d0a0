from django.db.migrations.recorder import MigrationRecorder
from django.test import TestCase, override_settings

NOWHERE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


class HealthTests(TestCase):
    def ask(self, path):
        return self.client.get(path, headers={"host": "10.1.2.3"})

    def test_is_alive_on_any_host(self):
        response = self.ask("/healthz")

        self.assertEqual(response.json(), {"status": "ok"})
        self.assertEqual(response["Cache-Control"], "no-store")

    @override_settings(SECURE_SSL_REDIRECT=True)
    def test_is_ready_without_https(self):
        self.assertEqual(self.ask("/readyz").json(), {"status": "ok"})

    def test_is_not_ready_with_tables_of_yesterday(self):
        MigrationRecorder.Migration.objects.filter(app="accounts").last().delete()

        response = self.ask("/readyz")

        self.assertEqual(response.status_code, 503)
        self.assertIn("run manage.py migrate", response.json()["faults"]["migrations"])

    @override_settings(MEDIA_ROOT="/proc/nowhere/secret")
    def test_is_not_ready_without_a_place_for_pictures(self):
        self.assertEqual(self.ask("/readyz").json()["faults"], {"media": "FileNotFoundError"})

    @override_settings(CACHES=NOWHERE)
    def test_is_not_ready_with_a_cache_that_forgets(self):
        self.assertEqual(self.ask("/readyz").json()["faults"], {"cache": "does not keep what it is given"})

    def test_takes_no_posts(self):
        self.assertEqual(self.client.post("/readyz").status_code, 405)
