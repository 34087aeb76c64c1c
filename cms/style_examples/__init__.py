"""The examples of the ground floor, a module for each chapter."""

from cms.style_examples import foundations, frame, letters, marks, missing, questions, records, typed

__all__ = ["foundations", "frame", "letters", "marks", "missing", "questions", "records", "typed"]
