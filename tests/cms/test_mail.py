"""A mail is one text in two looks: plain, and in the site's own; it loads nothing and says the same."""

import re

import pytest
from django.core import mail
from django.utils.html import strip_tags

from cms.mail import message
from cms.models import Operator

BODY = "Кеңес жауап берді.\n\nНөмірі: 1234 5678 9012\nКүйі: Ескерілді\n\nhttps://kenes.example/kk/track/?number=1&a=2"
pytestmark = pytest.mark.django_db


def looks(written):
    """The HTML of a mail."""
    (html, kind), *others = written.alternatives
    assert kind == "text/html"
    assert not others
    return html


def test_both_looks_say_the_same_in_the_language_of_the_reader():
    Operator.objects.update_or_create(defaults={"name_kk": "Министрлік", "name_ru": "Министерство"})
    written = message("Жауап", BODY, "aigul@example.kz", "kk")
    html = looks(written)
    assert written.body == BODY
    assert '<html lang="kk">' in html
    assert "Министрлік" in html
    words = strip_tags(html.partition("<main>")[2].replace("<br>", " ")).replace("&amp;", "&").split()
    assert [word for word in BODY.split() if word not in words] == []
    assert '<a href="https://kenes.example/kk/track/?number=1&amp;a=2"' in html
    assert html.count("<p>") == 3


def test_a_mail_loads_nothing():
    html = looks(message("Жауап", BODY, "aigul@example.kz", "ru"))
    assert not re.search(r"<(img|link|script|iframe)|url\(|@import", html)


def test_what_somebody_typed_is_shown_and_never_run():
    html = looks(
        message("<b>Атау</b>", '<script>alert(1)</script>\n\n"><img src=x onerror=alert(1)>', "a@example.kz", "kk")
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;b&gt;" in html


def test_a_subject_of_two_lines_becomes_one():
    message("Кеңес:\r\nBcc: all@example.kz", BODY, "a@example.kz", "kk").send()
    (sent,) = mail.outbox
    assert sent.subject == "Кеңес: Bcc: all@example.kz"
    assert sent.recipients() == ["a@example.kz"]
