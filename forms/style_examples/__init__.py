"""The examples of what citizens send and follow, for the style guide, a module for each chapter."""

from forms.style_examples import letters, published, sending

__all__ = ["letters", "published", "sending"]
