"""The template library of the design system; the tags themselves stand in cms/component_tags, by subject."""

from cms.component_tags import form, frame, portrait, question, record, register, words

__all__ = ["form", "frame", "portrait", "question", "record", "register", "words"]
