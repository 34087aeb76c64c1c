"""The registry of what is to be done now and then."""

from datetime import timedelta

import pytest

from cms import chores
from cms.chores import Chore


def test_a_command_is_registered_once(monkeypatch):
    monkeypatch.setattr(chores, "_chores", {})
    chore = Chore("tidy", timedelta(minutes=5))
    chores.register(chore)
    assert chores.registered() == [chore]
    assert chore.is_due(None)
    with pytest.raises(ValueError, match="tidy"):
        chores.register(Chore("tidy", timedelta(minutes=1)))
