import pytest
from django import forms

from tests.cms.component_tags.markup import HOSTILE, draw, elements, ids


class ProposalForm(forms.Form):
    text = forms.CharField(label="Text", help_text="One thing", widget=forms.Textarea, max_length=10_000)
    part = forms.ChoiceField(label="Part", choices=[("1", "First")])
    paper = forms.FileField(label="Paper", help_text="PDF", required=False)
    publish = forms.ChoiceField(
        label="Publish", help_text="How", widget=forms.RadioSelect, choices=[("anon", "Without"), ("named", "With")]
    )
    name = forms.CharField(label="Name", required=False)
    topics = forms.MultipleChoiceField(
        label="Topics", widget=forms.CheckboxSelectMultiple, choices=[("a", "Water"), ("b", "Roads")]
    )
    consent = forms.BooleanField(label="I agree", help_text="Kept a year")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        self.add_error(None, "The form has changed")


def field(name, data=None, **options):
    form = ProposalForm(data)
    words = " ".join(f"{key}={key}" for key in options)
    return draw(
        "{% form_field field " + words + " %}",
        field=form[name],
        **{k: form[v] if k == "reveals" else v for k, v in options.items()},
    )


@pytest.mark.parametrize("name", ["text", "paper", "consent"])
@pytest.mark.parametrize("data", [None, {"paper": ""}])
def test_a_control_is_described_by_parts_that_exist(name, data):
    markup = field(name, data)
    control = (elements(markup, "textarea") + elements(markup, "input"))[0]
    described_by = control["aria-describedby"].split()
    assert described_by[0] == f"id_{name}_helptext"
    assert set(described_by) <= set(ids(markup))


def test_hint_error_and_counter_come_in_the_order_in_which_they_stand():
    markup = field("text", {})
    expected = ["id_text_helptext", "id_text_error", "id_text_count"]
    assert elements(markup, "textarea")[0]["aria-describedby"].split() == expected
    assert [markup.index(f'id="{one}"') for one in expected] == sorted(markup.index(f'id="{one}"') for one in expected)


def test_a_failed_control_is_marked_invalid_and_a_sound_one_is_not():
    assert elements(field("text", {}), "textarea")[0]["aria-invalid"] == "true"
    assert "aria-invalid" not in elements(field("text", {"text": "Water"}), "textarea")[0]


def test_each_choice_has_its_own_label_and_the_group_is_described():
    markup = field("publish", {})
    group = elements(markup, "fieldset")[0]
    assert group["aria-describedby"] == "id_publish_helptext id_publish_error"
    assert [label["for"] for label in elements(markup, "label")] == [i["id"] for i in elements(markup, "input")]


def test_a_dependent_field_stands_under_its_choice_only():
    markup = field("publish", {"publish": "named"}, reveals="name", when="named")
    assert markup.count('class="choice__more"') == 1
    assert markup.index('value="named"') < markup.index('name="name"')


def test_the_limit_of_a_text_is_counted_and_never_cut():
    markup = field("text")
    counter = next(one for one in elements(markup, "span") if "data-counts" in one)
    assert "maxlength" not in elements(markup, "textarea")[0]
    assert (counter["data-counts"], counter["data-limit"]) == ("id_text", "10000")


def test_only_an_optional_field_says_so():
    assert "optional" in field("name")
    assert "optional" not in field("part")


def test_a_hidden_field_shows_nothing_but_its_control():
    assert elements(field("token"), "label") == []


def test_the_summary_links_every_error_to_a_control_of_the_page():
    form = ProposalForm({})
    summary = draw("{% error_summary form %}", form=form)
    page = "".join(draw("{% form_field field %}", field=one) for one in form)
    targets = [link["href"] for link in elements(summary, "a")]
    assert targets == ["#id_text", "#id_part", "#id_publish_0", "#id_topics_0", "#id_consent"]
    assert {target[1:] for target in targets} <= set(ids(page))
    assert "The form has changed" in summary
    assert elements(summary, "div")[0]["role"] == "alert"


def test_the_summary_and_the_field_use_the_same_words():
    form = ProposalForm({"text": "x" * 10_001})
    message = form["text"].errors[0]
    assert message in draw("{% error_summary form %}", form=form)
    assert message in draw("{% field_errors field %}", field=form["text"])


def test_a_form_without_errors_has_no_summary():
    assert draw("{% error_summary form %}", form=ProposalForm()).strip() == ""


def test_what_was_typed_comes_back_escaped():
    assert HOSTILE not in field("text", {"text": HOSTILE})
