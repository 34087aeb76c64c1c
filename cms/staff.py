"""Base views for the staff's own screens.

Every object comes through `cms.tenancy`; what a rule refuses stands beside its field.
"""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.admin_policies import declare, own_object
from cms.ministry import sits_at_the_ministry
from cms.models import Council
from cms.tenancy import is_administrator, own_or_404, require_role

PAGE_SIZE = 50


def staff_path(route, view, name, policy=own_object):
    """An admin address with its name and its policy, said in one place: a route without a policy cannot be made."""
    declare(name, policy)
    return path(f"kenes/{route}", view.as_view(), name=name)


class StaffMixin(WagtailAdminTemplateMixin):
    """What the staff's screens share: title, way back, role."""

    roles: frozenset = frozenset()
    title = ""
    back: tuple = ()

    def get_page_title(self):
        """The screen's title."""
        return self.title

    def get_breadcrumbs_items(self):
        """Home, the screens above, this screen."""
        above = [{"url": reverse(name), "label": label} for name, label in self.back]
        return [*super().get_breadcrumbs_items(), *above, {"url": "", "label": self.get_page_title()}]

    def own(self, model, **lookup):
        """The user's own row, or 404; then the role, or a refusal in words."""
        row = own_or_404(model.objects, self.request.user, **lookup)
        if self.roles:
            require_role(self.request.user, row.council, self.roles)
        return row

    def may_act(self, roles):
        """True if the user holds one of the roles in a council that is not closed."""
        return Council.objects.for_user(self.request.user, roles).open().exists()

    def refuse_without_council(self):
        """Refuse, in words, a screen on which the user could choose no council."""
        if not self.councils().exists():
            raise PermissionDenied

    def councils(self):
        """The councils for which the user may act on this screen."""
        return Council.objects.for_user(self.request.user, self.roles).open()


class NeedsCouncil:
    """For a screen that makes something new in a council: nobody fills it in who may not."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse before anything is typed."""
        self.refuse_without_council()
        return super().dispatch(request, *args, **kwargs)


class AdministratorMixin:
    """For those who manage councils and people; the gate closes these routes to the staff of councils."""

    def dispatch(self, request, *args, **kwargs):
        """Ask again, whatever the gate said."""
        if not is_administrator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AdministratorMenuItem(MenuItem):
    """Shown to those who manage councils and people."""

    def is_shown(self, request):
        """True for the administrator, and for a superuser."""
        return is_administrator(request.user)


class MinistryMixin:
    """For the ministry: who holds one of the `roles` there, the administrator, a superuser."""

    def dispatch(self, request, *args, **kwargs):
        """Ask again, whatever the gate said."""
        if not sits_at_the_ministry(request.user, self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StaffView(StaffMixin, TemplateView):
    """A screen that shows."""


class StaffFormView(StaffMixin, FormView):
    """A screen that changes something: `act(form)` of the subclass calls the verb and returns the address to go to.

    What the verb refuses stands beside its field.
    """

    template_name = "cms/admin/form.html"
    submit_label = ""
    success = ""

    def form_valid(self, form):
        """Call the verb; keep everything typed where it refuses."""
        try:
            address = self.act(form)
        except ValidationError as error:
            add_refusal(form, error)
            return self.form_invalid(form)
        if self.success:
            # In words now: stored lazily it would be read in another language than the person's.
            messages.success(self.request, str(self.success))
        return redirect(address)

    def form_invalid(self, form):
        """The form once more, with what is wrong."""
        self.say_refused(form)
        return super().form_invalid(form)

    def say_refused(self, form):
        """Say at the top that fields have messages: they may stand below the edge of the screen."""
        if set(form.errors) - {NON_FIELD_ERRORS}:
            messages.error(self.request, _("Nothing is saved: see the messages beside the fields."))

    def get_context_data(self, **kwargs):
        """The word on the button."""
        return super().get_context_data(submit_label=self.submit_label or _("Save"), **kwargs)


class StaffAct(StaffMixin, View):
    """A button: `act(**kwargs)` of the subclass calls the verb and returns the words of success.

    The screen at `address` shows them, or what the verb refuses.
    """

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        """Call the verb."""
        try:
            words = self.act(**kwargs)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, words)
        return redirect(self.address)


def add_refusal(form, error):
    """Put a verb's refusal into the form: beside the field it names, at the top where the form lacks that field."""
    errors = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for field, field_errors in errors.items():
        known = field in form.fields
        form.add_error(field if known else None, [e for item in field_errors for e in item.messages])


def page_of(queryset, request):
    """One page of the list, and the query without its number, for the links to the others."""
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "page_obj": Paginator(queryset, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
    }
