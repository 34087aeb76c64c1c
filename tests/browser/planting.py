"""Two councils and their people, planted into the running copy: run in a process with the product's own settings."""

import json
import time

import PIL.Image
from django.conf import settings
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from cms.roles import Role
from council_pages.models import NewsIndexPage, NewsPage
from tests.factories import make_user
from tests.worlds import CANARY, DRAFT, settle

OWN = "zq7own"


def plant():
    """Council A, council B full of canaries, and their people; prints, as JSON, the ids of A and every page's type."""
    a, b = settle("own", OWN), settle("foreign", CANARY)
    index = NewsIndexPage.objects.get(pk=b.ids["news_index"])
    index.add_child(instance=NewsPage(title=DRAFT, slug="draft", locale=index.locale, live=False))
    for word in (OWN, CANARY):
        put_files(word)
    make_user(Role.EDITOR, a.council, username="own-editor")
    make_user(Role.PUBLISHER, a.council, username="own-publisher")
    make_user(username="of-nothing")
    of_both = make_user(Role.EDITOR, a.council, username="of-both")
    of_both.memberships.create(council=b.council, role=Role.EDITOR)
    wait_for_the_index()
    types = {page.pk: page.specific_class.__name__ for page in Page.objects.all()}
    print(json.dumps({"ids": a.ids, "types": types}))


def wait_for_the_index():
    """Until the worker has done what was put off: a search that finds nothing yet would prove nothing."""
    give_up = time.monotonic() + 60
    while DBTaskResult.objects.ready().exists() or DBTaskResult.objects.running().exists():
        if time.monotonic() > give_up:
            raise TimeoutError("The worker does not come to an end.")
        time.sleep(0.2)


def put_files(word):
    """The files that the council's document and its image name."""
    for folder, name in (("documents", f"{word}.pdf"), ("images", f"{word}.png")):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True, exist_ok=True)
        PIL.Image.new("RGB", (1, 1)).save(settings.MEDIA_ROOT / folder / name, "png")
