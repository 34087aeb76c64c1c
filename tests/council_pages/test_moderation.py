import importlib
import json

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Task, TaskState, Workflow, WorkflowPage, WorkflowState
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from cms.languages import LANGUAGES
from cms.models import CouncilSection, Membership
from cms.roles import COUNCIL_ROLES, NATIONAL_ROLES, PUBLISHES_TEXTS, WRITES_TEXTS, Role
from cms.tenancy import Refused
from council_pages import moderation, texts
from council_pages.models import CouncilApprovalTask, HomePage, NewsIndexPage, NewsPage
from council_pages.provisioning import ensure_national_pages
from council_pages.reviews import reviews_of
from tests.factories import (
    again,
    finish_translation,
    make_consultation,
    make_superuser,
    make_texts,
    make_user,
    translation_of,
)

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture
def row(councils):
    return make_consultation(councils.a, "lights", subject_kk="Көше жарығы", subject_ru="Освещение улиц")


@pytest.fixture
def editor(councils):
    return make_user(Role.EDITOR, councils.a)


@pytest.fixture
def publisher(councils):
    return make_user(Role.PUBLISHER, councils.a)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def submitted(row, user, language="kk"):
    """The row's text in the language, waiting; its page."""
    if not texts.pages_of(row):
        texts.write_text(row, "kk", user=user)
    if language not in texts.pages_of(row):
        texts.translate_text(row, language, user=user)
        finish_translation(row, language)
    return moderation.submit_text(row, language, user=user)


def task_of(page):
    return page.workflow_states.latest("created_at").current_task_state


def status(page):
    """Of the page's moderation."""
    return page.workflow_states.latest("created_at").status


def address(name, page, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *args])


def press(client, row, language, action):
    desk = reverse("kenes_consultation", args=[row.pk])
    return client.post(reverse("kenes_text", args=["question", row.pk, language, action]), {"next": desk})


def said(answer):
    return [(message.level_tag, str(message)) for message in get_messages(answer.wsgi_request)]


def refused(verb, *args, **kwargs):
    """The words of the refusal; nothing has moved."""
    before = list(TaskState.objects.order_by("pk").values()), list(WorkflowState.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as refusal:
        verb(*args, **kwargs)
    assert (
        list(TaskState.objects.order_by("pk").values()),
        list(WorkflowState.objects.order_by("pk").values()),
    ) == before
    return " ".join(refusal.value.messages)


NO_WORDS = json.dumps({"blocks": [], "entityMap": {}})


def edit(client, page, **sent):
    """Send Wagtail's edit form of a question."""
    data = {"title": page.title, "summary": "", "body": NO_WORDS, "expected_effect": NO_WORDS, "documents-count": 0}
    return client.post(address("edit", page), data | sent)


def change(page, user, **fields):
    """A newer draft of the page."""
    page = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision(user=user)


# --- one workflow ----------------------------------------------------------------------------------------------------
def test_one_workflow_with_one_task_serves_every_council(councils):
    [workflow], [task] = Workflow.objects.all(), Task.objects.specific()
    assert isinstance(task, CouncilApprovalTask)
    assert list(workflow.tasks.specific()) == [task]
    assert {entry.page_id for entry in workflow.workflow_pages.all()} == {home.pk for home in HomePage.objects.all()}
    for section in CouncilSection.objects.all():
        assert section.page.get_workflow() == workflow


def test_making_it_again_makes_nothing_and_brings_back_what_is_missing(councils):
    before = Workflow.objects.count(), Task.objects.count(), WorkflowPage.objects.count()
    ensure_national_pages()
    assert (Workflow.objects.count(), Task.objects.count(), WorkflowPage.objects.count()) == before
    WorkflowPage.objects.get(page=HomePage.objects.first()).delete()
    ensure_national_pages()
    assert (Workflow.objects.count(), Task.objects.count(), WorkflowPage.objects.count()) == before


def test_a_database_with_national_pages_gets_the_workflow_by_migration(councils):
    WorkflowPage.objects.all().delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    migration = importlib.import_module("council_pages.migrations.0005_one_workflow_for_all_councils")
    migration.put_workflow_on_homes(apps, None)
    assert isinstance(Task.objects.get().specific, CouncilApprovalTask)
    assert HomePage.objects.first().get_workflow().name == moderation.WORKFLOW_NAME == migration.NAME
    before = Workflow.objects.count(), WorkflowPage.objects.count()
    moderation.ensure_workflow(HomePage.objects.all())
    assert (Workflow.objects.count(), WorkflowPage.objects.count()) == before


def test_the_task_describes_itself_in_both_languages():
    described = []
    for language in LANGUAGES:
        with override(language):
            described.append((str(CouncilApprovalTask._meta.verbose_name), CouncilApprovalTask.get_description()))
    assert set(described[0]).isdisjoint(described[1])


# --- submit, approve, return -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_submits_and_a_publisher_of_the_council_approves(language, row, editor, publisher):
    page = submitted(row, editor, language)
    assert not texts.pages_of(row)[language].live
    assert task_of(page).revision == page.latest_revision
    page = moderation.approve_text(row, language, user=publisher)
    assert page.live
    assert status(page) == WorkflowState.STATUS_APPROVED
    assert task_of(page).finished_by == publisher


def test_a_translation_of_a_live_page_waits_without_a_word_of_it_on_the_site(row, editor, publisher):
    make_texts(row, summary="Қысқаша")
    before = texts.pages_of(row)["ru"]
    StringTranslation.objects.filter(data__contains="Қысқаша").update(data="Новые слова")
    StringTranslation.objects.get(data="Новые слова").save()
    moderation.submit_text(row, "ru", user=editor)
    waiting = texts.pages_of(row)["ru"]
    assert (waiting.title, waiting.summary, waiting.live_revision) == (
        before.title,
        before.summary,
        before.live_revision,
    )
    assert waiting.get_latest_revision_as_object().summary == "Новые слова"
    assert moderation.approve_text(row, "ru", user=publisher).summary == "Новые слова"


def test_whoever_writes_and_publishes_may_submit_and_approve(row, councils):
    both = make_user(Role.EDITOR, councils.a)
    Membership.objects.create(user=both, council=councils.a, role=Role.PUBLISHER)
    submitted(row, again(both))
    assert moderation.approve_text(row, "kk", user=again(both)).live


def test_a_returned_text_is_submitted_again_and_whoever_did_it_is_the_author(row, editor, publisher, councils):
    page = submitted(row, editor)
    moderation.return_text(row, "kk", comment="Күнін жазыңыз", user=publisher)
    assert status(page) == WorkflowState.STATUS_NEEDS_CHANGES
    review = reviews_of([page])[page.pk]
    assert (review.waits, review.who, review.comment) == (False, publisher.username, "Күнін жазыңыз")
    other = make_user(Role.EDITOR, councils.a)
    moderation.submit_text(row, "kk", user=other)
    [state] = page.workflow_states
    assert (state.status, state.requested_by) == (WorkflowState.STATUS_IN_PROGRESS, other)
    assert reviews_of([page])[page.pk].who == other.username
    assert moderation.approve_text(row, "kk", user=publisher).live


def test_a_submitted_text_is_taken_back_and_stays_a_draft(row, editor, councils):
    page = submitted(row, editor)
    colleague = make_user(Role.TRANSLATOR, councils.a)
    refused(moderation.take_text_back, row, "kk", user=colleague)
    moderation.take_text_back(row, "kk", user=editor)
    assert status(page) == WorkflowState.STATUS_CANCELLED
    assert not texts.pages_of(row)["kk"].live
    assert reviews_of([page]) == {}
    refused(moderation.take_text_back, row, "kk", user=editor)


@pytest.mark.parametrize("verb, data", [
    (moderation.submit_text, {}), (moderation.approve_text, {}), (moderation.return_text, {"comment": "x"}),
    (moderation.take_text_back, {}),
])  # fmt: skip
def test_a_text_that_is_missing_or_does_not_wait_is_refused_in_words(verb, data, row, publisher):
    assert refused(verb, row, "kk", user=publisher, **data)
    make_texts(row)
    assert refused(verb, row, "kk", user=publisher, **data)


def test_a_waiting_text_is_not_submitted_twice(row, editor):
    submitted(row, editor)
    assert refused(moderation.submit_text, row, "kk", user=editor)


def test_a_half_translated_text_is_neither_submitted_nor_approved(row, editor, publisher):
    texts.write_text(row, "kk", user=editor, summary="Қысқаша")
    texts.translate_text(row, "ru", user=editor)
    assert "2" in refused(moderation.submit_text, row, "ru", user=editor)
    finish_translation(row, "ru")
    page = moderation.submit_text(row, "ru", user=editor)
    translation = translation_of(row, "ru")
    StringTranslation.objects.filter(locale=translation.target_locale).first().delete()
    assert "2" in refused(moderation.approve_text, row, "ru", user=publisher)
    assert not texts.pages_of(row)["ru"].live
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS


def test_wagtails_own_button_refuses_it_too_and_says_why(row, editor, publisher):
    texts.write_text(row, "kk", user=editor, summary="Қысқаша")
    page = submitted(row, editor, "ru")
    StringTranslation.objects.filter(locale=page.locale).first().delete()
    for user in (publisher, make_superuser()):
        client = logged_in(user)
        back = f"http://testserver{HOME}"
        answer = client.post(address("workflow_action", page, "approve", task_of(page).pk), headers={"referer": back})
        assert (answer.status_code, answer.url) == (302, back)
        [(level, words)] = said(answer)
        assert level == "error"
        assert "2" in words
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS
    assert not texts.pages_of(row)["ru"].live


def test_a_refusal_never_leads_to_another_site(row, editor, publisher):
    texts.write_text(row, "kk", user=editor, summary="Қысқаша")
    page = submitted(row, editor, "ru")
    StringTranslation.objects.filter(locale=page.locale).first().delete()
    headers = {"referer": "https://example.org/"}
    answer = logged_in(publisher).post(address("workflow_action", page, "approve", task_of(page).pk), headers=headers)
    assert answer.url == HOME


# --- what is published -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("by", ["the desk", "wagtail"])
def test_an_approval_publishes_the_revision_that_was_submitted_and_nothing_later(by, row, editor, publisher):
    page = submitted(row, editor)
    approved = page.latest_revision
    change(page, editor, title="Кейінгі атау")
    if by == "the desk":
        moderation.approve_text(row, "kk", user=publisher)
    else:
        logged_in(publisher).post(address("workflow_action", page, "approve", task_of(page).pk))
    page = texts.pages_of(row)["kk"]
    assert (page.live, page.title, page.live_revision) == (True, "Көше жарығы", approved)
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Кейінгі атау"


def test_words_translated_after_the_submission_wait_for_the_next_one(row, editor, publisher):
    submitted(row, editor, "ru")
    string = StringTranslation.objects.filter(locale__language_code="ru").get()
    string.data = "Позднее"
    string.save()
    assert moderation.approve_text(row, "ru", user=publisher).title != "Позднее"
    assert texts.state_in(row, "ru").may_gain_by_publishing
    moderation.submit_text(row, "ru", user=editor)
    assert moderation.approve_text(row, "ru", user=publisher).title == "Позднее"


def test_what_the_approver_changed_is_approved_with_it(row, editor, publisher):
    page = submitted(row, editor)
    newest = change(page, publisher, title="Түзетілген атау")
    page = moderation.approve_text(row, "kk", user=publisher)
    assert (page.title, page.live_revision) == ("Түзетілген атау", newest)
    assert task_of(page).revision == newest


def test_publishing_by_the_desk_ends_the_waiting(row, editor, publisher):
    page = submitted(row, editor)
    newest = change(page, editor, title="Жаңа атау")
    [page] = texts.publish_texts(row, ["kk"], user=publisher)
    assert (page.title, page.live_revision, status(page)) == ("Жаңа атау", newest, WorkflowState.STATUS_APPROVED)
    change(page, editor, title="Тағы да жаңа")
    moderation.submit_text(row, "kk", user=editor)
    moderation.return_text(row, "kk", comment="Жоқ", user=publisher)
    [page] = texts.publish_texts(row, ["kk"], user=publisher)
    assert (page.title, status(page)) == ("Тағы да жаңа", WorkflowState.STATUS_CANCELLED)


def test_the_browsers_extra_data_does_not_reach_the_task(row, editor, publisher):
    page = submitted(row, editor)
    state = task_of(page)
    state.task.specific.on_action(state, publisher, "approve", update=False, comment="")
    assert texts.pages_of(row)["kk"].live
    with pytest.raises(Refused):
        state.task.specific.on_action(state, publisher, "approve")


def test_a_text_is_not_returned_without_a_word(row, editor, publisher):
    page = submitted(row, editor)
    assert refused(moderation.return_text, row, "kk", comment=" ", user=publisher)
    client = logged_in(publisher)
    client.post(address("workflow_action", page, "reject", task_of(page).pk), {"comment": ""})
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS
    client.post(address("workflow_action", page, "reject", task_of(page).pk), {"comment": "Күнін жазыңыз"})
    assert status(page) == WorkflowState.STATUS_NEEDS_CHANGES


# --- who may ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_each_verb_is_for_its_roles(role, row, editor, councils):
    user = make_user(role, councils.a)
    texts.write_text(row, "kk", user=None)
    verbs = [
        (WRITES_TEXTS, moderation.submit_text, {}),
        (PUBLISHES_TEXTS, moderation.return_text, {"comment": "x"}),
        (WRITES_TEXTS, moderation.submit_text, {}),
        (PUBLISHES_TEXTS, moderation.approve_text, {}),
    ]
    for roles, verb, data in verbs:
        if role in roles:
            verb(row, "kk", user=user, **data)
            continue
        with pytest.raises(PermissionDenied):
            verb(row, "kk", user=user, **data)
        verb(row, "kk", user=None, **data)


def test_a_stranger_finds_nothing(row, editor, councils):
    submitted(row, editor)
    for stranger in (make_user(), make_user(Role.PUBLISHER, councils.b), make_user(Role.NATIONAL_EDITOR)):
        for verb, data in (
            (moderation.submit_text, {}),
            (moderation.take_text_back, {}),
            (moderation.approve_text, {}),
            (moderation.return_text, {"comment": "x"}),
        ):
            with pytest.raises(Http404):
                verb(row, "kk", user=stranger, **data)


@pytest.mark.parametrize("role", [*sorted(COUNCIL_ROLES - PUBLISHES_TEXTS), *sorted(NATIONAL_ROLES)])
def test_nobody_else_approves_by_wagtails_buttons(role, row, editor, councils):
    page = submitted(row, editor)
    user = make_user(role, councils.a if role in COUNCIL_ROLES else None)
    task = CouncilApprovalTask.objects.get()
    assert task.get_actions(page, user) == []
    assert task.locked_for_user(page, user)
    assert not task.user_can_access_editor(page, user)
    assert not task.user_can_lock(page, user)
    for action in ("approve", "reject"):
        with pytest.raises(PermissionDenied):
            task.on_action(task_of(page), user, action, comment="x")
    client = logged_in(user)
    for action in ("approve", "reject"):
        client.post(address("workflow_action", page, action, task_of(page).pk), {"comment": "x"})
    edit(client, page, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    edit(client, page, **{"action-publish": "1"})
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS
    assert not texts.pages_of(row)["kk"].live


def test_what_waits_is_locked_for_its_author_and_open_to_the_publisher(row, editor, publisher):
    page = submitted(row, editor)
    assert page.get_lock().for_user(editor)
    assert not page.get_lock().for_user(publisher)
    revision = page.latest_revision_id
    assert edit(logged_in(editor), page, title="Басқа").status_code == 200
    assert texts.pages_of(row)["kk"].latest_revision_id == revision
    moderation.take_text_back(row, "kk", user=editor)
    assert edit(logged_in(editor), page, title="Басқа").status_code == 302
    assert texts.pages_of(row)["kk"].draft_title == "Басқа"


def test_wagtails_editor_submits_and_approves_as_the_desk_does(row, editor, publisher):
    page = texts.write_text(row, "kk", user=editor)
    edit(logged_in(editor), page, title="Жіберілген атау", **{"action-submit": "1"})
    assert status(page) == WorkflowState.STATUS_IN_PROGRESS
    sent = {"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    edit(logged_in(publisher), page, title="Түзетілген атау", **sent)
    page = texts.pages_of(row)["kk"]
    assert (page.live, page.title, status(page)) == (True, "Түзетілген атау", WorkflowState.STATUS_APPROVED)


def test_a_national_page_is_approved_by_a_national_editor_and_by_no_publisher(publisher, councils):
    national, home = make_user(Role.NATIONAL_EDITOR), HomePage.objects.first()
    change(home, national, title="Жаңа порталы")
    home.get_workflow().start(home, national)
    task = CouncilApprovalTask.objects.get()
    assert [state.workflow_state.object_id for state in task.get_task_states_user_can_moderate(national)] == [
        str(home.pk)
    ]
    assert not task.get_task_states_user_can_moderate(publisher).exists()
    with pytest.raises(PermissionDenied):
        task.on_action(task_of(home), publisher, "approve")
    task.on_action(task_of(home), national, "approve")
    assert HomePage.objects.get(pk=home.pk).title == "Жаңа порталы"


def test_a_piece_of_news_goes_the_same_way(editor, publisher, councils):
    index = NewsIndexPage.objects.descendant_of(
        CouncilSection.objects.get(council=councils.a, language="kk").page
    ).get()
    news = index.add_child(instance=NewsPage(title="Жаңалық", locale=index.locale, live=False))
    news.save_revision()
    news.get_workflow().start(news, editor)
    logged_in(publisher).post(address("workflow_action", news, "approve", task_of(news).pk))
    news.refresh_from_db()
    assert news.live


# --- tenancy ---------------------------------------------------------------------------------------------------------
def own_routes(page, state):
    """Every address of moderation for a page and the course of its moderation: {name: path}."""
    task = state.current_task_state
    return {
        "approve": address("workflow_action", page, "approve", task.pk),
        "reject": address("workflow_action", page, "reject", task.pk),
        "comment": address("collect_workflow_action_data", page, "reject", task.pk),
        "cancel": address("confirm_workflow_cancellation", page),
        "preview": address("workflow_preview", page, task.task_id),
        "history": address("workflow_history", page),
        "detail": address("workflow_history_detail", page, state.pk),
    }


def test_moderation_of_another_council_does_not_exist_whatever_numbers_are_mixed(row, editor, councils):
    own = make_consultation(councils.b)
    own_page, page = submitted(own, make_user(Role.EDITOR, councils.b)), submitted(row, editor)
    state, own_state = page.workflow_states.get(), own_page.workflow_states.get()
    task, own_task = state.current_task_state, own_state.current_task_state
    mixed = [
        *own_routes(page, state).values(),
        *(address(name, own_page, action, task.pk) for name in ("workflow_action", "collect_workflow_action_data")
          for action in ("approve", "reject")),
        *(address(name, page, action, own_task.pk) for name in ("workflow_action", "collect_workflow_action_data")
          for action in ("approve", "reject")),
        address("workflow_history_detail", own_page, state.pk),
        address("workflow_history_detail", page, own_state.pk),
    ]  # fmt: skip
    missing = own_routes(page, state)["detail"].replace(str(page.pk), "987654321")
    for role in (Role.PUBLISHER, Role.EDITOR):
        client = logged_in(make_user(role, councils.b))
        nothing = client.get(missing).content
        for path in mixed:
            for answer in (client.get(path), client.post(path, {"comment": "x"})):
                assert (answer.status_code, answer.content) == (404, nothing), path
    assert status(page) == status(own_page) == WorkflowState.STATUS_IN_PROGRESS


def test_the_own_moderation_does_exist(row, editor, publisher):
    page = submitted(row, editor)
    client = logged_in(publisher)
    answers = {
        name: client.get(path).status_code for name, path in own_routes(page, page.workflow_states.get()).items()
    }
    assert set(answers.values()) == {200}


def test_workflows_settings_and_reports_stay_closed(publisher):
    client = logged_in(publisher)
    for name in ("wagtailadmin_workflows:index", "wagtailadmin_workflows:task_index", "wagtailadmin_reports:workflow",
                 "wagtailadmin_reports:workflow_tasks", "wagtailadmin_workflows:task_chooser"):  # fmt: skip
        assert client.get(reverse(name)).status_code == 404, name


def test_the_list_of_what_waits_is_narrowed_in_a_constant_number_of_queries(row, editor, councils):
    task, theirs = CouncilApprovalTask.objects.get(), make_user(Role.PUBLISHER, councils.b)
    person = make_user(Role.PUBLISHER, councils.a)
    Membership.objects.create(user=person, council=councils.b, role=Role.EDITOR)

    def listed(user):
        with TestCase().assertNumQueries(3):
            return list(task.get_task_states_user_can_moderate(again_cached(user)))

    def again_cached(user):
        for name in ("_kenes_memberships", "_kenes_sections"):
            user.__dict__.pop(name, None)
        return user

    page = submitted(row, editor)
    other = submitted(make_consultation(councils.b), make_user(Role.EDITOR, councils.b))
    assert [state.pk for state in listed(person)] == [task_of(page).pk]
    assert [state.pk for state in listed(theirs)] == [task_of(other).pk]
    more = submitted(make_consultation(councils.a), editor)
    assert {state.pk for state in listed(person)} == {task_of(page).pk, task_of(more).pk}
    assert task.get_task_states_user_can_moderate(make_superuser()).count() == 3
    assert not task.get_task_states_user_can_moderate(make_user()).exists()


# --- start page ------------------------------------------------------------------------------------------------------
def test_the_start_page_shows_what_waits_for_the_publisher_and_nothing_of_another_council(
    row, editor, publisher, councils
):
    page = submitted(row, editor)
    seen = logged_in(publisher).get(HOME).content.decode()
    assert address("workflow_action", page, "approve", task_of(page).pk) in seen
    for other in (editor, make_user(Role.PUBLISHER, councils.b), make_user(Role.LEAD, councils.a)):
        seen = logged_in(other).get(HOME).content.decode()
        assert address("workflow_action", page, "approve", task_of(page).pk) not in seen


def test_the_start_page_shows_an_author_the_own_texts_and_none_of_a_former_council(row, councils):
    author = make_user(Role.EDITOR, councils.a)
    page = submitted(row, author)
    client = logged_in(author)
    assert address("edit", page) in client.get(HOME).content.decode()
    Membership.objects.filter(user=author).update(council=councils.b)
    seen = client.get(HOME).content.decode()
    assert "objects-in-workflow" not in seen


# --- the desk --------------------------------------------------------------------------------------------------------
def test_the_desk_leads_from_draft_to_site_in_both_languages(row, editor, publisher):
    make_texts(row, publish=[])
    desk = reverse("kenes_consultation", args=[row.pk])
    writer, decider = logged_in(editor), logged_in(publisher)
    for language in LANGUAGES:
        submit, approve, take_back = (
            reverse("kenes_text", args=["question", row.pk, language, action])
            for action in ("submit", "approve", "take-back")
        )
        giving_back = reverse("kenes_return_text", args=["question", row.pk, language])
        assert submit in writer.get(desk).content.decode()
        assert submit not in decider.get(desk).content.decode()
        assert press(writer, row, language, "submit").url == desk
        waiting, deciding = writer.get(desk).content.decode(), decider.get(desk).content.decode()
        assert editor.username in waiting
        assert submit not in waiting
        assert take_back in waiting
        assert approve not in waiting
        assert giving_back not in waiting
        assert {approve in deciding, giving_back in deciding} == {True}
        answer = decider.post(f"{giving_back}?next={desk}", {"comment": "Күнін жазыңыз"})
        assert answer.url == desk
        assert "Күнін жазыңыз" in writer.get(desk).content.decode()
        press(writer, row, language, "submit")
        press(decider, row, language, "approve")
        assert texts.pages_of(row)[language].live
        assert publisher.username not in writer.get(desk).content.decode().replace(desk, "")


def test_a_refusal_of_the_desk_is_a_message_and_a_form_keeps_its_words(row, editor, publisher):
    texts.write_text(row, "kk", user=None)
    client = logged_in(publisher)
    [(level, _words)] = said(press(client, row, "kk", "approve"))
    assert level == "error"
    giving_back = reverse("kenes_return_text", args=["question", row.pk, "kk"])
    answer = client.post(giving_back, {"comment": "Сақталатын сөз"})
    assert answer.status_code == 200
    assert "Сақталатын сөз" in answer.content.decode()
    assert client.get(reverse("kenes_return_text", args=["question", row.pk, "en"])).status_code == 404
    assert client.get(reverse("kenes_return_text", args=["nothing", row.pk, "kk"])).status_code == 404
    assert logged_in(editor).get(giving_back).status_code == 302


def test_wagtails_editor_calls_the_button_as_the_desk_does(row, editor):
    page = texts.write_text(row, "kk", user=editor)
    UserProfile.objects.create(user=editor, preferred_language="kk")
    seen = logged_in(editor).get(address("edit", page)).content.decode()
    assert moderation.WORKFLOW_NAME not in seen
    assert 'name="action-submit"' in seen


# --- mails -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def told(councils):
    """Runs what waits for the commit, and returns the mails: [(address, subject)]."""

    def run(verb, *args, **kwargs):
        mail.outbox.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            verb(*args, **kwargs)
        return sorted((letter.to[0], letter.subject) for letter in mail.outbox)

    return run


def addresses(letters):
    return [to for to, _subject in letters]


def test_a_submission_is_told_to_the_publishers_of_the_council_and_to_nobody_else(
    row, editor, publisher, councils, told
):
    texts.write_text(row, "kk", user=editor, summary="Құпия сөз")
    make_user(Role.PUBLISHER, councils.b)
    make_user(Role.LEAD, councils.a)
    make_user(Role.NATIONAL_EDITOR)
    make_superuser()
    make_user(Role.PUBLISHER, councils.a, is_active=False)
    without = make_user(Role.PUBLISHER, councils.a)
    type(without).objects.filter(pk=without.pk).update(email="")
    UserProfile.objects.create(user=make_user(Role.PUBLISHER, councils.a), submitted_notifications=False)
    [(to, subject)] = told(moderation.submit_text, row, "kk", user=editor)
    assert to == publisher.email
    assert "Көше жарығы" in subject
    [letter] = mail.outbox
    assert "/admin/" in letter.body
    assert "Құпия сөз" not in letter.body


def test_decisions_are_told_to_whoever_submitted(row, editor, publisher, told):
    page = submitted(row, editor)
    assert addresses(told(moderation.return_text, row, "kk", comment="Құпия түсініктеме", user=publisher)) == [
        editor.email
    ]
    assert "Құпия түсініктеме" not in mail.outbox[0].body
    assert address("edit", page) in mail.outbox[0].body
    assert addresses(told(moderation.submit_text, row, "kk", user=editor)) == [publisher.email]
    assert addresses(told(moderation.approve_text, row, "kk", user=publisher)) == [editor.email]


def test_whoever_acts_gets_no_mail_of_it(row, publisher, told):
    texts.write_text(row, "kk", user=publisher)
    assert told(moderation.submit_text, row, "kk", user=publisher) == []
    assert told(moderation.approve_text, row, "kk", user=publisher) == []


def test_whoever_left_the_council_is_told_nothing(row, editor, publisher, councils, told):
    submitted(row, editor)
    Membership.objects.filter(user=editor).update(council=councils.b)
    assert told(moderation.approve_text, row, "kk", user=publisher) == []


def test_a_mail_speaks_the_language_its_reader_chose_and_russian_by_default(row, editor, publisher, councils, told):
    kazakh = make_user(Role.PUBLISHER, councils.a)
    UserProfile.objects.create(user=kazakh, preferred_language="kk")
    texts.write_text(row, "kk", user=editor)
    subjects = dict(told(moderation.submit_text, row, "kk", user=editor))
    assert set(subjects) == {kazakh.email, publisher.email}
    assert subjects[kazakh.email] == "Мәтін бекітуіңізді күтіп тұр: Көше жарығы"
    assert subjects[publisher.email] == "Текст ждёт вашего утверждения: Көше жарығы"


def test_nothing_is_sent_of_what_was_rolled_back(row, editor, publisher):
    texts.write_text(row, "kk", user=editor)
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=False) as callbacks:
        moderation.submit_text(row, "kk", user=editor)
    assert mail.outbox == []
    assert callbacks
