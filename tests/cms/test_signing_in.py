"""The screen on which the staff signs in: the product's own name, and no word of another language."""

import pytest
from django.urls import reverse
from django.utils import translation

from cms.signing_in import SigningInForm

pytestmark = pytest.mark.django_db


def test_the_screen_names_the_product_and_not_what_it_is_made_of(client):
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Вход в Kenes" in page
    assert "Войти в Wagtail" not in page


@pytest.mark.parametrize(("language", "label"), [("kk", "Құпиясөз"), ("ru", "Пароль")])
def test_the_password_has_a_name_in_the_language(language, label, client):
    with translation.override(language):
        assert SigningInForm().fields["password"].label == label
    assert "Пароль" in client.get(reverse("wagtailadmin_login")).content.decode()
