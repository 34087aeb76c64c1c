"""What the browser tests of regional meetings find there: a council at a body for each language, with its publisher."""

from wagtail.users.models import UserProfile

from cms.models import Council, Level
from cms.plugin_switching import switch
from cms.roles import Role
from plugins.regional_meetings import national
from plugins.regional_meetings.models import Body
from tests.factories import make_council, make_user

COUNCILS = {"kk": "meetings-kk", "ru": "meetings-ru"}


def plant():
    """Make them."""
    councils = {language: make_council(slug, level=Level.REPUBLICAN) for language, slug in COUNCILS.items()}
    on = set(Council.objects.with_plugin("regional_meetings").values_list("pk", flat=True))
    switch("regional_meetings", list(on | {council.pk for council in councils.values()}), user=None)
    for language, council in councils.items():
        user = make_user(Role.PUBLISHER, council, username=f"{COUNCILS[language]}-publisher")
        UserProfile.objects.create(user=user, preferred_language=language)
        names = {"name_kk": f"{language} министрлігі", "name_ru": f"Министерство {language}"}
        national.save_body(Body(council=Council.objects.get(pk=council.pk), **names), user=None)
