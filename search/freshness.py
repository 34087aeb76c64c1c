"""What readers can find follows what is published: after each commit that changes it, at once.

No act fails because of the index: an error is logged, and `manage.py refresh_search` comes back to what it concerned.
Texts of files are read by the worker, because that takes time; what is no longer public leaves the index in the same
breath as everything else.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django_tasks import task
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    get_page_models,
)
from wagtail.signals import page_slug_changed, post_page_move

from cms.models import Council
from council_pages.models import (
    AgendaItem,
    Clause,
    Consultation,
    CouncilPage,
    Decision,
    Event,
    Outcome,
    OutcomePage,
    QuestionPage,
    Recommendation,
    Reply,
    SchedulePage,
    Sitting,
    SittingPage,
    Update,
)
from forms.models import Proposal, ProposalFormPage, PublishedEarlierAnswer, PublishedProposal
from search import refreshing
from search.sources.files import documents_on

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Act:
    """What is to be done after the commit. It may be done twice: what is unchanged costs a comparison."""

    do: Callable
    args: tuple

    def __call__(self):
        try:
            self.do(*self.args)
        except Exception:
            logger.exception("The search index does not know yet what has changed: %s", self.do.__name__)


def later(do, *args):
    """Do this after the commit of this transaction; at once where there is none."""
    transaction.on_commit(_Act(do, args))


def follow(name, *models, keys=lambda row: (row.pk,)):
    """Keep the documents of the source fresh: refresh `keys(row)` whenever a row of these models changes or goes."""

    def changed(instance, **kwargs):
        if found := tuple(keys(instance)):
            later(refreshing.refresh, name, found)

    for model in models:
        _connect(changed, model)


def _connect(changed, model):
    for signal in (post_save, post_delete):
        signal.connect(changed, sender=model, weak=False)


# --- after the commit ------------------------------------------------------------------------------------------------


def _pages_of(*wanted):
    """Refresh the pages that tell of a row; `wanted` are triples: page type, field, key."""
    keys = set()
    for page_type, field, key in wanted:
        keys.update(page_type.objects.filter(**{field: key}).values_list("pk", flat=True))
    refreshing.refresh("pages", keys)


def _proposals_of(field, key):
    """Refresh the public copies for which this holds."""
    refreshing.refresh("proposals", PublishedProposal.objects.filter(**{field: key}).values_list("pk", flat=True))


def _below(key):
    """Refresh the page, all below it, what stands for them as aliases, and what hangs on them."""
    top = Page.objects.filter(pk=key).first()
    if top is None:
        return
    trees = [top.path, *top.aliases.values_list("path", flat=True)]
    for path in trees:
        pages = Page.objects.filter(path__startswith=path)
        refreshing.refresh("pages", pages.values_list("pk", flat=True))
        forms = ProposalFormPage.objects.filter(path__startswith=path)
        _proposals_of("consultation__in", forms.values("definition__consultation"))
        _files(documents_on(pages.values_list("pk", flat=True)))


def _files_of_page(key, before):
    """Refresh the files that the page shows now or showed before; Wagtail's worker notes the references too late."""
    page = Page.objects.filter(pk=key).first()
    if page is not None and page.live:
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(page.specific)
    _files({*before, *documents_on([key])})


def _files(keys):
    """Take the words of those that no public page shows any more out; let the worker read the others."""
    keys = set(keys)
    shown = refreshing.source_named("files").shown_keys(keys)
    refreshing.refresh("files", keys - shown)
    if shown:
        read_files.enqueue(sorted(shown))


def _files_in(key):
    """Refresh the files of the collection and of those below it."""
    path = Collection.objects.filter(pk=key).values_list("path", flat=True).first()
    if path is not None:
        found = get_document_model().objects.filter(collection__path__startswith=path)
        _files(found.values_list("pk", flat=True))


@task()
def read_files(keys):
    """Read these files and write their documents."""
    refreshing.refresh("files", keys)


# --- what has happened -----------------------------------------------------------------------------------------------


def _page_changes(instance, **kwargs):
    """Before a page is saved or deleted: what it shows up to now."""
    instance._kenes_files = documents_on([instance.pk]) if instance.pk else ()


def _page_changed(instance, **kwargs):
    later(refreshing.refresh, "pages", (instance.pk,))
    if instance.live or instance._kenes_files:
        later(_files_of_page, instance.pk, tuple(sorted(instance._kenes_files)))
    if isinstance(instance, ProposalFormPage):
        later(_proposals_of, "consultation__form", instance.definition_id)


def _page_moved(instance, **kwargs):
    later(_below, instance.pk)


def _restriction_changed(instance, **kwargs):
    later(_below, instance.page_id)


def _collection_changed(instance, **kwargs):
    later(_files_in, instance.pk)


def _collection_restriction_changed(instance, **kwargs):
    later(_files_in, instance.collection_id)


def _file_changed(instance, **kwargs):
    later(_files, (instance.pk,))


def _proposal_changed(instance, **kwargs):
    """Its public copy follows its state by a query, of which nobody is told. Nothing else of it is read."""
    if instance.is_published:
        later(_proposals_of, "link__proposal", instance.pk)


def _reply_changes(instance, **kwargs):
    """Before a reply is saved: the file that it had up to now."""
    instance._kenes_file = Reply.objects.filter(pk=instance.pk).values_list("file", flat=True).first()


def _reply_changed(instance, **kwargs):
    if files := {instance.file_id, instance._kenes_file} - {None}:
        later(_files, tuple(sorted(files)))


def _files_changed_together(request, action_type, objects, action_class_instance):
    """Wagtail moves several files to another collection by one query, of which only this hook is told."""
    if files := tuple(one.pk for one in objects if isinstance(one, get_document_model())):
        later(_files, files)


# Which pages tell of a row: their types, and the condition under which they do.
TOLD_BY = {
    Council: lambda row: [(CouncilPage, "council_row", row.pk)],
    Consultation: lambda row: [
        (QuestionPage, "consultation", row.pk),
        *([(SchedulePage, "schedule", row.schedule_id)] if row.schedule_id else []),
    ],
    Outcome: lambda row: [(QuestionPage, "consultation", row.consultation_id), (OutcomePage, "outcome", row.pk)],
    Event: lambda row: [(QuestionPage, "consultation", row.consultation_id)],
    Update: lambda row: [(QuestionPage, "consultation", row.consultation_id)],
    Sitting: lambda row: [(SittingPage, "sitting", row.pk)],
    AgendaItem: lambda row: [(SittingPage, "sitting", row.sitting_id)],
    Decision: lambda row: [(SittingPage, "sitting", row.sitting_id)],
}


def _row_changed(sender, instance, **kwargs):
    later(_pages_of, *TOLD_BY[sender](instance))


def connect():
    """Follow everything that changes what can be found. Called once, before `wagtail.search` is ready."""
    # Wagtail would do the same once more, and within the transaction, where an error spoils the act.
    for model in (Page, get_document_model()):
        model.search_auto_update = False
    for page_type in (Page, *get_page_models()):
        pre_save.connect(_page_changes, sender=page_type)
        pre_delete.connect(_page_changes, sender=page_type)
        _connect(_page_changed, page_type)
    for signal in (pre_save, pre_delete):
        signal.connect(_reply_changes, sender=Reply)
    hooks.register("after_bulk_action", _files_changed_together)
    page_slug_changed.connect(_page_moved)
    post_page_move.connect(_page_moved)
    for model, changed in (
        (PageViewRestriction, _restriction_changed),
        (CollectionViewRestriction, _collection_restriction_changed),
        (Collection, _collection_changed),
        (get_document_model(), _file_changed),
        (Proposal, _proposal_changed),
        (Reply, _reply_changed),
        *((model, _row_changed) for model in TOLD_BY),
    ):
        _connect(changed, model)
    # A copy that is taken back is deleted: so is its entry.
    follow("proposals", PublishedProposal)
    follow("proposals", PublishedEarlierAnswer, keys=lambda row: (row.published_id,))
    follow("recommendations", Recommendation)
    follow("recommendations", Clause, Reply, keys=lambda row: (row.recommendation_id,))
