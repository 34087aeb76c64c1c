"""The agendas that stood in pages become rows, where the two languages can be told to belong together."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from council_pages.models import AgendaItem, Sitting
from council_pages.texts import publish_texts, write_text

pytestmark = pytest.mark.django_db
migration = import_module("council_pages.migrations.0010_agendas_are_rows")


def published(council, number, publish=("kk", "ru"), **points):
    sitting = Sitting.objects.create(council=council, number=number, held_on=date(2026, 9, 24))
    for language, texts in points.items():
        write_text(sitting, language, user=None, agenda=[("item", text) for text in texts])
    publish_texts(sitting, [language for language in points if language in publish], user=None)
    return sitting


def rows(sitting):
    return [(item.title_kk, item.title_ru) for item in sitting.agenda_items.all()]


def test_points_that_belong_together_become_rows_once(councils):
    both = published(councils.a, "1", kk=["Бір", "Екі"], ru=["Раз", "Два"])
    single = published(councils.a, "2", kk=["Жалғыз"])
    unequal = published(councils.a, "3", kk=["Бір", "Екі"], ru=["Всё вместе"])
    draft = published(councils.a, "4", publish=[], kk=["Жоба"])
    empty = published(councils.a, "5", kk=[])
    for _again in range(2):
        migration.agendas_become_rows(apps, None)
    assert rows(both) == [("Бір", "Раз"), ("Екі", "Два")]
    assert rows(single) == [("Жалғыз", "")]
    assert rows(unequal) == rows(draft) == rows(empty) == []
    assert AgendaItem.objects.count() == 3
