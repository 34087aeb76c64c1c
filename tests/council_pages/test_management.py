from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.models import Council, CouncilSection
from council_pages.provisioning import ensure_national_pages

pytestmark = pytest.mark.django_db
FACTS = {"slug": "zhetisu", "name_kk": "Жетісу кеңесі", "name_ru": "Совет Жетысу", "level": "republican", "region": ""}


def run(**facts):
    output = StringIO()
    call_command("create_council", **FACTS | facts, stdout=output)
    return output.getvalue()


def test_the_command_makes_a_council_and_prints_its_addresses():
    printed = run()
    assert "/kk/councils/zhetisu/" in printed
    assert "/ru/councils/zhetisu/" in printed
    assert CouncilSection.objects.filter(council__slug="zhetisu").count() == 2


def test_a_region_is_named_by_its_iso_code():
    run(level="city", region="KZ-35")
    assert Council.objects.get(slug="zhetisu").region_id == "KZ-35"


def test_a_second_run_says_that_nothing_was_changed():
    run()
    printed = run(name_ru="Другое имя")
    assert "exists already" in printed
    assert "nothing was changed" in printed
    assert Council.objects.get().name_ru == "Совет Жетысу"


def test_an_unknown_region_is_refused_with_those_that_there_are():
    ensure_national_pages()
    with pytest.raises(CommandError) as refusal:
        run(level="city", region="KZ-99")
    assert "KZ-99" in str(refusal.value)
    assert "KZ-75" in str(refusal.value)
    assert not Council.objects.exists()


@pytest.mark.parametrize("facts", [{"region": "KZ-75"}, {"level": "district"}, {"slug": "а б"}, {"name_kk": ""}])
def test_facts_that_contradict_each_other_are_one_line_and_no_council(facts):
    with pytest.raises(CommandError) as refusal:
        run(**facts)
    assert str(refusal.value).strip()
    assert "\n" not in str(refusal.value)
    assert not Council.objects.exists()


def test_a_level_that_does_not_exist_is_refused_by_the_command_line():
    with pytest.raises(CommandError, match="village"):
        call_command("create_council", "--slug=a", "--name-kk=a", "--name-ru=a", "--level=village")


def test_the_command_line_asks_for_what_it_needs():
    with pytest.raises(CommandError, match="--name-ru"):
        call_command("create_council", "--slug=a", "--name-kk=a", "--level=republican")
