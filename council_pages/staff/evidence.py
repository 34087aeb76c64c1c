"""Evidence, for those who plan consultations: what was published outside the site, entered and taken back."""

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from cms.date_inputs import DayInput
from cms.roles import PLANS_CONSULTATIONS
from cms.staff import StaffAct, StaffFormView
from council_pages import telling
from council_pages.lifecycle import Told
from council_pages.models import Consultation, Medium, OutsidePublication, Schedule

# The rows about which something can be told, by the name they bear in addresses, with what can be said of each.
SUBJECTS = {
    "schedule": (Schedule, [Told.SCHEDULE]),
    "question": (Consultation, [Told.QUESTION, Told.POSITION]),
}
DESKS = {Schedule: "kenes_schedule", Consultation: "kenes_consultation"}


def desk_of(subject):
    """The address of the subject's desk."""
    return reverse(DESKS[type(subject)], args=[subject.pk])


class PublicationForm(forms.Form):
    """A publication elsewhere."""

    told = forms.ChoiceField(label=_("What it says"), widget=forms.RadioSelect)
    medium = forms.ChoiceField(label=_("Where"), choices=Medium, widget=forms.RadioSelect)
    channel = forms.CharField(label=_("Name of the account or of the medium"), max_length=200)
    url = forms.URLField(
        label=_("Link"),
        max_length=500,
        assume_scheme="https",
        help_text=_("To the post or the article itself. A link to our own site proves nothing."),
    )
    published_on = forms.DateField(label=_("Date"), widget=DayInput())
    image = forms.ModelChoiceField(
        get_image_model().objects.all(), required=False, label=_("Picture of it"), widget=AdminImageChooser()
    )

    def __init__(self, *args, told, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["told"].choices = [(code.value, code.label) for code in told]
        self.fields["told"].initial = told[0].value
        self.fields["published_on"].initial = today


class NewPublication(StaffFormView):
    """One more publication of a schedule or a question."""

    form_class = PublicationForm
    roles = PLANS_CONSULTATIONS
    title = _("Published outside the site")
    header_icon = "link-external"
    success = _("The publication is recorded.")

    def dispatch(self, request, *args, **kwargs):
        """Find what was published."""
        if kwargs["kind"] not in SUBJECTS:
            raise Http404
        model, self.told = SUBJECTS[kwargs["kind"]]
        self.subject = self.own(model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """The desk, this screen."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": desk_of(self.subject), "label": str(self.subject)}, items[-1]]

    def get_form_kwargs(self):
        """What can be said of it."""
        return {**super().get_form_kwargs(), "told": self.told, "today": timezone.localdate()}

    def act(self, form):
        """Record it."""
        telling.record_publication(self.subject, **form.cleaned_data, user=self.request.user, now=timezone.now())
        return desk_of(self.subject)


class WithdrawPublication(StaffAct):
    """Take back what was recorded by mistake."""

    roles = PLANS_CONSULTATIONS

    def act(self, pk):
        """Take it back."""
        publication = self.own(OutsidePublication, pk=pk)
        self.address = desk_of(publication.subject)
        telling.withdraw_publication(publication, user=self.request.user, now=timezone.now())
        return _("The record is taken back.")
