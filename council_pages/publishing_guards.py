"""Wagtail's own ways to publish and to take down, for pages that have a way of their own; refused in words.

`council_pages.wagtail_hooks` registers them. Behind them stands `PairedPage.publish`.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from council_pages import texts
from council_pages.kept_pages import is_landmark
from council_pages.models import PairedPage
from council_pages.publishing import refusal, translation_into


def publish_translation(request, page):
    """`before_edit_page`: the publish button of wagtail-localize's editor publishes by the desk's own verb."""
    page = page.specific
    if request.method != "POST" or translation_into(page) is None:
        return _refuse_to_restart(request, page)
    if request.POST.get("action") != "publish":
        return None
    if not page.permissions_for_user(request.user).can_publish():
        return None
    if words := refusal(page):
        messages.error(request, words)
    elif isinstance(page, PairedPage):
        _publish_by_verb(request, page)
    else:
        return None
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _publish_by_verb(request, page):
    try:
        texts.publish_texts(page.row, [page.language], user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Published."))


def _refuse_to_restart(request, page):
    """Taking a page back into synchronisation overwrites what was written by hand: that is a publisher's."""
    if request.method != "POST" or "localize-restart-translation" not in request.POST:
        return None
    if page.permissions_for_user(request.user).can_publish():
        return None
    messages.error(request, _("Only a publisher may put a text back under translation: what was written is lost."))
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def refuse_unready(request, page):
    """`before_publish_page`: the draft is saved, and stays one."""
    if words := refusal(page.specific):
        messages.error(request, words)
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return None


def refuse_to_take_down(request, page):
    """`before_unpublish_page`: pages that lead to others stay, and nothing is taken down together with them."""
    if is_landmark(page) or _takes_landmarks_down(request, page):
        messages.error(request, _("The menu and the addresses on receipts lead through this page: it stays public."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _takes_landmarks_down(request, page):
    if not request.POST.get("include_descendants"):
        return False
    return any(is_landmark(below) or hasattr(below, "pair") for below in page.get_descendants().live())


def refuse_bulk(request, action, objects, view):
    """`before_bulk_action`: the same for many pages at once; one that is refused refuses all, and is named."""
    pages = [page for page in objects if isinstance(page, Page)]
    for page in pages:
        words = ""
        if action == "publish":
            words = _bulk_refusal(request, page)
        elif action == "unpublish" and (is_landmark(page) or _takes_landmarks_down(request, page)):
            words = _("The menu and the addresses on receipts lead through this page: it stays public.")
        if words:
            messages.error(request, _("%(page)s: %(why)s Nothing was changed.") % {"page": page.title, "why": words})
            return redirect(request.META.get("HTTP_REFERER") or "wagtailadmin_home")
    return None


def _bulk_refusal(request, page):
    if words := refusal(page.specific):
        return words
    if not request.POST.get("include_descendants"):
        return ""
    drafts = page.get_descendants().not_live().specific()
    return next(filter(None, map(refusal, drafts)), "")
