"""A consultation's form."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from forms.form_building import define_form
from forms.models import FormDefinition
from tests.factories import make_user


def test_a_consultation_gets_one_form_however_often_it_is_asked_for(consultation, council):
    editor = make_user("editor", council)
    form = define_form(consultation, user=editor)
    assert define_form(consultation, user=editor) == form
    assert FormDefinition.objects.count() == 1
    assert (form.contact_kept_days, form.original_kept_days, form.takes_files) == (90, 365, True)
    assert ModelLogEntry.objects.filter(action="kenes.form_defined").count() == 1


def test_a_secretary_builds_no_form(consultation, secretary):
    with pytest.raises(PermissionDenied):
        define_form(consultation, user=secretary)
