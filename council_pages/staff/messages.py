"""Messages of the ministry: written and followed by the ministry; read, and receipted, by those whom they go to."""

from django import forms
from django.db.models import Case, Count, IntegerField, Q, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from cms import regions
from cms.languages import active_language
from cms.models import Council, Level
from cms.people_forms import in_alphabet
from cms.roles import COUNCIL_ROLES, READS_COUNCIL, WRITES_TO_COUNCILS
from cms.staff import MinistryMixin, StaffAct, StaffFormView, StaffView, page_of
from cms.tenancy import holds
from council_pages.models import MessageDelivery, MinistryMessage
from council_pages.overview import messaging

BACK = (("kenes_messages", _("Messages to councils")),)
TEXT = forms.Textarea({"rows": 8})
UNREAD_FIRST = Case(When(read_at=None, then=0), default=1, output_field=IntegerField())


def _regions():
    language = active_language()
    return [("", _("All regions")), *((r.code, r.forms(language).nominative) for r in regions.in_order(language))]


class MessageForm(forms.Form):
    """The words in both languages, and to whom: all councils, those of a level or a region, or chosen ones."""

    subject_kk = forms.CharField(label=_("subject in Kazakh"), max_length=200, required=False)
    subject_ru = forms.CharField(label=_("subject in Russian"), max_length=200, required=False)
    text_kk = forms.CharField(label=_("text in Kazakh"), max_length=10_000, required=False, widget=TEXT)
    text_ru = forms.CharField(label=_("text in Russian"), max_length=10_000, required=False, widget=TEXT)
    level = forms.ChoiceField(label=_("Level"), choices=[("", _("All levels")), *Level.choices], required=False)
    region = forms.ChoiceField(label=_("Region"), choices=_regions, required=False)
    councils = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label=_("Only these councils"),
        required=False,
        help_text=_("Empty for all of the level and the region. Several are chosen with Ctrl."),
        widget=forms.SelectMultiple({"size": 10}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["councils"].queryset = in_alphabet(Council.objects.open())

    def chosen(self):
        """The councils that are meant, as a queryset."""
        data, councils = self.cleaned_data, Council.objects.open()
        if data["councils"]:
            return councils.filter(pk__in=data["councils"])
        level = Q(level=data["level"]) if data["level"] else Q()
        return councils.filter(level, Q(region__code=data["region"]) if data["region"] else Q())


class Messages(MinistryMixin, StaffView):
    """What was sent, and how many have read it."""

    template_name = "council_pages/admin/messages.html"
    title = _("Messages to councils")
    header_icon = "mail"
    roles = WRITES_TO_COUNCILS

    def get_context_data(self, **kwargs):
        """The latest first; readers are counted."""
        rows = MinistryMessage.objects.annotate(
            sent=Count("deliveries"), read=Count("deliveries", filter=Q(deliveries__read_at__isnull=False))
        ).order_by("-sent_at", "-pk")
        return super().get_context_data(tab="kenes_messages", **page_of(rows, self.request), **kwargs)


class NewMessage(MinistryMixin, StaffFormView):
    """Write one. It is not changed once it is sent."""

    form_class = MessageForm
    title = _("New message to councils")
    header_icon = "mail"
    roles = WRITES_TO_COUNCILS
    back = BACK
    submit_label = _("Send the message")
    success = _("The message is sent. Letters go out within a few minutes.")

    def act(self, form):
        """Send it."""
        words = {name: form.cleaned_data[name] for name in messaging.WORDS}
        message = messaging.send_message(form.chosen(), user=self.request.user, now=timezone.now(), **words)
        return reverse("kenes_message", args=[message.pk])


class MessageScreen(MinistryMixin, StaffView):
    """One message: who has read it, and who has not."""

    template_name = "council_pages/admin/message.html"
    header_icon = "mail"
    roles = WRITES_TO_COUNCILS
    back = BACK

    @cached_property
    def message(self):
        """The message, or 404."""
        return get_object_or_404(MinistryMessage.objects.select_related("sent_by"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its subject."""
        return self.message.subject()

    def get_context_data(self, **kwargs):
        """One page of its readers: those first who have not read it."""
        rows = self.message.deliveries.select_related("council", "person")
        return super().get_context_data(
            message=self.message,
            unread=self.message.deliveries.unread().count(),
            **page_of(rows.order_by(UNREAD_FIRST, "council__slug", "pk"), self.request),
            **kwargs,
        )


class OwnMessages(StaffView):
    """What the ministry has written to the user, in the councils that the user serves."""

    template_name = "council_pages/admin/own_messages.html"
    title = _("Messages of the ministry")
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        """The latest first, the unread ones above."""
        rows = MessageDelivery.objects.to(self.request.user).select_related("message", "council")
        return super().get_context_data(
            **page_of(rows.order_by(UNREAD_FIRST, "-message__sent_at", "pk"), self.request), **kwargs
        )


class ReadMessage(StaffAct):
    """The receipt: a button beside the message."""

    roles = READS_COUNCIL

    @property
    def address(self):
        """The start page, or the list from which it was pressed."""
        return reverse("kenes_own_messages" if self.request.POST.get("from") == "list" else "wagtailadmin_home")

    def act(self, pk):
        """Mark it."""
        messaging.mark_read(self.own(MessageDelivery, pk=pk), user=self.request.user, now=timezone.now())
        return _("Thank you. The ministry sees that you have read it.")


class UnreadMessages(Component):
    """The messages that the user has not marked, on the start page."""

    name = "kenes-messages"
    template_name = "council_pages/admin/messages_panel.html"
    # Above what there is to do.
    order = 40

    def __init__(self, deliveries):
        self.deliveries = deliveries

    def get_context_data(self, parent_context):
        """With the words in the user's language."""
        return {"deliveries": self.deliveries, "csrf_token": parent_context.get("csrf_token")}


def show_messages(request, panels):
    """`construct_homepage_panels`: for those who serve a council, until they say that they have read it."""
    if holds(request.user, COUNCIL_ROLES):
        unread = MessageDelivery.objects.to(request.user).unread().select_related("message", "council")
        if deliveries := list(unread.order_by("-message__sent_at", "pk")):
            panels.append(UnreadMessages(deliveries))
