"""What a council's page looks like within the national frame: its emblem and its colour, the same in both languages.

The state's own emblem is no council's: who uploads one answers for the right to use it.
"""

import hashlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.log_actions import log

from cms import contrast
from cms.models import Council
from cms.roles import KEEPS_IDENTITY
from cms.tenancy import require_role

FORMATS = ("PNG", "JPEG", "WEBP")
LEAST_SIDE, SIDE = 96, 192  # pixels; what is drawn is at most 88 wide, twice that for sharp screens
MOST_BYTES, MOST_PIXELS = 2_000_000, 20_000_000


@transaction.atomic
def set_identity(council, *, user, colour, emblem=None, without_emblem=False):
    """Give the council its colour ("#rrggbb", empty for none) and, where one is given, its emblem (an open file).

    `without_emblem` takes the emblem away. Refused in words: a closed council, a colour that cannot be seen, a file
    that is no picture.
    """
    council = Council.objects.select_for_update().get(pk=council.pk)
    if user is not None:
        require_role(user, council, KEEPS_IDENTITY)
    if council.closed_on:
        raise ValidationError(_("This council is closed: its pages stay as they are."))
    council.colour = checked_colour(colour)
    if emblem is not None:
        content = drawn(emblem)
        name = f"{council.slug}-{hashlib.sha256(content).hexdigest()[:12]}.png"
        council.emblem.save(name, ContentFile(content), save=False)
    elif without_emblem:
        council.emblem = ""
    council.save(update_fields=["colour", "emblem"])
    log(council, "kenes.identity_changed", user=user, data={"colour": council.colour, "emblem": council.emblem.name})
    return council


def checked_colour(colour):
    """The colour in small letters; refused unless it is one, and is seen on a light page and on a dark one."""
    colour = colour.strip().lower()
    if not colour:
        return ""
    if not contrast.COLOUR.fullmatch(colour):
        raise ValidationError({"colour": _("Write a colour as # and six signs, such as #2e8b57.")})
    if contrast.ratio(colour, contrast.LIGHT) < contrast.LEAST:
        raise ValidationError({"colour": _("This colour is too light: on a white page it is hardly seen. Darken it.")})
    if contrast.ratio(colour, contrast.DARK) < contrast.LEAST:
        raise ValidationError({"colour": _("This colour is too dark: on a dark page it is hardly seen. Lighten it.")})
    return colour


def drawn(file):
    """The picture as a square PNG of our own size, so that nothing of the uploaded file is handed on."""
    if file.size > MOST_BYTES:
        raise ValidationError({"emblem": _("The picture is too large. Choose one of at most 2 MB.")})
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            whole = ImageOps.exif_transpose(picture).convert("RGBA")
    # Pillow raises what it stumbles over, as it comes; a file on which it stumbles is not taken.
    except Exception as error:
        words = _("This is no picture that the site can read. Choose a PNG, JPEG or WebP file.")
        raise ValidationError({"emblem": words}) from error
    if min(whole.size) < LEAST_SIDE:
        raise ValidationError({"emblem": _("The picture is too small. Choose one of at least 96 by 96 pixels.")})
    whole.thumbnail((SIDE, SIDE))
    square = Image.new("RGBA", (SIDE, SIDE))
    square.paste(whole, ((SIDE - whole.width) // 2, (SIDE - whole.height) // 2))
    kept = BytesIO()
    square.save(kept, "PNG", optimize=True)
    return kept.getvalue()
