"""Which fields of a form have been answered: what citizens sent is the only witness."""

from forms.models import FieldResult, Original

AT_ONCE = 500


def answers_to(form):
    """The recorded answers of each proposal to the form's consultation, as the lists of `Original.answers`."""
    if form.is_template:
        return iter(())
    originals = Original.objects.filter(proposal__consultation=form.consultation_id).exclude(answers=[])
    return originals.order_by().values_list("answers", flat=True).iterator(AT_ONCE)


def answered_keys(form):
    """The keys of the fields to which at least one proposal carries an answer.

    A field whose answers were counted stays one of them when the originals are erased. Two queries.
    """
    found = set(FieldResult.objects.filter(form=form).values_list("field_key", flat=True))
    for answers in answers_to(form):
        found.update(entry["key"] for entry in answers if entry["value"])
    return found
