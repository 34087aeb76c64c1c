import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.test import RequestFactory
from django.utils.translation import gettext, gettext_noop, override

from cms import admin_policies
from cms.admin_policies import own_listing
from cms.models import Council
from cms.roles import PLANS_CONSULTATIONS, Role
from cms.staff import StaffFormView, StaffView, add_refusal, staff_path
from council_pages.models import Consultation
from tests.factories import make_consultation, make_superuser, make_user

pytestmark = pytest.mark.django_db


class TwoFields(forms.Form):
    subject = forms.CharField()
    closes_at = forms.CharField()


class Refusing(StaffFormView):
    """A screen whose verb refuses what its subclass of the test says."""

    form_class = TwoFields
    refusal: ValidationError

    def act(self, form):
        raise self.refusal


def posted(view_class, user, **typed):
    request = RequestFactory().post("/admin/kenes/x/", typed)
    request.user = user
    request._messages = CookieStorage(request)
    view = view_class()
    view.setup(request)
    return view


def refused(error):
    form = TwoFields({"subject": "a", "closes_at": "b"})
    assert form.is_valid()
    add_refusal(form, error)
    return form


def test_a_route_cannot_be_made_without_its_policy(monkeypatch):
    monkeypatch.setattr(admin_policies, "POLICIES", {})
    entry = staff_path("x/<int:pk>/", StaffView, "kenes_x", own_listing)
    assert (entry.name, str(entry.pattern)) == ("kenes_x", "kenes/x/<int:pk>/")
    assert {"kenes_x": own_listing} == admin_policies.POLICIES
    with pytest.raises(ValueError, match="kenes_x"):
        staff_path("y/", StaffView, "kenes_x")


def test_a_refusal_stands_beside_the_field_it_names():
    form = refused(ValidationError({"closes_at": "Too early."}))
    assert dict(form.errors) == {"closes_at": ["Too early."]}


def test_a_refusal_of_a_field_that_the_form_lacks_stands_at_the_top():
    form = refused(ValidationError({"opens_at": "Too early.", "closes_at": ["One.", "Two."]}))
    assert dict(form.errors) == {"__all__": ["Too early."], "closes_at": ["One.", "Two."]}


def test_a_refusal_without_a_field_stands_at_the_top():
    assert dict(refused(ValidationError("The outcome is published.")).errors) == {
        "__all__": ["The outcome is published."]
    }


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_refusal_with_a_variable_is_said_in_the_readers_language(language):
    words = gettext_noop("There is no text in this language yet: %(language)s")
    with override(language):
        form = refused(ValidationError(gettext(words), params={"language": "X"}))
        assert dict(form.errors) == {"__all__": [gettext(words) % {"language": "X"}]}
        assert gettext(words) != words


def test_what_was_typed_is_still_there_when_the_verb_refuses():
    screen = type("Screen", (Refusing,), {"refusal": ValidationError({"closes_at": "Too early."})})
    view = posted(screen, make_superuser(), subject="Көше жарығы", closes_at="кеше")
    response = view.post(view.request)
    form = response.context_data["form"]
    assert response.status_code == 200
    assert (form["subject"].value(), form["closes_at"].value()) == ("Көше жарығы", "кеше")
    assert form["closes_at"].errors == ["Too early."]
    # The field may stand below the edge of the screen: its top says so.
    assert [message.level_tag for message in get_messages(view.request)] == ["error"]


def test_the_form_shows_the_refusal_beside_the_field(councils, client):
    consultation = make_consultation(councils.a)
    client.force_login(make_user(Role.EDITOR, councils.a))
    answer = client.post(f"/admin/kenes/consultations/{consultation.pk}/halt/", {"kind": "postponed"})
    assert set(answer.context["form"].errors) == {"reason_kk", "reason_ru"}
    assert answer.content.decode().count("error-message") >= 2


def test_a_row_is_found_by_its_own_staff_with_the_role(councils):
    consultation = make_consultation(councils.a)
    planning = type("Planning", (StaffView,), {"roles": PLANS_CONSULTATIONS})
    own = posted(planning, make_user(Role.EDITOR, councils.a)).own(Consultation, pk=consultation.pk)
    assert own == consultation
    with pytest.raises(PermissionDenied):
        posted(planning, make_user(Role.SECRETARY, councils.a)).own(Consultation, pk=consultation.pk)
    with pytest.raises(Http404):
        posted(planning, make_user(Role.EDITOR, councils.b)).own(Consultation, pk=consultation.pk)


def test_a_screen_offers_the_open_councils_in_which_the_user_has_the_role(councils):
    planning = type("Planning", (StaffView,), {"roles": PLANS_CONSULTATIONS})
    editor = make_user(Role.EDITOR, councils.a)
    assert list(posted(planning, editor).councils()) == [councils.a]
    assert not posted(planning, make_user(Role.LEAD, councils.a)).councils().exists()
    Council.objects.filter(pk=councils.a.pk).update(closed_on="2026-11-01")
    assert not posted(planning, editor).councils().exists()
