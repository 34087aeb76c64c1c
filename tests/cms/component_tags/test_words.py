from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from cms.component_tags.words import stamp
from tests.cms.component_tags.markup import draw, elements

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # 10:00 in Astana


def test_the_hour_and_its_ending_stay_on_one_line():
    with translation.override("kk"):
        assert '<span class="nowrap">18:00-ге</span>' in draw(
            '{% moment value "deadline" %}', value=datetime(2026, 12, 1, 13, 0, tzinfo=UTC)
        )


def test_a_moment_names_its_offset_and_words_pass_as_they_are():
    assert elements(draw("{% moment value %}", value=NOW), "time") == [{"datetime": "2026-11-23T10:00+05:00"}]
    assert draw("{% moment value %}", value=date(2026, 1, 2)).startswith('<time datetime="2026-01-02">')
    assert draw("{% moment value %}", value="5–25") == "5–25"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_stamp_is_drawn_alike_with_and_without_a_template(language):
    with translation.override(language):
        assert draw('{% moment value "stamp" %}', value=NOW).strip() == stamp(NOW)


@pytest.mark.parametrize(("kind", "shape"), [("accepted", "done"), ("late", "late"), ("unheard-of", "plain")])
def test_a_status_is_a_word_with_a_shape(kind, shape):
    assert draw("{% tag kind 'Word' %}", kind=kind).strip() == f'<span class="tag tag--{shape}">Word</span>'
