"""Pages whose words are checked before they are public."""

from django.core.exceptions import PermissionDenied, ValidationError

from cms.pages import KenesPage, KenesPageForm
from council_pages.checked_texts import findings_in
from council_pages.content_checks import refusing
from council_pages.publishing import refusal


class CheckedPageForm(KenesPageForm):
    """The edit form: what would be refused later stands beside its field. A draft is saved as it is."""

    def _post_clean(self):
        super()._post_clean()
        # Wagtail defers what is required while a draft is saved, and only then.
        if self.is_deferred_validation or self.errors:
            return
        for finding in refusing(findings_in(self.instance)):
            field = finding.field if finding.field in self.fields else None
            self.add_error(field, ValidationError(str(finding)))


class CheckedPage(KenesPage):
    """A page with running text."""

    base_form_class = CheckedPageForm
    # The fields above which the template has a heading of its own.
    under_headings = ()

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """When the text was published in this state, too."""
        return super().get_context(request, *args, **kwargs) | {"updated_at": self.last_published_at}

    def publish(self, revision, *args, **kwargs):
        """Publish, by whatever path, only what the desk would publish; its words are the refusal's."""
        if words := refusal(self, revision.as_object()):
            raise PermissionDenied(words)
        return super().publish(revision, *args, **kwargs)
