from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.models import Author, User
from articles.tests.factories import a_section
from newsroom.testing import NewsroomTestCase, hire, person


def page(name: str, *args) -> str:
    return reverse(f"admin:accounts_{name}", args=args)


class RightsTests(NewsroomTestCase):
    """Nobody but a superuser gives rights, takes them or sets somebody's password."""

    def setUp(self):
        super().setUp()
        accounts = Permission.objects.filter(content_type__app_label__in=["accounts", "auth"])
        self.greedy = person("Greg Iddy", *accounts.values_list("codename", flat=True))
        self.client.force_login(self.greedy)

    def test_are_not_changed_by_those_who_may_change_people(self):
        me = page("user_change", self.greedy.pk)

        self.assertEqual(self.client.get(me).status_code, 200)
        self.assertNotContains(self.client.get(me), 'name="is_superuser"')
        answer = self.client.post(me, {"email": "greg@packet.example", "is_superuser": "on"})

        self.greedy.refresh_from_db()
        self.assertEqual((answer.status_code, self.greedy.is_superuser), (403, False))

    def test_nor_somebodys_password(self):
        answer = self.client.post(reverse("admin:auth_user_password_change", args=[self.ada.pk]), {"password1": "x"})

        self.assertEqual(answer.status_code, 403)

    def test_nor_new_people_or_groups(self):
        group = Group.objects.create(name="Editors")
        groups = [reverse("admin:auth_group_add"), reverse("admin:auth_group_change", args=[group.pk])]
        for address in [page("user_add"), *groups]:
            self.assertEqual(self.client.post(address, {"name": "x"}).status_code, 403)
        self.assertEqual(self.client.post(page("user_delete", self.rae.pk), {"post": "yes"}).status_code, 403)

    def test_are_given_by_a_superuser(self):
        self.client.force_login(self.ada)
        password = {"usable_password": "true", "password1": "tide-table-1868", "password2": "tide-table-1868"}
        self.client.post(page("user_add"), {"email": "new@packet.example", "name": "New Hand", **password})
        new = User.objects.get(email="new@packet.example")

        rights = {"is_active": "on", "is_staff": "on", "postings-TOTAL_FORMS": 0, "postings-INITIAL_FORMS": 0}
        self.client.post(page("user_change", new.pk), {"email": new.email, "name": new.name, **rights})

        new.refresh_from_db()
        self.assertEqual((new.check_password("tide-table-1868"), new.is_staff, new.is_superuser), (True, True, False))


class RolesTests(NewsroomTestCase):
    """Held everywhere, or in some sections."""

    def setUp(self):
        super().setUp()
        self.cora = hire("Cora Lind", "Copy editor")
        self.sport = a_section("Sport")
        self.client.force_login(self.ada)

    def post(self, row):
        form = {"email": self.cora.email, "name": "Cora Lind", "is_active": "on", "is_staff": "on"}
        form |= {"postings-TOTAL_FORMS": 1, "postings-INITIAL_FORMS": 0}
        return self.client.post(page("user_change", self.cora.pk), form | row)

    def test_are_given_in_one_section(self):
        editor = Group.objects.get(name="Desk editor")
        self.post({"postings-0-role": editor.pk, "postings-0-section": self.sport.pk, "postings-0-user": self.cora.pk})

        self.assertEqual([str(posting) for posting in self.cora.postings.all()], ["Desk editor in Sport"])
        self.assertContains(self.client.get(page("user_changelist")), "Desk editor in Sport")

    def test_are_seen_but_not_given_by_those_who_look_people_up(self):
        anna = hire("Anna Desk", "Admin")
        self.client.force_login(anna)
        self.assertContains(self.client.get(page("user_changelist")), "Copy editor")
        self.assertNotContains(self.client.get(page("user_change", self.cora.pk)), 'name="postings-0-role"')
        self.assertEqual(self.post({}).status_code, 403)


class AuthorTests(NewsroomTestCase):
    def test_are_looked_up_by_everybody_in_the_newsroom_and_by_nobody_else(self):
        Author.objects.create(name="Ines Calder", slug="ines-calder")
        query = {"term": "ines", "app_label": "articles", "model_name": "byline", "field_name": "author"}
        for user, found in [(self.rita, ["Ines Calder"]), (self.rae, None)]:
            self.client.force_login(user)
            answer = self.client.get(reverse("admin:autocomplete"), query)
            results = [author["text"] for author in answer.json()["results"]] if answer.status_code == 200 else None
            self.assertEqual(results, found)

    def test_are_changed_by_those_with_the_right(self):
        ines = Author.objects.create(name="Ines Calder", slug="ines-calder")
        for user, status in [(self.rita, 403), (self.ada, 302)]:
            self.client.force_login(user)
            form = {"name": "Ines Calder-Voss", "slug": "ines-calder"}
            answer = self.client.post(page("author_change", ines.pk), form)
            self.assertEqual(answer.status_code, status)
        ines.refresh_from_db()
        self.assertEqual(ines.name, "Ines Calder-Voss")

    def test_links_are_https_addresses(self):
        self.client.force_login(self.ada)

        form = {"name": "Ines", "slug": "ines", "links": "javascript:alert(1)"}
        answer = self.client.post(page("author_add"), form)

        self.assertContains(answer, "Enter a valid URL.")
