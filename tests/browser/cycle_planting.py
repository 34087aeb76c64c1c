"""What the tests of the seven steps find in the running copy: run in a process with the product's own settings."""

import json

from cms.roles import Role
from council_pages.models.consultations import SubjectKind
from forms.form_building import define_form
from tests.factories import make_consultation, make_council, make_texts, make_user, open_now

COUNCIL = "seven-steps"


def plant():
    """A council with its people and two questions; prints, as JSON, the keys of the questions.

    "issue" is about no draft act and is public. "unplanned" stands in no schedule, and its texts are drafts.
    """
    council = make_council(COUNCIL, "Жеті қадам кеңесі", "Совет семи шагов")
    for role in (Role.PUBLISHER, Role.SECRETARY):
        make_user(role, council, username=f"steps-{role}")
    issue = make_consultation(council, "issue", subject_kind=SubjectKind.ISSUE, **open_now())
    unplanned = make_consultation(council, "unplanned", departs=False, **open_now())
    for row in (issue, define_form(issue, user=None)):
        make_texts(row)
    make_texts(unplanned, publish=())
    print(json.dumps({"issue": issue.pk, "unplanned": unplanned.pk}))
