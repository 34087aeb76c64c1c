"""Which of these tests run where."""

from tests.conftest import is_sqlite

collect_ignore = [] if is_sqlite() else ["test_a_new_plugin.py"]
