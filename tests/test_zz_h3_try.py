import pytest
from wagtail.models import Page, Site
from django.core.files.storage import storages
from django.core.files.base import ContentFile

@pytest.mark.django_db
def test_a(): assert Page.objects.count() and Site.objects.get()
def test_b(committed_db):
    Site.objects.all().delete()
def test_c(committed_db):
    assert Site.objects.count()==1
    from django.db import connection
    with connection.cursor() as c:
        if connection.vendor=="sqlite":
            c.execute("pragma journal_mode"); assert c.fetchone()==("wal",)
@pytest.mark.django_db
def test_d(): assert Site.objects.count()==1
def test_e(tmp_path):
    n=storages["private"].save("a/b.txt",ContentFile(b"x")); assert (tmp_path/"private/a/b.txt").exists()
    n=storages["default"].save("a/b.txt",ContentFile(b"x")); assert (tmp_path/"media/a/b.txt").exists()
def test_skip(): pytest.skip("no")
@pytest.mark.xfail
def test_x(): assert 0
def test_net():
    import urllib.request; urllib.request.urlopen("http://example.com")
