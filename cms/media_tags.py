"""Popular tags of documents and images, for the staff of councils: of their own files only.

Wagtail offers the ten most frequent tags of the whole site beside its lists of files and in its chooser of images.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from taggit.models import Tag
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images.views.chooser import ImageChooseView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.permissions import policy_registry

POPULAR = 10


def popular_tags(model, user):
    """The most frequent tags of the documents or images that the user may choose, the most frequent first."""
    files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["add", "change", "choose"])
    return (
        Tag.objects.filter(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model),
            taggit_taggeditem_items__object_id__in=files.order_by().values("pk"),
        )
        .annotate(item_count=Count("taggit_taggeditem_items"))
        .order_by("-item_count", "name")[:POPULAR]
    )


class _OwnTags:
    """A filter by tag whose choices are the user's own."""

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        tags = [(tag.name, tag.name) for tag in popular_tags(self._meta.model, request.user)]
        if tags:
            self.filters["tag"].extra["choices"] = tags
        else:
            self.filters.pop("tag", None)


class OwnDocumentsFilterSet(_OwnTags, DocumentsFilterSet):
    """Wagtail's filters of documents, with one's own tags."""

    class Meta(DocumentsFilterSet.Meta):
        pass


class OwnImagesFilterSet(_OwnTags, ImagesFilterSet):
    """Wagtail's filters of images, with one's own tags."""

    class Meta(ImagesFilterSet.Meta):
        pass


class OwnImageChooseView(ImageChooseView):
    """Wagtail's chooser of images, with one's own tags beside the list."""

    def get_context_data(self, **kwargs):
        """As Wagtail's, with the tags narrowed."""
        return super().get_context_data(**kwargs) | {"popular_tags": popular_tags(self.model, self.request.user)}
