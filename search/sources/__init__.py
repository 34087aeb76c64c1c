"""What can be found on the site itself: pages, published proposals, files, recommendations.

A plugin says its own in `sources()` (`docs/plugins.md`); `search.sources.plugins` wraps and follows them.

A source keeps `search.documents.Source`: it names the model under whose keys its documents stand, walks the keys,
and makes plain documents of a batch of them, in a number of queries that does not grow with the batch. A row that is
not public gets `is_public=False`, so that only the admin finds it, or no document at all; what is personal gets none.
`search.freshness.follow` keeps its documents fresh whenever a row is saved or deleted.
"""

from search.documents import register
from search.sources.files import FileSource
from search.sources.pages import PageSource
from search.sources.proposals import ProposalSource
from search.sources.recommendations import RecommendationSource


def install():
    """Register the site's own sources. Called once, when Django is ready."""
    for source in (PageSource(), ProposalSource(), FileSource(), RecommendationSource()):
        register(source)
