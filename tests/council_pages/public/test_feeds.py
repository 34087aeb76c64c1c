"""The feeds of new questions as a reader's program gets them."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.models import Region
from council_pages import texts
from tests.factories import make_consultation, make_council, make_texts, open_now

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def published(council, slug, days_ago=0, **facts):
    row = make_consultation(council, slug, **open_now(), **facts)
    pages = make_texts(row)
    moment = timezone.now() - timedelta(days=days_ago)
    Page.objects.filter(pk__in=[page.pk for page in pages.values()]).update(first_published_at=moment)
    return row


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    return root, root.findall(f"{ATOM}entry")


def text_of(entry, name):
    return entry.findtext(f"{ATOM}{name}")


@pytest.mark.parametrize("language, title", [("kk", "Көше жарығы"), ("ru", "first: освещение")])
def test_b12_citizens_follow_new_questions_of_a_council_of_a_region_and_of_all(language, title, councils, client):
    far = make_council("far", name_ru="Далёкий & <совет>", region=Region.objects.get(iso="KZ-39"))
    published(councils.a, "first", days_ago=3, subject_kk="Көше жарығы")
    published(far, "second", days_ago=1, subject_kk="Екінші")
    root, entries = read(client, f"/{language}/feed.xml")
    assert root.get(LANG) == language
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert links == [
        f"http://testserver/{language}/councils/far/questions/second/",
        f"http://testserver/{language}/councils/almaly/questions/first/",
    ]
    assert text_of(entries[1], "title") == title
    for address in ("councils/almaly/feed.xml", "feed.xml?region=almaty"):
        [entry] = read(client, f"/{language}/{address}")[1]
        assert text_of(entry, "title") == title
    [entry] = read(client, f"/{language}/feed.xml?region=kostanay")[1]
    if language == "ru":
        assert text_of(entry, "summary").startswith("Далёкий &amp; &lt;совет&gt; · ")
        assert text_of(read(client, "/ru/councils/far/feed.xml")[0], "title") == "Новые вопросы: Далёкий & <совет>"


def test_an_entry_keeps_its_name_whatever_becomes_of_its_title(councils, client):
    row = published(councils.a, "lights")
    [before] = read(client, "/kk/feed.xml")[1]
    page = texts.pages_of(row)["kk"]
    page.title = "Жаңа атау"
    page.save_revision().publish()
    [after] = read(client, "/kk/feed.xml")[1]
    assert text_of(after, "title") == "Жаңа атау"
    assert text_of(before, "id") == text_of(after, "id")
    assert text_of(before, "published") == text_of(after, "published")


def test_a_title_in_the_other_language_says_so(councils, client):
    row = make_consultation(councils.a, "lights", subject_ru="Освещение", **open_now())
    texts.write_text(row, "ru", user=None)
    texts.publish_texts(row, ["ru"], user=None)
    [kazakh], [russian] = (read(client, f"/{language}/feed.xml")[1] for language in ("kk", "ru"))
    assert (kazakh.get(LANG), russian.get(LANG)) == ("ru", None)
    assert text_of(kazakh, "title") == text_of(russian, "title") == "Освещение"


def test_signs_that_xml_cannot_hold_do_not_break_the_feed(councils, client):
    row = published(councils.a, "lights")
    Page.objects.filter(pk=texts.pages_of(row)["kk"].pk).update(title="Көше\x0b\x1f <b> & жарық\ufffe")
    [entry] = read(client, "/kk/feed.xml")[1]
    assert text_of(entry, "title") == "Көше <b> & жарық"


def test_a_text_that_was_never_published_properly_breaks_no_feed(councils, client):
    row = published(councils.a, "lights")
    published(councils.a, "known")
    Page.objects.filter(pk__in=[page.pk for page in texts.pages_of(row).values()]).update(first_published_at=None)
    assert len(read(client, "/kk/feed.xml")[1]) == 1


def test_an_empty_feed_is_a_feed(councils, client):
    assert read(client, "/kk/councils/almaly/feed.xml")[1] == []


def test_pages_of_a_council_name_its_feed(councils, client):
    for address in ("", "questions/", "calendar/", "archive/"):
        text = client.get(f"/ru/councils/almaly/{address}").content.decode()
        assert 'type="application/atom+xml" href="/ru/councils/almaly/feed.xml"' in text
