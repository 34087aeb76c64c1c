"""The draft title under which the admin lists a page that is being translated.

wagtail-localize copies a translated title into it as it is. One that is longer than a title may be is an error of the
database on PostgreSQL, where the translator should read, beside the words, that they are too long (publishing says so).
"""

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, post_save_string_translation

LONGEST = Page._meta.get_field("draft_title").max_length


def _show_title(instance, **kwargs):
    if instance.context is not None and instance.context.path == "title":
        twins = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        twins.update(draft_title=instance.data[:LONGEST])


def connect():
    """Take the place of wagtail-localize's own receiver."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(_show_title, sender=StringTranslation, dispatch_uid="kenes-translated-title")
