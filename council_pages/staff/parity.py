"""Both languages side by side, for the ministry: councils in numbers, one council page by page, and the gate."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.languages import LANGUAGES
from cms.ministry import councils_seen_by
from cms.roles import SEES_OVERVIEW
from cms.staff import AdministratorMixin, StaffAct, page_of
from cms.tenancy import is_administrator
from council_pages.models import ParityGate
from council_pages.overview import parity_gate
from council_pages.overview.parity import counts_of
from council_pages.overview.parity_rows import page_types, pairs_of
from council_pages.overview.waiting_rows import by_name
from council_pages.staff.national import NationalView
from council_pages.staff.overview_filters import ParityFilter, UnevenFilter


class Parity(NationalView):
    """Each council in numbers: how many of its public pages stand evenly in both languages."""

    template_name = "council_pages/admin/parity.html"
    filter_class = ParityFilter
    tab = "kenes_parity"

    def shown(self, found, today, language):
        """Councils in their alphabet, and for which types of page the gate is shut."""
        pairs = pairs_of(found.qs, found.value("page_type"))
        rows = [(council, counts_of(pairs.get(council.pk, ()))) for council in by_name(found.qs, language)]
        shut = set(ParityGate.objects.values_list("page_type", flat=True))
        listed = page_of(rows, self.request)
        return {
            "rows": listed["page_obj"],
            "gates": [(name, label, name in shut) for name, label in page_types().items()],
            "may_set": is_administrator(self.request.user),
            **listed,
        }


class CouncilParity(NationalView):
    """One council: each page, its text in each language, when it was published, and what is older."""

    template_name = "council_pages/admin/council_parity.html"
    filter_class = UnevenFilter
    tab = "kenes_parity"

    def dispatch(self, request, *args, **kwargs):
        """Find the council; 404 for an address that is none."""
        councils = councils_seen_by(request.user, SEES_OVERVIEW) if request.user.is_authenticated else None
        self.council = councils.filter(slug=kwargs["slug"]).first() if councils is not None else None
        if self.council is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """The council's name."""
        return self.council.name()

    def shown(self, found, today, language):
        """The pages in the order of the tree."""
        types = page_types()
        councils = councils_seen_by(self.request.user, SEES_OVERVIEW).filter(pk=self.council.pk)
        pairs = pairs_of(councils, found.value("page_type"))[self.council.pk]
        if found.value("even") == "no":
            pairs = [pair for pair in pairs if not pair.is_even]
        listed = page_of(pairs, self.request)
        return {
            "rows": [
                (pair, types[pair.page_type], [(pair.side(code), pair.state(code)) for code in LANGUAGES])
                for pair in listed["page_obj"]
            ],
            **listed,
        }


class SetParityGate(AdministratorMixin, StaffAct):
    """Shut the gate for a type of page, or open it."""

    @property
    def address(self):
        """The tab."""
        return reverse("kenes_parity")

    def act(self, page_type, gate):
        """Set it."""
        if gate not in ("shut", "open"):
            raise ValidationError(_("There is no such act."))
        parity_gate.set_gate(page_type, gate == "shut", user=self.request.user, now=timezone.now())
        return _("From now on both languages are asked for.") if gate == "shut" else _("One language is enough again.")
