"""What a published proposal says in the words of schema.org. A pure function; no queries.

Source: schema.org, QAPage. The author is named where the page names one, and nowhere else.
"""

from cms.descriptions import cut
from cms.structured_data import thing
from council_pages.schema_things import organizer

# The whole text stands on the page once already.
LONGEST_TEXT = 600


def proposal_thing(item, consultation, language, url):
    """A published proposal (`forms.listings.published_item`) with the council's answer, where it has been given one."""
    answer = thing(
        "Answer",
        text=cut(item["answer"], LONGEST_TEXT),
        dateCreated=item["answered_at"] and item["answered_at"].isoformat(),
        author=organizer(consultation.council, language),
    )
    question = thing(
        "Question",
        name=consultation.subject(language),
        text=cut(item["text"], LONGEST_TEXT),
        dateCreated=item["published_at"] and item["published_at"].isoformat(),
        author=item["author"] and thing("Person", name=item["author"]),
        inLanguage=item["lang"] or language,
        acceptedAnswer=answer if item["answer"] else None,
    )
    # Also a nought says something here.
    return thing("QAPage", url=url, mainEntity=question | {"answerCount": 1 if item["answer"] else 0})
