"""An administrator places and lifts a hold on a screen; the desk of the question says that it is held."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from forms.models import LegalHold
from tests.factories import make_user

UNKNOWN = "No question has this address. Copy it from the question's page."
ADDRESS = "https://kenes.example/ru/councils/almaly/questions/parks/propose/?x=1"


@pytest.fixture
def administrator(client, db):
    user = make_user("administrator", None)
    client.force_login(user)
    return user


def use(user, language):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_hold_is_placed_by_the_address_of_the_question_and_lifted(client, consultation, administrator, language):
    use(administrator, language)
    place = {"question": ADDRESS, "reason": "Сот ұйғарымы", "until": ""}
    page = client.post(reverse("kenes_holds"), place, follow=True).content.decode()
    with override(language):
        assert gettext("The hold is placed. Nothing that was sent to this question is erased.") in page
        assert gettext("Lift the hold") in page
    hold = LegalHold.objects.get()
    assert (hold.consultation, hold.placed_by, hold.until) == (consultation, administrator, None)
    page = client.post(reverse("kenes_lift_hold", args=[hold.pk]), follow=True).content.decode()
    with override(language):
        assert gettext("Holds no more") in page
        assert gettext("Lift the hold") not in page
    assert LegalHold.objects.get().lifted_by == administrator


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"question": "/kk/councils/almaly/"}, UNKNOWN),
        ({"question": "/kk/councils/x/questions/y/"}, UNKNOWN),
        ({"until": "01.01.2020"}, "The last day of the hold is past. Choose today or a later day."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, consultation, administrator, data, words):
    use(administrator, "ru")
    place = {"question": ADDRESS, "reason": "Сот", "until": ""} | data
    response = client.post(reverse("kenes_holds"), place)
    with override("ru"):
        assert response.context["form"].errors == {next(iter(data)): [gettext(words)]}
    assert not LegalHold.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_desk_says_that_the_question_is_held_and_why(client, consultation, secretary, language):
    use(secretary, language)
    client.force_login(secretary)
    desk = reverse("kenes_consultation", args=[consultation.pk])
    with override(language):
        words = gettext("Nothing that was sent to this question is erased now, neither by term nor by wish.")
    assert words not in client.get(desk).content.decode()
    LegalHold.objects.create(consultation=consultation, reason="Сот ұйғарымы", placed_at=consultation.opens_at)
    page = client.get(desk).content.decode()
    assert words in page
    assert "Сот ұйғарымы" in page


@pytest.mark.parametrize("role", ["secretary", "lead", "publisher"])
def test_nobody_of_a_council_reaches_the_screen(client, consultation, role):
    client.force_login(make_user(role, consultation.council))
    assert client.get(reverse("kenes_holds")).status_code == 404
    assert client.post(reverse("kenes_holds"), {"question": ADDRESS, "reason": "Сот"}).status_code == 404
    assert not LegalHold.objects.exists()
