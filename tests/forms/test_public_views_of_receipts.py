"""The receipt lists all that was sent, and leads on without a script."""

import re

import pytest
from django.utils.translation import gettext, override

from forms import tokens
from forms.models import ErasureOrder, FieldKind, Original, Proposal
from tests.forms.making import KAZAKH, NOW, add_field, filled, upload, url

CONTACT = {"name": "Айгүл Серікқызы", "email": "aigul@example.kz", "consent": "on"}
ERASED = "Your text, files and answers are no longer kept here. Below stands the text as you have just sent it again."
LANGUAGES = pytest.mark.parametrize("language", ["kk", "ru"])


@pytest.fixture
def press(client, open_form, definition):
    """A function that sends one and the same form, with a file, an own field, a name and a contact; gives the page."""
    own = add_field(definition, FieldKind.LONG_TEXT, label_kk="Неге керек?", label_ru="Зачем?")
    token = tokens.issue(definition.pk, NOW)

    def send(language="kk"):
        data = filled(**CONTACT, **{own.key: "Балаларға керек."}, token=token, files=[upload("жоспар.txt")])
        response = client.post(url(language), data)
        assert response.status_code == 200
        return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]

    return send


def erase():
    """As the command for an order of erasure will do it."""
    ErasureOrder.objects.create(proposal=Proposal.objects.get(), reason="Asked.")
    original = Original.objects.get()
    original.files.all().delete()
    original.delete()


@LANGUAGES
def test_the_receipt_lists_all_that_was_sent_also_when_it_is_sent_again(press, language):
    first, again = press(language), press(language)
    label = {"kk": "Неге керек?", "ru": "Зачем?"}[language]
    with override(language):
        consent = gettext("Consent to the processing of personal data")
        kilobyte = gettext("%(size)s KB") % {"size": 1}
    sent = (KAZAKH, label, "Балаларға керек.", f"жоспар.txt, {kilobyte}", "А. С.", "@example.kz", consent)
    for page in (first, again):
        assert [words for words in sent if words not in page] == []
        for covered in ("aigul@", "Серікқызы"):
            assert covered not in page


def test_a_receipt_of_what_was_erased_says_so_and_shows_the_text_that_was_sent_again(press):
    press()
    erase()
    page = press()
    with override("kk"):
        assert gettext(ERASED) in page
    assert KAZAKH in page
    assert "жоспар.txt" not in page


def test_without_a_script_a_button_leads_to_the_proposal_and_no_address_holds_the_secret(client, press):
    page = press()
    form = re.search(r'<form method="post" action="(/kk/track/)">(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form[2]))
    assert fields["number"] == Proposal.objects.get().number
    assert '<button class="button" type="submit">' in form[2]
    followed = client.post(form[1], fields, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert KAZAKH in followed.content.decode()
    assert not re.search(r'(?:href|action)="[^"#]*' + fields["secret"][:4], page)
    assert re.search(r'<p data-needs-script hidden><a href="/kk/track/#n=\d+&amp;s=', page)


@LANGUAGES
def test_the_receipt_does_not_claim_that_its_secret_is_never_shown_again(press, language):
    page = press(language)
    assert {"kk": "тек қазір", "ru": "только сейчас"}[language] not in page
    assert "жеті күн" in page or "семи дней" in page or "seven days" in page
