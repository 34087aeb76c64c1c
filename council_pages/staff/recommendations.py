"""Recommendations, for those who plan consultations: the list, a new draft, its words, and the desk of one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import components
from cms.languages import LANGUAGES, active_language
from cms.models import Council
from cms.roles import PLANS_CONSULTATIONS, READS_COUNCIL
from cms.staff import NeedsCouncil, StaffFormView, StaffView, page_of
from cms.tenancy import holds_in, is_key
from council_pages import recommending
from council_pages.models import Consultation, Recommendation
from council_pages.recommendation_items import waiting_words
from council_pages.recommendations import ALLOWED, Act, Status
from council_pages.staff.filters import RecommendationFilter
from council_pages.staff.recommendation_acts import BACK, RecommendationFormView
from council_pages.staff.recommendation_forms import ClauseFormSet, NewRecommendationForm, RecommendationForm


class RecommendationList(StaffView):
    """The recommendations of the user's councils; drafts first, then the latest."""

    template_name = "council_pages/admin/recommendations.html"
    title = _("Recommendations")
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        """One page of the filtered list, each with its status."""
        today = timezone.localdate()
        rows = Recommendation.objects.for_user(self.request.user).select_related("council", "reply")
        found = RecommendationFilter(self.request.GET, queryset=rows, request=self.request)
        listed = page_of(found.qs, self.request)
        return super().get_context_data(
            filter=found,
            rows=[(row, row.status_on(today), waiting_words(row, today)) for row in listed["page_obj"]],
            councils=_reporting(Council.objects.for_user(self.request.user)),
            may_plan=self.may_act(PLANS_CONSULTATIONS),
            **listed,
            **kwargs,
        )


def _reporting(councils):
    """Those of the councils that have something to report: a recommendation that was sent."""
    return councils.filter(recommendations__in=Recommendation.objects.sent()).distinct()


class ClausesMixin:
    """A form with the clauses below it: both are saved, or neither."""

    template_name = "council_pages/admin/recommendation_form.html"
    # The clauses that are there already; a new draft has none.
    clauses = ()

    def get_context_data(self, **kwargs):
        """The clauses, as typed where something was refused."""
        if "clauses" not in kwargs:
            there = [{"pk": row.pk, "text_kk": row.text_kk, "text_ru": row.text_ru} for row in self.clauses]
            kwargs["clauses"] = ClauseFormSet(self.request.POST or None, initial=there, prefix="clauses")
        return super().get_context_data(**kwargs)

    def form_valid(self, form):
        """The clauses are parsed before the verb is called."""
        self.typed = ClauseFormSet(self.request.POST, prefix="clauses")
        if not self.typed.is_valid():
            return self.render_to_response(self.get_context_data(form=form, clauses=self.typed))
        return super().form_valid(form)


class NewRecommendation(ClausesMixin, NeedsCouncil, StaffFormView):
    """A new draft."""

    form_class = NewRecommendationForm
    roles = PLANS_CONSULTATIONS
    title = _("New recommendation")
    header_icon = "mail"
    back = BACK
    submit_label = _("Save the draft")

    def get_initial(self):
        """The question from which one came here; and the state body at which the council works."""
        asked = self.request.GET.get("consultation", "")
        own = Consultation.objects.for_user(self.request.user, self.roles).select_related("council")
        found = own.filter(pk=asked).first() if is_key(asked) else None
        council = found.council if found else self.councils().first()
        names = {f"addressee_{language}": council.host_body(language) for language in LANGUAGES}
        return names | ({"consultation": found, "council": council} if found else {})

    def get_form_kwargs(self):
        """The user's councils."""
        return {**super().get_form_kwargs(), "councils": self.councils()}

    def act(self, form):
        """Draft it, and go on to its desk."""
        row = recommending.draft(user=self.request.user, clauses=self.typed.typed, **form.cleaned_data)
        return reverse("kenes_recommendation", args=[row.pk])


class ChangeRecommendation(ClausesMixin, RecommendationFormView):
    """The words and clauses of a draft."""

    form_class = RecommendationForm
    name_of_act = Act.CHANGE
    title = _("Words and clauses")
    submit_label = _("Save the draft")
    success = _("The draft is saved.")

    @property
    def clauses(self):
        """Its clauses as they stand."""
        return self.recommendation.clauses.all()

    def get_form_kwargs(self):
        """The row as it stands, and its council's decisions."""
        return {
            **super().get_form_kwargs(),
            "instance": self.recommendation,
            "councils": [self.recommendation.council],
        }

    def act(self, form):
        """Change it."""
        recommending.change(self.recommendation, clauses=self.typed.typed, **self.by_whom(), **form.cleaned_data)
        return self.desk()


class RecommendationDesk(StaffView):
    """One desk for a recommendation: its words, what is missing, what can be done now, the reply."""

    template_name = "council_pages/admin/recommendation.html"
    header_icon = "mail"
    roles = READS_COUNCIL
    back = BACK

    def dispatch(self, request, *args, **kwargs):
        """Find the recommendation."""
        self.recommendation = self.own(Recommendation, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """Its number and title."""
        return str(self.recommendation)

    def get_context_data(self, **kwargs):
        """Everything about this recommendation."""
        row, now, language = self.recommendation, timezone.now(), active_language()
        today = timezone.localdate(now)
        status = row.status_on(today)
        may_plan = holds_in(self.request.user, row.council, PLANS_CONSULTATIONS)
        missing = recommending.missing_for_sending(row) if status == Status.DRAFT else {}
        return super().get_context_data(
            recommendation=row,
            status=status,
            waiting=waiting_words(row, today),
            clauses=row.clauses.all(),
            sources=components.build(components.Place.RECOMMENDATION_CLAUSES, row, language, now),
            reply=getattr(row, "reply", None),
            missing=list(dict.fromkeys(missing.values())),
            allowed=[act.value for act in ALLOWED[status]] if may_plan else [],
            public_url=row.url(language),
            **kwargs,
        )


def recommendations_panel(consultation, user, now):
    """On the desk of a consultation: the recommendations that its proposals led to, and the way to a new one."""
    today = timezone.localdate(now)
    rows = consultation.recommendations.select_related("reply")
    return {
        "consultation": consultation,
        "rows": [(row, row.status_on(today)) for row in rows],
        "may_plan": holds_in(user, consultation.council, PLANS_CONSULTATIONS),
    }


def install():
    """Register the panel. Called once, when Wagtail loads this floor's hooks."""
    components.register(
        components.Component(
            "recommendations-panel",
            components.Place.DESK_PANEL,
            "council_pages/admin/recommendations_panel.html",
            recommendations_panel,
            order=1,
        )
    )
