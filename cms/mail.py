"""How the site writes: one text, and beside it the same text in the site's own looks. No picture, nothing to follow."""

import re

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from cms.models import Operator

# A blank line ends a paragraph.
PARAGRAPH = re.compile(r"\n\s*\n")


def message(subject, body, address, language, headers=None):
    """The mail to one address. `body` is plain text in the language; its addresses become links in the HTML.

    The subject stays one line, whatever an editor typed.
    """
    subject = " ".join(subject.split())
    operator = Operator.objects.first()
    written = EmailMultiAlternatives(subject, body, None, [address], headers=headers)
    html = drawn(subject, body, language, operator.name(language) if operator else "")
    written.attach_alternative(html, "text/html")
    return written


def drawn(subject, body, language, operator=""):
    """The text as a document in the site's own looks; asks the database for nothing."""
    paragraphs = [part.strip() for part in PARAGRAPH.split(body) if part.strip()]
    words = {"subject": subject, "paragraphs": paragraphs, "language": language, "operator": operator}
    return render_to_string("cms/mail/message.html", words)
