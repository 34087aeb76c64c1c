"""Pages that can be taken away as a file: `…/document.pdf` and `…/document.docx`, live where the page is."""

from django.http import HttpResponseNotAllowed
from django.utils import timezone
from wagtail.url_routing import RouteResult

from cms.languages import active_language
from council_pages.documents import files


class Downloadable:
    """For a page of the cycle, before `PairedPage`. The subclass says in `document` what is in the file."""

    # Parts of the address between the page's and the file's.
    document_below: tuple[str, ...] = ()

    def document(self, language, now):
        """The page's document in the language, which is active."""
        raise NotImplementedError

    def download_links(self):
        """The ways to the files, for a reader of the active language; none where the page is not public."""
        below = "".join(f"{part}/" for part in self.document_below)
        return files.links(f"{self.address_in(active_language())}{below}") if self.live else []

    def route(self, request, path_components):
        """A file of a live page that nothing closes; whatever else, the page routes."""
        *below, name = path_components or [""]
        form = files.format_of(name) if tuple(below) == self.document_below else None
        if form and self.live and not self.get_view_restrictions().exists():
            return RouteResult(self, kwargs={"form": form})
        return super().route(request, path_components)

    def serve(self, request, *args, form=None, **kwargs):
        """The file, or the page."""
        if form is None:
            return super().serve(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return files.public_response(request, self.document(active_language(), timezone.now()), form)

    def get_context(self, request, *args, **kwargs):
        """The ways to the files."""
        return super().get_context(request, *args, **kwargs) | {"download_links": self.download_links()}
