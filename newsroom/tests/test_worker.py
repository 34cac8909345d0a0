import os
from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase, override_settings
from django_tasks_db.models import DBTaskResult

from newsroom import clock, heartbeat, worker
from newsroom.tasks import Regular, is_under_way, task

IN_TABLES = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
done = []


@task
def note(word):
    done.append(word)


@task
def stumble():
    raise ValueError("a stone")


@override_settings(TASKS=IN_TABLES)
class WorkerTests(TestCase):
    def setUp(self):
        done.clear()
        # It would close the connection that holds the test's transaction.
        self.enterContext(patch("django_tasks_db.management.commands.db_worker.close_old_connections"))

    def test_does_the_most_urgent_first(self):
        note.using(priority=-10).enqueue("sweep")
        note.enqueue("upload")

        while worker.do_one("ours"):
            pass

        self.assertEqual(done, ["upload", "sweep"])

    def test_goes_on_after_a_failure(self):
        stumble.enqueue()
        note.enqueue("next")

        with self.assertLogs("django_tasks", "ERROR"):
            while worker.do_one("ours"):
                pass

        self.assertEqual(done, ["next"])
        self.assertEqual(DBTaskResult.objects.failed().get().exception_class_path, "builtins.ValueError")

    def test_does_what_is_due_when_it_starts_and_not_at_once_again(self):
        one = worker.Worker("ours")
        one.due = [[0.0, Regular(5, lambda: done.append("swept"))], [0.0, Regular(5, lambda: 1 / 0)]]

        with self.assertLogs("newsroom.worker", "ERROR"):
            self.assertEqual([one.one_round(), one.one_round()], [False, False])

        self.assertEqual(done, ["swept"])

    def test_begins_nothing_after_it_was_told_to_stop(self):
        note.enqueue("too late")
        one = worker.Worker("ours")
        one.stop()

        one.run()

        self.assertEqual(done, [])


@override_settings(TASKS=IN_TABLES)
class KilledWorkerTests(TestCase):
    def begun(self, *workers, minutes_ago=1):
        row = DBTaskResult.objects.get(pk=note.enqueue("again").id)
        DBTaskResult.objects.filter(pk=row.pk).update(
            status="RUNNING", worker_ids=workers, started_at=clock.now() - timedelta(minutes=minutes_ago)
        )
        return row

    def status(self, row):
        row.refresh_from_db()
        return row.status

    def test_does_again_what_it_was_at(self):
        ours, theirs = self.begun("theirs", "ours"), self.begun("ours", "theirs")

        worker.give_back("ours")

        self.assertEqual([self.status(ours), self.status(theirs)], ["READY", "RUNNING"])

    def test_takes_nothing_from_one_that_lives_beside_it(self):
        first, second = worker.Worker(), worker.Worker()
        self.addCleanup(first.lock.close)
        self.addCleanup(second.lock.close)
        self.assertNotEqual(first.name, second.name)
        alive, dead = self.begun(first.name), self.begun(second.name)
        second.lock.close()  # as its death does

        self.start_another()

        self.assertEqual([self.status(alive), self.status(dead)], ["RUNNING", "READY"])
        first.lock.close()
        self.start_another()
        self.assertEqual(self.status(alive), "READY")

    def start_another(self):
        other = worker.Worker()
        other.stop()
        other.run()
        other.lock.close()

    def test_gives_up_on_what_keeps_killing_it(self):
        deadly = self.begun("ours", "ours", "ours")

        with self.assertLogs("newsroom.worker", "ERROR"):
            worker.give_back("ours")

        self.assertEqual(self.status(deadly), "FAILED")

    def test_what_died_with_a_worker_is_under_way_for_ten_minutes(self):
        row = self.begun("theirs", minutes_ago=9)
        self.assertTrue(is_under_way(note))

        DBTaskResult.objects.filter(pk=row.pk).update(started_at=clock.now() - timedelta(minutes=11))
        self.assertFalse(is_under_way(note))

    def test_forgets_what_is_long_done_and_keeps_what_waits(self):
        note.enqueue("waits")
        self.begun("theirs", minutes_ago=60)
        self.begun("theirs", minutes_ago=60 * 24 * 4)

        worker.tidy()

        self.assertEqual(sorted(DBTaskResult.objects.values_list("status", flat=True)), ["READY", "RUNNING"])


class HeartbeatTests(TestCase):
    def setUp(self):
        self.addCleanup(heartbeat.file().unlink, missing_ok=True)

    def test_is_missed_only_where_a_worker_should_be(self):
        self.assertFalse(heartbeat.is_missed())
        with patch.dict(os.environ, {heartbeat.BESIDE: "1"}):
            self.assertTrue(heartbeat.is_missed())

    @patch.dict(os.environ, {heartbeat.BESIDE: "1"})
    def test_makes_the_site_ready_for_two_minutes(self):
        heartbeat.beat()
        self.assertEqual(self.client.get("/readyz").json(), {"status": "ok"})

        two_minutes_ago = clock.now().timestamp() - 121
        os.utime(heartbeat.file(), (two_minutes_ago, two_minutes_ago))
        answer = self.client.get("/readyz")

        self.assertEqual(answer.status_code, 503)
        self.assertEqual(answer.json()["faults"], {"worker": "has shown no sign of life for two minutes"})
