"""What the pictures of the editor's guide show beside the demonstration: a text with faults, one under translation."""

import json

from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.languages import other_language
from cms.models import Council
from cms.roles import Role
from council_pages import texts
from council_pages.models import TextPage
from council_pages.provisioning import section_page
from forms.models import Proposal
from tests.factories import make_consultation, make_user, open_now

COUNCIL = "saryozen-audany"
PERSON = "guide"
NAMES = {"kk": "Айгүл", "ru": "Айгуль"}
SUBJECTS = {"subject_kk": "Аулалардың жарығы", "subject_ru": "Освещение дворов"}
SUMMARIES = {
    "kk": "Аудан орталығындағы отыз ауланы қалай жарықтандыру керек: шамдарды қайда қою және қашан жағу.",
    "ru": "Как осветить тридцать дворов районного центра: где поставить фонари и когда их включать.",
}
BODIES = {
    "kk": '<h2>Не ұсынылады</h2><p>Жобаны <a href="https://kenes.example/">осында</a> оқыңыз.</p><h2></h2>',
    "ru": '<h2>Что предлагается</h2><p>Проект читайте <a href="https://kenes.example/">здесь</a>.</p><h2></h2>',
}
PLAIN = {"kk": "<p>Алдымен мектеп жанындағы аулалар.</p>", "ru": "<p>Сначала дворы возле школ.</p>"}


def plant(language):
    """Print the addresses of the screens, for one who publishes and answers in a council and reads this language."""
    council = Council.objects.get(slug=COUNCIL)
    person = make_user(Role.PUBLISHER, council, username=f"{PERSON}-{language}", first_name=NAMES[language])
    person.memberships.create(council=council, role=Role.SECRETARY)
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    proposal = Proposal.objects.filter(consultation__council=council).order_by("pk").first()
    row = proposal.consultation
    written, translated = _with_faults(council, language), _under_translation(council, language)
    about = section_page(council, language, TextPage, "about")
    addresses = {
        "start": reverse("wagtailadmin_home"),
        "desk": reverse("kenes_consultation", args=[row.pk]),
        "form": reverse("kenes_form", args=[row.form.pk]),
        "answers": reverse("kenes_proposal", args=[proposal.pk]),
        "publishing": reverse("kenes_consultation", args=[written.row.pk]),
        "checks": reverse("wagtailadmin_pages:edit", args=[written.pk]),
        "translation": reverse("wagtailadmin_pages:edit", args=[translated.pk]),
        "blocks": reverse("wagtailadmin_pages:edit", args=[about.pk]),
    }
    print(json.dumps(addresses))


def _with_faults(council, language):
    row = make_consultation(council, f"guide-{language}-1", **SUBJECTS, **open_now())
    return texts.write_text(row, language, user=None, summary=SUMMARIES[language], body=BODIES[language])


def _under_translation(council, language):
    row, other = make_consultation(council, f"guide-{language}-2", **SUBJECTS, **open_now()), other_language(language)
    texts.write_text(row, other, user=None, summary=SUMMARIES[other], body=PLAIN[other])
    return texts.translate_text(row, language, user=None)
