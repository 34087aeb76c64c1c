"""Policies of wagtail-localize's routes: whose translation it is, and what may be done to it."""

import json

from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import OverridableSegment, Translation, TranslationSource

from cms.references import may_point_at
from cms.tenancy import Refused, council_of_page, is_key, owns_page


def own_translation(user, request, kwargs):
    """The translation belongs to a page of the user's own."""
    translation = Translation.objects.filter(pk=kwargs["translation_id"]).select_related("source").first()
    return translation is not None and _owns_translatable(user, translation.source.object_id)


def own_synchronisation(user, request, kwargs):
    """As `own_translation`; taking a page out of synchronisation is for those who may publish it (decision 2)."""
    if not own_translation(user, request, kwargs):
        return False
    target = Translation.objects.get(pk=kwargs["translation_id"]).get_target_instance()
    if request.method == "POST" and not target.permissions_for_user(user).can_publish():
        raise Refused(_("Only a publisher may take a translation out of synchronisation with its original."))
    return True


def own_override(user, request, kwargs):
    """As `own_translation`; what is chosen in place of the original's document or image is the council's own."""
    if not own_translation(user, request, kwargs):
        return False
    segment = OverridableSegment.objects.filter(pk=kwargs["overridable_segment_id"]).first()
    if request.method != "PUT" or segment is None:
        return segment is not None
    chosen = _sent_value(request)
    if chosen is None or not is_key(str(chosen)):
        return True
    page = Translation.objects.get(pk=kwargs["translation_id"]).get_target_instance()
    named = _models_named_by(segment)
    return all(may_point_at(model, chosen, council_of_page(page)) for model in named)


def _sent_value(request):
    try:
        sent = json.loads(request.body) if request.content_type == "application/json" else QueryDict(request.body)
        return sent.get("value")
    except (ValueError, AttributeError):
        return None


def _models_named_by(segment):
    """The kinds of files at which the segment points in its original: documents, images, or none."""
    source = segment.source.get_source_instance()
    paths = {
        (content_type, content_path)
        for content_type, _pk, _model, content_path in ReferenceIndex._extract_references_from_object(source)
    }
    return [
        model
        for model in (get_document_model(), get_image_model())
        if any(
            content_type == ContentType.objects.get_for_model(model).pk and path.startswith(segment.context.path)
            for content_type, path in paths
        )
    ]


def own_source(user, request, kwargs):
    """The source of translations belongs to a page of the user's own."""
    source = TranslationSource.objects.filter(pk=kwargs["translation_source_id"]).first()
    return source is not None and _owns_translatable(user, source.object_id)


def own_sync(user, request, kwargs):
    """As `own_source`; its "publish immediately" is refused: new words are not translated at that moment."""
    if not own_source(user, request, kwargs):
        return False
    if request.method == "POST" and "publish_translations" in request.POST:
        raise Refused(_("Update the translation first, and publish it when all of it is translated."))
    return True


def _owns_translatable(user, translation_key):
    pages = list(Page.objects.filter(translation_key=translation_key))
    return bool(pages) and all(owns_page(user, page) for page in pages)
