"""What stands beside a proposal on the secretary's screen: assignee, notes, who else has it open, similar proposals."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.dates import local
from forms import assigning, notes, presence, suggesting
from forms.models import ProposalGroup


class PersonField(forms.ModelChoiceField):
    """People by their names."""

    def label_from_instance(self, person):
        """The name, or what one signs in by."""
        return name_of(person)


class NoteForm(forms.Form):
    """A private note."""

    note = forms.CharField(
        label=gettext_lazy("New private note"),
        help_text=gettext_lazy(
            "For those who handle proposals. It is never published and never changed, and is erased with the original."
        ),
        widget=forms.Textarea({"rows": 3}),
        # The other buttons of the screen need none; the verb refuses an empty one.
        required=False,
        strip=False,
    )


class AssigneeForm(forms.Form):
    """Who answers for the proposal."""

    assignee = PersonField(None, label=gettext_lazy("Assignee"), required=False, empty_label=gettext_lazy("Nobody"))

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = assigning.assignable(proposal.council)


class AlikeForm(forms.Form):
    """Which of the similar proposals to group with this one, by their keys."""

    alike = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": gettext_lazy("Choose at least two proposals to group.")}
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alike"].choices = [(row.pk, str(row)) for row, _percent in suggesting.similar_to(proposal)]


def name_of(person):
    """How a colleague is called on the screens."""
    return person.get_full_name() or person.get_username()


def context_of(view, forms_given):
    """The context of the screen's parts; a form that is given already, because it was refused, is not made anew."""
    proposal, now = view.proposal, timezone.now()
    others = presence.look(proposal, user=view.request.user, now=now)
    member = getattr(proposal, "group_member", None)
    made = {
        "note_form": NoteForm(initial={"note": view.note_text()}),
        "assignee_form": AssigneeForm(proposal=proposal, initial={"assignee": view.assignee()}),
    }
    return {name: form for name, form in made.items() if name not in forms_given} | {
        "notes": [(note, name_of(note.written_by) if note.written_by else "–") for note in notes.notes_of(proposal)],
        "also_open": also_open(others),
        "group": ProposalGroup.objects.get(pk=member.group_id) if member else None,
        "similar": suggesting.similar_to(proposal),
    }


def also_open(others):
    """Who else has it open, in words; empty for nobody."""
    return " ".join(
        _("Also open at: %(name)s, since %(time)s.")
        % {"name": name_of(other.user), "time": f"{local(other.since):%H:%M}"}
        for other in others
    )
