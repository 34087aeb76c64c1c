"""What the councils recommended to state bodies, of which proposals it was made, and what was replied."""

from council_pages import recommending, replies
from council_pages.recommending import ClauseText
from forms import tracing


def load_recommendation(content, sample):
    """A recommendation that was sent on its day, its clauses traced to proposals, with its reply where one came."""
    added = content.texts["recommendations"][sample["id"]]
    sent_on = sample["date"]
    row = recommending.draft(
        council=content.rows[sample["council"]],
        consultation=content.rows[sample["question"]],
        user=None,
        number=sample["number"],
        title_kk=added["title"]["kk"],
        title_ru=added["title"]["ru"],
        addressee_kk=sample["addressee"]["kk"],
        addressee_ru=sample["addressee"]["ru"],
        clauses=[ClauseText(clause["kk"], clause["ru"]) for clause in added["clauses"]],
    )
    for clause, described in zip(row.clauses.all(), added["clauses"], strict=True):
        for proposal in described["proposals"]:
            tracing.link(clause, content.rows[proposal], user=None)
    recommending.send(row, user=None, sent_on=sent_on, due_on=sample["due_on"], today=sent_on)
    if sample["reply"]:
        _load_reply(row, sample["reply"], added["actions"])


def _load_reply(row, sample, actions):
    replies.record_reply(
        row,
        user=None,
        today=sample["date"],
        received_on=sample["date"],
        text_kk=sample["text"]["kk"],
        text_ru=sample["text"]["ru"],
        actions_kk=actions["kk"],
        actions_ru=actions["ru"],
    )
