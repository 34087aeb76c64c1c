"""What the sample plugin shows where it is on, and nowhere else.

Run by `tests/plugins/test_the_door.py` in a process and a database of its own, in which the plugin is installed from
outside of the repository.
"""

from datetime import timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kenes_notices import posting
from kenes_notices.models import Notice, NoticePage, ShortMessage
from kenes_notices.staff import NoticeList
from wagtail.models import Page

from cms import plugin_asking, plugin_checks
from cms.models import Council, CouncilSection
from cms.plugin_switching import switch
from cms.plugins import Column, FieldType, Indicator, PublicRoute, StaffRoute
from cms.roles import COUNCIL_ROLES, READS_COUNCIL, Role
from council_pages.evidence import record_of
from council_pages.models import CouncilPage
from council_pages.todo_rows import duties_in
from council_pages.tracker import proofs_of
from forms import plugin_exporting, plugin_fields, retention, sending
from forms.form_building import define_form
from forms.models import Contact, Letter, LetterKind, Way
from search.models import Entry
from search.sources.plugins import refresh_plugin
from tests.admin_addresses import admin_routes
from tests.factories import make_consultation, make_council, make_superuser, make_texts, make_user, open_now
from tests.watching import ask, show, snapshot

WORD = "zq9notice"
PLUGIN = "kenes_notices"


@pytest.fixture
def three(db):
    """Three councils with a notice each; the plugin is on for the first one alone."""
    councils = [make_council(slug) for slug in ("first", "second", "third")]
    switch(PLUGIN, [councils[0].pk], user=make_superuser())
    for council in councils:
        council.refresh_from_db()
        posting.post(council, f"{WORD} {council.slug}", "text", user=None, today=timezone.localdate())
    return councils


def plugin():
    return plugin_asking.plugin(PLUGIN)


def staff_of(council, role=Role.PUBLISHER):
    client = Client()
    client.force_login(make_user(role, council))
    return client


# --- what it is ------------------------------------------------------------------------------------------------------


def test_it_is_loaded_started_once_and_sound(db):
    assert plugin().title == "Notices"
    assert plugin().started == 1
    assert plugin_asking.problems() == []
    assert [str(found) for check in (
        plugin_checks.addresses, plugin_checks.routes_without_policy, plugin_checks.tables_without_council,
        plugin_checks.page_types_of_another_kind, plugin_checks.missing_migrations,
    ) for found in check(None, databases=["default"])] == []  # fmt: skip


# --- each extension point, on and off --------------------------------------------------------------------------------


def test_sections_stand_on_the_home_page_of_that_council_alone(three, client):
    on, *off = three
    assert f"{WORD} first" in show(client.get(f"/kk/councils/{on.slug}/"))
    assert all(WORD not in show(client.get(f"/kk/councils/{council.slug}/")) for council in off)


def test_page_types_are_offered_and_served_there_alone(three, client):
    on, off, _third = three
    homes = {c.slug: CouncilPage.objects.get(council_row=c, locale__language_code="kk") for c in (on, off)}
    assert NoticePage in CouncilPage.creatable_subpage_models()
    assert NoticePage.can_create_at(homes["first"]) and not NoticePage.can_create_at(homes["second"])
    for home in homes.values():
        home.add_child(instance=NoticePage(title=f"{WORD} page", slug="pinned", locale=home.locale, live=True))
    assert client.get("/kk/councils/first/pinned/").status_code == 200
    assert client.get("/kk/councils/second/pinned/").status_code == 404
    offered = {c.slug: show(staff_of(c).get(reverse("wagtailadmin_pages:add_subpage", args=[homes[c.slug].pk])))
               for c in (on, off)}  # fmt: skip
    assert "noticepage" in offered["first"] and "noticepage" not in offered["second"]
    listed = [show(staff_of(c).get(reverse("wagtailadmin_explore", args=[homes[c.slug].pk]))) for c in (on, off)]
    assert [f"{WORD} page" in body for body in listed] == [True, False]
    hidden = NoticePage.objects.descendant_of(homes["second"]).get()
    assert staff_of(off).get(reverse("wagtailadmin_pages:edit", args=[hidden.pk])).status_code == 404


def test_public_routes_answer_there_alone(three, client):
    assert client.get("/ru/councils/first/notices/").status_code == 200
    assert client.get("/ru/councils/second/notices/").status_code == 404
    assert client.get("/ru/notices/").status_code == 200
    switch(PLUGIN, [], user=make_superuser())
    assert client.get("/ru/notices/").status_code == 404


def test_the_picture_of_a_public_route_is_drawn_there_alone(three, client, monkeypatch):
    number, others = (Notice.objects.for_council(council).get().pk for council in three[:2])
    for path, status in {
        "councils/first/notices/": 200,
        f"councils/first/notices/{number}/": 200,
        f"councils/first/notices/{others}/": 404,
        "councils/second/notices/": 404,
        f"councils/second/notices/{others}/": 404,
        "notices/": 404,
    }.items():
        assert client.get(f"/ru/share/{path}picture.png").status_code == status, path
    assert plugin_asking.problems() == []
    monkeypatch.setattr("kenes_notices.public.card_of", lambda *words: 1 / 0)
    assert client.get("/ru/share/councils/first/notices/picture.png").status_code == 404
    assert [problem.plugin for problem in plugin_asking.problems()] == [PLUGIN]
    plugin_asking.forget()


def test_staff_routes_answer_the_councils_own_staff_alone(three):
    on, off, _third = three
    names = ("kenes_notices_notices", "kenes_notices_new")
    assert [staff_of(on).get(reverse(name, args=[on.slug])).status_code for name in names] == [200, 200]
    assert [staff_of(off).get(reverse(name, args=[on.slug])).status_code for name in names] == [404, 404]
    assert [staff_of(off).get(reverse(name, args=[off.slug])).status_code for name in names] == [404, 404]
    secretary = staff_of(on, Role.SECRETARY)
    assert secretary.get(reverse("kenes_notices_notices", args=[on.slug])).status_code == 200
    assert secretary.get(reverse("kenes_notices_new", args=[on.slug])).status_code != 200


def test_the_menu_names_it_to_those_who_have_it(three):
    on, off, _third = three
    assert reverse("kenes_plugin_home", args=["notices"]) in show(staff_of(on).get(reverse("wagtailadmin_home")))
    assert "plugins/notices" not in show(staff_of(off).get(reverse("wagtailadmin_home")))
    assert staff_of(off).get(reverse("kenes_plugin_home", args=["notices"])).status_code == 404


def test_compliance_columns_and_indicators_speak_of_those_councils_alone(three):
    today = timezone.localdate()
    councils = Council.objects.with_plugin(PLUGIN)
    [(_one, column)] = plugin_asking.ask_all("compliance_columns")
    [(_one, indicator)] = plugin_asking.ask_all("indicators")
    assert {pk: value.sort for pk, value in column.values(councils, today).items()} == {three[0].pk: 1}
    assert indicator.values(councils, today) == {three[0].pk: 1}


def test_proofs_stand_beside_the_step_of_that_council_alone(three):
    on, off, _third = three
    found = []
    for council in (on, off):
        row = make_consultation(council, "q", subject_kk="Жол", subject_ru="Дорога", **open_now())
        posting.post(council, "Жол", "", user=None, today=timezone.localdate())
        found.append([line["label"] for line in proofs_of(record_of(row), "kk")])
    assert "Жол" in found[0] and "Жол" not in found[1]


def test_field_types_are_offered_there_alone_and_checked(three):
    on, off, _third = three
    kind = "kenes_notices.flat"
    assert kind in dict(plugin_fields.kinds_for(on)) and kind not in dict(plugin_fields.kinds_for(off))
    made = plugin_fields.made(kind, {"label": "Flat", "help_text": "", "required": True}, "kk")
    assert made.clean("12A") == "12A"
    with pytest.raises(ValidationError):
        made.clean("twelve")
    assert plugin_fields.shown(kind, "12A", "kk") == "№ 12A"
    assert plugin_fields.made("gone.flat", {}, "kk") is None
    assert plugin_fields.shown("gone.flat", "12A", "kk") == "12A"


def test_intake_checks_ask_for_a_proof_there_alone(three, rf):
    from forms.suspicion import _looks_odd

    for council, expected in zip(three, (True, False, False), strict=True):
        definition = define_form(make_consultation(council, "q", **open_now()), user=None)
        request = rf.post("/", HTTP_USER_AGENT="robot 1.0")
        assert _looks_odd(request, definition, timezone.now()) is expected


def test_channels_send_there_and_hand_over_to_the_secretary_elsewhere(three):
    from tests.worlds import send

    ways = []
    for council in three[:2]:
        row = make_consultation(council, "q", **open_now())
        make_texts(row)
        define_form(row, user=None)
        proposal, _file = send(row, f"{WORD}{council.slug}")
        Contact.objects.filter(proposal=proposal).update(email="", phone="+77010000001")
        proposal.refresh_from_db()
        from forms import letters

        letters.tell(proposal, LetterKind.ANSWERED, timezone.now())
        ways.append(Letter.objects.get(proposal=proposal, kind=LetterKind.ANSWERED).way)
    assert ways == ["kenes_notices.sms", Way.CALL]
    sending.send_letters(timezone.now)
    [message] = ShortMessage.objects.all()
    assert WORD not in message.text and "/track/" in message.text
    # Switched off before it could be sent: the secretary calls.
    waiting = Letter.objects.get(way="kenes_notices.sms")
    Letter.objects.filter(pk=waiting.pk).update(sent_at=None, due_at=timezone.now() - timedelta(minutes=5))
    switch(PLUGIN, [], user=make_superuser())
    sending.send_letters(timezone.now)
    assert Letter.objects.get(pk=waiting.pk).way == Way.CALL
    assert ShortMessage.objects.count() == 1


def test_sources_are_found_there_alone_and_vanish_when_it_is_switched_off(three, client):
    refresh_plugin.call(PLUGIN)
    assert set(Entry.objects.filter(kind="notice").values_list("council__slug", flat=True)) == {"first"}
    found = show(client.get("/kk/search/", {"q": WORD}))
    assert f"{WORD}</mark> first" in found or "first" in found
    assert "councils/second/notices" not in found
    switch(PLUGIN, [], user=make_superuser())
    refresh_plugin.call(PLUGIN)
    assert not Entry.objects.filter(kind="notice").exists()
    assert Notice.objects.count() == 3


def test_feeds_answer_there_alone(three, client):
    answer = client.get("/kk/councils/first/notices/latest.xml")
    assert answer.status_code == 200 and f"{WORD} first" in answer.content.decode()
    assert client.get("/kk/councils/second/notices/latest.xml").status_code == 404
    assert client.get("/kk/councils/first/notices/other.xml").status_code == 404


def test_exports_are_taken_there_alone_and_stand_in_the_log(three):
    on, off, _third = three
    address = reverse("kenes_plugin_exports", args=["notices", on.slug])
    answer = staff_of(on).post(address, {"export": "notices", "format": "csv", "language": "kk"})
    assert f"{WORD} first" in answer.content.decode() and "second" not in answer.content.decode()
    assert staff_of(off).get(address).status_code == 404
    assert staff_of(off).get(reverse("kenes_plugin_exports", args=["notices", off.slug])).status_code == 404
    from wagtail.models import ModelLogEntry

    assert ModelLogEntry.objects.filter(action="kenes.plugin_exported", object_id=str(on.pk)).count() == 1
    assert plugin_exporting.exports_for(make_user(Role.EDITOR, off), on, plugin()) == []


def test_duties_are_those_of_councils_that_have_it(three):
    Notice.objects.all().delete()
    lines = [duty for duty in duties_in(Council.objects.all(), timezone.localdate()) if duty.code == "notice_missing"]
    assert [duty.council.slug for duty in lines] == ["first"]
    assert str(lines[0].code.label) == "Write a notice"


def test_retention_deletes_what_is_over(three):
    yesterday = timezone.localdate() - timedelta(days=1)
    posting.post(three[0], "over", "", user=None, today=yesterday, ends_on=yesterday)
    assert retention.preview(timezone.now()).of_plugins == 1
    assert retention.apply_retention(timezone.now()).of_plugins == 1
    assert not Notice.objects.filter(title="over").exists()


def test_the_guide_has_its_chapter_for_those_who_have_it_and_its_screens_lead_there(three):
    on, off, _third = three
    for language, words in (("kk", "тақтаға хабарлама жазыңыз"), ("ru", "напишите объявление на доску")):
        guide = show(staff_of(on).get(reverse("kenes_guide"), {"language": language}))
        assert words in guide and 'id="plugin-notices"' in guide
        assert words not in show(staff_of(off).get(reverse("kenes_guide"), {"language": language}))
    screen = show(staff_of(on).get(reverse("kenes_notices_notices", args=[on.slug])))
    assert f'href="{reverse("kenes_guide")}#plugin-notices"' in screen


def test_a_chapter_that_cannot_be_drawn_is_missing_and_the_guide_opens(three, monkeypatch):
    monkeypatch.setattr(type(plugin()), "guide", lambda self: {"ru": "no/such.html"})
    answer = staff_of(three[0]).get(reverse("kenes_guide"), {"language": "ru"})
    assert answer.status_code == 200 and 'id="plugin-notices"' not in show(answer)
    [problem] = plugin_asking.problems()
    assert problem.words.startswith("guide: TemplateDoesNotExist")
    plugin_asking.forget()


def test_log_actions_have_words(three):
    from wagtail.log_actions import registry

    assert str(registry.get_action_label("kenes_notices.posted")) == "Notice posted"


def test_pages_and_routes_stand_in_the_sitemap_there_alone(three, client):
    listed = "".join(show(client.get(f"/sitemap-{part}-kk.xml")) for part in ("views", "pages"))
    assert "councils/first/notices/" in listed and "councils/second/notices/" not in listed


# --- nobody else's ---------------------------------------------------------------------------------------------------


def test_no_route_of_the_plugin_shows_or_changes_anything_of_another_council(three):
    on, other, _third = three
    switch(PLUGIN, [on.pk, other.pk], user=make_superuser())
    notice = Notice.objects.for_council(other).get()
    routes = [name for name, _path in admin_routes() if name.startswith("kenes_notices_")]
    assert len(routes) == 5
    for role in sorted(COUNCIL_ROLES):
        visitor, before = staff_of(on, role), snapshot()
        for name in routes:
            if name == "kenes_notices_ministry":
                path = reverse(name)
            else:
                arguments = [other.slug, notice.pk] if name.endswith(("screen", "remove")) else [other.slug]
                path = reverse(name, args=arguments)
            for method in ("get", "post"):
                status, body, _after = ask(visitor, method, path)
                assert status == 404 and f"{WORD} second" not in body, (role, name, method)
        assert snapshot() == before
    # Of the own council, but with the number of another one's row.
    stranger = staff_of(on)
    assert stranger.get(reverse("kenes_notices_screen", args=[on.slug, notice.pk])).status_code == 404
    assert stranger.post(reverse("kenes_notices_remove", args=[on.slug, notice.pk])).status_code == 404
    assert Notice.objects.filter(pk=notice.pk).exists()


def test_the_ministrys_screen_is_the_ministrys(three):
    overseer = Client()
    overseer.force_login(make_user(Role.OVERSEER))
    body = show(overseer.get(reverse("kenes_notices_ministry")))
    assert f"{WORD} first" in body and f"{WORD} second" not in body


# --- what breaks -----------------------------------------------------------------------------------------------------

POINTS = (
    "sections",
    "page_types", "compliance_columns", "indicators", "field_types", "intake_checks", "channels", "sources", "feeds",
    "exports", "retention", "kinds", "public_routes", "staff_routes",
)  # fmt: skip


def test_a_plugin_that_breaks_in_a_method_is_named_and_left_out(three, client, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("planted")

    on, ministry = three[0], staff_of_the_ministry()
    record = record_of(make_consultation(on, "q", **open_now()))
    for point in (*POINTS, "proofs", "duties", "log_actions", "guide"):
        with monkeypatch.context() as patch:
            patch.setattr(type(plugin()), point, broken)
            for path in (f"/kk/councils/{on.slug}/", f"/kk/search/?q={WORD}", "/sitemap-views-kk.xml"):
                assert client.get(path).status_code == 200, (point, path)
            duties_in(Council.objects.all(), timezone.localdate())
            proofs_of(record, "kk")
            plugin_fields.kinds_for(on)
            retention.apply_retention(timezone.now())
            mapping = point in ("kinds", "log_actions", "guide")
            (plugin_asking.ask_mapping if mapping else plugin_asking.ask)(plugin(), point)
            [problem] = [one for one in plugin_asking.problems() if one.words.startswith(point)]
            assert problem.plugin == PLUGIN and "ZeroDivisionError: planted" in problem.words and problem.hint
            assert "zerodivisionerror" in show(ministry.get(reverse("kenes_plugins")))
            plugin_asking.forget()
    assert plugin_asking.problems() == []


PUBLIC = ("/kk/councils/first/", "/kk/indicators/", f"/kk/search/?q={WORD}", "/sitemap-views-kk.xml")


def wrong_answers(council):
    """(method, an answer that breaks what the contract says of it)."""
    yield from ((point, [object()]) for point in POINTS if point not in ("page_types", "sources", "kinds"))
    yield "staff_routes", [StaffRoute("", NoticeList, "notices", None)]
    yield "staff_routes", [StaffRoute("", object, "unknown", READS_COUNCIL)]
    yield "staff_routes", [StaffRoute(None, NoticeList, "notices", READS_COUNCIL)]
    yield "public_routes", [PublicRoute(None, None, "list")]
    yield "indicators", [Indicator("x", "X", "x", lambda councils, today: {council.pk: "5"})]
    yield "compliance_columns", [Column("x", "X", lambda councils, today: {council.pk: "text"})]
    yield "field_types", [FieldType("x", "X", lambda shared, language: "no field")]


def test_an_answer_that_is_not_what_the_contract_says_takes_nothing_down(three, client, monkeypatch):
    on, off, _third = three
    ministry, staff, others = staff_of_the_ministry(), staff_of(on), staff_of(off)
    for point, answer in wrong_answers(on):
        with monkeypatch.context() as patch:
            patch.setattr(type(plugin()), point, lambda self, *args, answer=answer: answer)
            for path in (
                f"/kk/councils/{on.slug}/",
                "/kk/indicators/",
                f"/kk/search/?q={WORD}",
                "/sitemap-views-kk.xml",
            ):
                assert client.get(path).status_code == 200, (point, answer, path)
            for visitor in (ministry, staff, others):
                assert visitor.get(reverse("wagtailadmin_home")).status_code == 200, (point, answer)
            assert staff.get(reverse("kenes_plugin_home", args=["notices"])).status_code in (200, 404)
            for path in (reverse("kenes_matrix"), reverse("kenes_matrix_file", args=["csv"])):
                assert ministry.get(path).status_code == 200, (point, answer, path)
            assert plugin_fields.made(f"{PLUGIN}.x", {"label": "x"}, "kk") is None
            plugin_asking.forget()


def test_a_check_of_a_field_that_breaks_takes_what_was_typed_as_a_line_of_text(three, monkeypatch):
    class Breaking(forms.CharField):
        def clean(self, value):
            raise ZeroDivisionError("planted")

    kinds = [FieldType("x", "X", lambda shared, language: Breaking(**shared))]
    monkeypatch.setattr(type(plugin()), "field_types", lambda self: kinds)
    field = plugin_fields.made(f"{PLUGIN}.x", {"label": "x", "required": True}, "kk")
    assert field.clean(" as typed ") == "as typed"
    with pytest.raises(ValidationError):
        field.clean("")
    assert [problem.plugin for problem in plugin_asking.problems()] == [PLUGIN]
    plugin_asking.forget()


def staff_of_the_ministry():
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR))
    return client


def test_a_screen_past_the_contract_is_an_error_and_a_404_for_councils(three, monkeypatch):
    from django.urls import get_resolver, path
    from kenes_notices import staff

    resolver = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    hidden = path("kenes/past/<slug:slug>/", staff.NoticeList.as_view(), name="past_the_contract")
    monkeypatch.setattr(resolver, "url_patterns", [hidden, *resolver.url_patterns])
    [error] = plugin_checks.routes_without_policy(None)
    assert error.id == "kenes.E002" and "staff_routes()" in error.hint


def test_a_table_without_a_council_is_an_error(monkeypatch):
    monkeypatch.setattr(ShortMessage, "is_national", False)
    [error] = plugin_checks.tables_without_council(None)
    assert error.id == "kenes.E003" and "CouncilOwnedQuerySet" in error.hint


def test_models_without_their_migration_are_a_warning(monkeypatch):
    monkeypatch.setattr(plugin_checks, "changed_models", lambda labels: [PLUGIN])
    [warning] = plugin_checks.missing_migrations(None, databases=["default"])
    assert warning.id == "kenes.W002" and "makemigrations kenes_notices" in warning.hint


def test_an_address_of_the_sites_own_is_an_error(monkeypatch):
    monkeypatch.setattr(type(plugin()), "address", "schedule")
    [error] = plugin_checks.addresses(None)
    assert error.id == "kenes.E001"


def test_switching_it_off_loses_nothing(three):
    switch(PLUGIN, [], user=make_superuser())
    assert Notice.objects.count() == 3
    switch(PLUGIN, [three[1].pk], user=make_superuser())
    three[1].refresh_from_db()
    assert "second" in show(Client().get("/kk/councils/second/"))
    assert Page.objects.exists() and CouncilSection.objects.exists()
