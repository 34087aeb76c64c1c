"""The screens of the staff."""

from django import forms
from django.utils import timezone

from cms.plugin_staff import MinistryView, PluginAct, PluginFormView, PluginView
from kenes_notices import posting
from kenes_notices.models import Notice


class NoticeList(PluginView):
    """The council's notices."""

    template_name = "kenes_notices/admin/notices.html"
    title = "Notices"

    def get_context_data(self, **kwargs):
        """The rows of this council."""
        return super().get_context_data(notices=self.rows(Notice), **kwargs)


class NoticeScreen(PluginView):
    """One notice."""

    template_name = "kenes_notices/admin/notices.html"
    title = "Notice"

    def get_context_data(self, **kwargs):
        """The row of this council, or a 404."""
        return super().get_context_data(notices=[self.own(Notice, pk=self.kwargs["pk"])], **kwargs)


class NoticeForm(forms.Form):
    """What it says."""

    title = forms.CharField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea)


class NewNotice(PluginFormView):
    """A new notice."""

    form_class = NoticeForm
    title = "New notice"

    def act(self, form):
        """Call the verb."""
        facts = form.cleaned_data
        posting.post(self.council, facts["title"], facts["text"], user=self.request.user, today=timezone.localdate())
        return self.address_of("notices")


class RemoveNotice(PluginAct):
    """Takes a notice down."""

    def act(self, pk, **kwargs):
        """Call the verb."""
        posting.remove(self.own(Notice, pk=pk), user=self.request.user)
        return "The notice is taken down."

    @property
    def address(self):
        """Back to the list."""
        return self.address_of("notices")


class Everywhere(MinistryView):
    """All notices of councils that have the plugin on."""

    template_name = "kenes_notices/admin/notices.html"
    title = "Notices of all councils"

    def get_context_data(self, **kwargs):
        """Those of the councils that have it."""
        notices = Notice.objects.filter(council__in=self.councils())
        return super().get_context_data(notices=notices, **kwargs)
