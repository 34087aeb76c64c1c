"""A report is frozen while somebody tells of a problem: real threads, real commits."""

import threading

from django.core.exceptions import ValidationError
from django.db import connection

from cms.models import Level
from council_pages.quarters import Quarter
from plugins.regional_meetings import progress, reports
from tests.factories import make_council
from tests.plugins.regional_meetings.making import JULY, make_body, make_meeting, problem_of, ranked, tell

Q2 = Quarter(2026, 2)
AT_MOST = 20
A_MOMENT = 1


def test_what_is_told_while_the_report_is_frozen_stands_in_it(committed_db, monkeypatch):
    body = make_body(make_council("eco", level=Level.REPUBLICAN))
    problem = problem_of(ranked(make_meeting(body), "Когда построят полигон?")[0], body)
    asked, seen = threading.Event(), []
    refuse, rows_of = progress.refuse_frozen, reports.rows_of

    def slowly(*args):
        refuse(*args)
        asked.set()
        threading.Event().wait(A_MOMENT)

    def look(*args):
        seen.extend(rows_of(*args))
        # The report is not kept: no later test could empty its table.
        raise ValidationError("seen")

    def freeze():
        assert asked.wait(AT_MOST)
        try:
            reports.freeze(body, Q2, user=None, now=JULY)
        except ValidationError:
            pass
        finally:
            connection.close()

    monkeypatch.setattr(progress, "refuse_frozen", slowly)
    monkeypatch.setattr(reports, "rows_of", look)
    thread = threading.Thread(target=freeze)
    thread.start()
    tell(problem, Q2, percent=40)
    thread.join(AT_MOST)
    assert [row["percent"] for row in seen] == [40]
