"""The log tells of an error where it was and of which kind, and not a word of whoever met it."""

import logging
import logging.config

from django.conf import settings

WORD = "zq7canary@example.kz"


def line_of(error):
    """The line that the product writes about this error."""
    made = logging.config.DictConfigurator(settings.LOGGING)
    formatter = made.configure_formatter(dict(settings.LOGGING["formatters"]["line"]))
    facts = (type(error), error, error.__traceback__)
    return formatter.format(logging.LogRecord("django.request", logging.ERROR, "", 0, "Error: /kk/", (), facts))


def fail():
    try:
        try:
            int(WORD)
        except ValueError as error:
            raise RuntimeError(WORD) from error
    except RuntimeError as error:
        error.add_note(WORD)
        return error


def test_a_traceback_says_place_and_kind_of_each_error_and_none_of_its_words():
    line = line_of(fail())
    assert WORD not in line
    assert line.count("Traceback (most recent call last)") == 2
    assert line.index("builtins.ValueError") < line.index("builtins.RuntimeError")
    assert "test_log_lines.py" in line and "in fail" in line
    assert "ERROR django.request: Error: /kk/" in line


def test_errors_that_lead_to_each_other_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert line_of(first).count("Traceback") == 2
