"""The glossary, for the administrator: the list with its search, a new pair, other words for one, and what was done."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Collate
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from cms.collation import collation_for
from cms.orthography import fold
from cms.staff import AdministratorMixin, StaffAct, StaffFormView, StaffView, page_of
from search import glossary_editing
from search.analysis.words import is_kazakh
from search.models import GlossaryPair
from search.query_log import UNKNOWN

HISTORY_SIZE = 30
GLOSSARY = (("kenes_glossary", _("Glossary of the search")),)
LOG_ACTIONS = {
    "kenes.pair_added": _("Pair of words added"),
    "kenes.pair_changed": _("Pair of words changed"),
    "kenes.pair_removed": _("Pair of words removed"),
}


class PairLogFormatter(LogFormatter):
    """What was done to a pair, with its words: the row itself may be gone."""

    def format_message(self, log_entry):
        """The label, the words, and before them those that they replace."""
        return f"{self.label}: {' → '.join(filter(None, map(log_entry.data.get, ('before', 'pair'))))}"


class WantedForm(forms.Form):
    """The search box of the list."""

    q = forms.CharField(label=_("Words in either language"), required=False, max_length=80)


class PairForm(forms.ModelForm):
    """Words in both languages. What is refused stands in `search.glossary_editing`."""

    class Meta:
        model = GlossaryPair
        fields = ["kazakh", "russian"]
        widgets = {"kazakh": forms.TextInput({"lang": "kk"}), "russian": forms.TextInput({"lang": "ru"})}
        help_texts = {
            "kazakh": _("One to five words in their dictionary form. The search finds their other forms by itself."),
        }

    def _post_clean(self):
        """Nothing is validated or written into a row here: the verb does both."""


class Glossary(AdministratorMixin, StaffView):
    """Every pair, and what was done to them of late."""

    template_name = "council_search/admin/glossary.html"
    title = GLOSSARY[0][1]
    header_icon = "list-ul"

    def get_context_data(self, **kwargs):
        """One page of the pairs that hold what is typed, in the Kazakh alphabet."""
        form = WantedForm(self.request.GET)
        wanted = fold(form.cleaned_data["q"].strip()) if form.is_valid() else ""
        pairs = GlossaryPair.objects.order_by(Collate("kazakh", collation_for("kk")), "russian", "pk")
        # Letters of a Russian keyboard find Kazakh ones, which no database does; the pairs are few.
        found = [pair for pair in pairs if wanted in fold(f"{pair.kazakh}\n{pair.russian}")]
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(GlossaryPair), action__in=LOG_ACTIONS
        )
        return super().get_context_data(
            form=form,
            total=len(found),
            history=entries.select_related("user")[:HISTORY_SIZE],
            **page_of(found, self.request),
            **kwargs,
        )


class NewPair(AdministratorMixin, StaffFormView):
    """A new pair; from the report of searches it comes with the words that somebody looked for."""

    form_class = PairForm
    title = _("New pair of words")
    header_icon = "list-ul"
    back = GLOSSARY
    submit_label = _("Add the pair")
    success = _("The pair is in the glossary. The search goes by it within five seconds.")

    @property
    def asked(self):
        """The words that the report names, without its sign for unknown ones."""
        return " ".join(self.request.GET.get("asked", "").replace("\x00", "").replace(UNKNOWN, " ").split())

    def get_initial(self):
        """The words that were looked for, on their side."""
        is_in_kazakh = is_kazakh(self.asked) or self.request.GET.get("language") == "kk"
        return {"kazakh" if is_in_kazakh else "russian": self.asked}

    def act(self, form):
        """Add it, and go back to where the words came from."""
        glossary_editing.add_pair(**form.cleaned_data, user=self.request.user)
        return reverse("kenes_searches" if self.asked else "kenes_glossary")


class ChangePair(AdministratorMixin, StaffFormView):
    """Other words for a pair."""

    form_class = PairForm
    title = _("Pair of words")
    header_icon = "list-ul"
    back = GLOSSARY
    success = _("The pair is changed. The search goes by it within five seconds.")

    def dispatch(self, request, *args, **kwargs):
        """Find it."""
        self.pair = get_object_or_404(GlossaryPair, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        """As it stands."""
        return {"kazakh": self.pair.kazakh, "russian": self.pair.russian}

    def act(self, form):
        """Save it."""
        glossary_editing.change_pair(self.pair, **form.cleaned_data, user=self.request.user)
        return reverse("kenes_glossary")


class RemovePair(AdministratorMixin, StaffAct):
    """The button that takes a pair out."""

    def act(self, pk):
        """Remove it."""
        self.address = reverse("kenes_glossary")
        glossary_editing.remove_pair(get_object_or_404(GlossaryPair, pk=pk), user=self.request.user)
        return gettext("The pair is removed.")
