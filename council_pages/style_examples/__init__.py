"""The examples of what councils publish and are written, for the style guide, a module for each chapter."""

from council_pages.style_examples import councils, letters

__all__ = ["councils", "letters"]
