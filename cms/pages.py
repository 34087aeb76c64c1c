"""What every page of Kenes has in common: permissions through the tenancy policy, the frame, the other language."""

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from cms.languages import active_language
from cms.tenancy import council_of_page


class CouncilPagePermissionTester(PagePermissionTester):
    """Wagtail's tester over the permissions that `CouncilPagePolicy` lets reach this page."""

    def __init__(self, user, page):
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            self.permissions = {
                permission.permission.codename.rsplit("_", maxsplit=1)[0]
                for permission in self.permission_policy.get_cached_permissions_for_user(user)
                if self.permission_policy.reaches(permission, page)
            }


class KenesPage(Page):
    """Base of every page type. The address is shared by both languages and set by us, so it is in no edit form."""

    show_in_menus_default = False
    promote_panels = [FieldPanel("search_description")]
    settings_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        """Permissions of the user on this page, through the tenancy policy."""
        return CouncilPagePermissionTester(user, self)

    @cached_property
    def language(self):
        """The language of this page's text."""
        return self.locale.language_code

    @property
    def council(self):
        """The council whose page this is, or None for a national page. The value is read once for an object."""
        if not hasattr(self, "_council"):
            self._council = council_of_page(self)
        return self._council

    def get_context(self, request, *args, **kwargs):
        """What the frame of the page needs: council, language of the text, way back, sections of the council."""
        context = super().get_context(request, *args, **kwargs)
        context["council"] = self.council
        context["text_language"] = self.language
        context["is_fallback"] = self.language != active_language()
        return context
