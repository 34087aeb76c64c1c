"""The checks that run in the editor's preview, by axe-core as Wagtail brings it: on the page as readers get it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# What an editor can mend, beside Wagtail's own list. The description of a page has a default, so it is never empty.
ALSO = {
    "image-alt": (
        _("A picture without a description"),
        _("Say in words what it shows, or mark it as decorative."),
    ),
    "td-has-header": (
        _("A table without headers"),
        _("Make its first row the names of the columns."),
    ),
    "identical-links-same-purpose": (
        _("The same words lead to different pages"),
        _("Give each link words of its own."),
    ),
}
NEVER_EMPTY = "empty-meta-description"


class PreviewChecks(ContentCheckerItem):
    """The text of the page, without what the site puts around it."""

    axe_include = ["main"]
    # Large figures in a paragraph of their own, which the site sets: no headings.
    axe_exclude = [".deadline"]
    axe_run_only = [*(rule for rule in ContentCheckerItem.axe_run_only if rule != NEVER_EMPTY), *ALSO]
    axe_custom_rules = [rule for rule in ContentCheckerItem.axe_custom_rules if rule["id"] != NEVER_EMPTY]
    axe_messages = ContentCheckerItem.axe_messages | {
        rule: {"error_name": name, "help_text": advice} for rule, (name, advice) in ALSO.items()
    }


def put_in(request, items, page):
    """`construct_wagtail_userbar`: ours in the place of Wagtail's."""
    items[:] = [
        PreviewChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]
