from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings

from newsroom.management.commands.serve import alone


@override_settings(DEBUG=True)
def test_refuses_to_show_our_insides():
    with pytest.raises(CommandError, match="DEBUG is on"):
        call_command("serve")


class AloneTests(TransactionTestCase):
    def test_lets_one_replica_migrate_at_a_time(self):
        entered = Event()

        def second_replica():
            with alone():
                entered.set()
            connection.close()

        replica = Thread(target=second_replica)
        with alone():
            replica.start()
            self.assertFalse(entered.wait(0.3))
        self.assertTrue(entered.wait(5))
        replica.join()
