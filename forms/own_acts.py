"""What the author of a proposal is offered on its page, and in which words it is told what was done."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from forms import form_fields, own_data
from forms.proposal_form import EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT, consent_field


class ContactForm(forms.Form):
    """Name and contact that take the place of those kept. What is kept is not shown: whoever looks on reads nothing."""

    use_required_attribute = False

    def __init__(self, definition, data=None):
        super().__init__(data, auto_id="contact_%s")
        self.fields["name"] = form_fields.LineField(
            limit=NAME_LIMIT,
            required=False,
            label=_("Your name or the name of your organisation"),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.fields["email"] = form_fields.AddressField(
            limit=EMAIL_LIMIT,
            required=False,
            label=_("E-mail address"),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )
        self.fields["phone"] = form_fields.PhoneField(limit=PHONE_LIMIT, required=False, label=_("Telephone number"))
        self.fields["consent"] = consent_field(definition)

    def clean(self):
        """An empty form is no wish to keep nothing: for that there is a button of its own."""
        said = super().clean()
        if not self.errors and not any(said.get(name) for name in own_data.PARTS):
            self.add_error("name", _("Write what is to be kept; or press “Keep no name and contact”."))
        return said


def offered(proposal, contact_form, now):
    """Which acts the page offers now, as a template's context."""
    may_correct = own_data.may_correct(proposal, timezone.localdate(now))
    return {
        "may_withdraw": own_data.may_withdraw(proposal),
        "is_public": proposal.is_published,
        "may_correct": may_correct,
        "has_contact": hasattr(proposal, "contact"),
        "contact_form": contact_form or (ContactForm(proposal.consultation.form) if may_correct else None),
        "is_correcting": contact_form is not None,
        "may_erase": own_data.may_erase(proposal),
        # Only where a way still leads to it can the author say what becomes of it.
        "has_public_copy": hasattr(proposal, "publication_link"),
    }


def words_of_erasure(erased, *, keep_public):
    """Sentences that say exactly what went and what stays."""
    gone = [
        (erased.contacts, _("Your name and contact are deleted.")),
        (erased.originals, _("Your text and your answers to the form are deleted.")),
        (erased.files, _("Your files are deleted. Files: %(count)s.") % {"count": erased.files}),
        (erased.letters, _("No more letters are sent to you.")),
        (erased.public_copies, _("The published text is taken off the site.")),
        (erased.links and keep_public, _("The published text stays, and nothing leads from it to you any more.")),
    ]
    told = [words for number, words in gone if number] or [_("Nothing of yours was kept any more.")]
    stays = _("What stays: the number, the state, the days, the SHA-256 of the text and the council's answer.")
    return [*told, stays]
