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
    paragraphs = [part.strip() for part in PARAGRAPH.split(body) if part.strip()]
    operator = Operator.objects.first()
    words = {
        "subject": subject,
        "paragraphs": paragraphs,
        "language": language,
        "operator": operator.name(language) if operator else "",
    }
    written = EmailMultiAlternatives(subject, body, None, [address], headers=headers)
    written.attach_alternative(render_to_string("cms/mail/message.html", words), "text/html")
    return written
