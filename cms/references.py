"""What a page points at. A council's page may show its own council's files, national ones, and pages that are live.

Wagtail's choosers offer no more than that; but a number typed into a request names any file, and the page would then
show another council's draft by its title and its address.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.models import Council
from cms.tenancy import council_of_page


def has_foreign_references(page, council):
    """True if the page, saved or not, points at a file of a council other than `council`, or at its draft.

    `council` is None for a national page. At most four queries, none for a page that points at nothing.
    """
    named = {}
    # Wagtail's own reading of fields, rich text and blocks; `create_or_update_for_object` is made of it.
    for content_type, pk, _path, _content in ReferenceIndex._extract_references_from_object(page):
        named.setdefault(content_type, set()).add(pk)
    by_model = {model: named.get(ContentType.objects.get_for_model(model).pk, set()) for model in (*_media(), Page)}
    return any(
        by_model[model] and _others_files(model, council).filter(pk__in=by_model[model]).exists() for model in _media()
    ) or any(_is_others_draft(target, council) for target in _drafts(by_model[Page]))


def may_point_at(model, pk, council):
    """True if a page of the council may point at this document or image; False for one that is missing, too."""
    return model.objects.filter(pk=pk).exists() and not _others_files(model, council).filter(pk=pk).exists()


def live_users_of(file):
    """Live pages that show this document or image."""
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return Page.objects.live().filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)])


def is_on_record(file):
    """True if a row holds this document or image by a protected foreign key: it is part of a record, as it is."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: file.pk}).exists()
        for relation in file._meta.related_objects
        if relation.on_delete is models.PROTECT
    )


def _media():
    return get_document_model(), get_image_model()


def _others_files(model, council):
    owned = model.objects.filter(collection__in=Council.objects.exclude(collection=None).values("collection"))
    return owned.exclude(collection=council.collection_id) if council else owned


def _drafts(pks):
    return Page.objects.filter(pk__in=pks, live=False) if pks else ()


def _is_others_draft(page, council):
    owner = council_of_page(page)
    return owner is not None and owner != council
