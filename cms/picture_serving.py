"""Pictures of pages: what stands beside the picture is taken out when it comes, and who is shown it is asked each time.

The proxy serves nothing of `var/media`; this view does, and only the sizes that were made of a picture. Everybody is
shown one where a live page shows it. Until then it belongs to a draft, and is shown to those who may choose it or read
its council.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db.models.signals import pre_save
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from PIL import Image, ImageOps
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms.models import Council
from cms.pictures import JPEG, PNG, BrokenPicture, without_traces
from cms.references import live_users_of
from cms.roles import READS_COUNCIL

PUBLIC, PRIVATE = "public, max-age=86400", "private, no-store"


def connect():
    """Clean every picture of the site as it is stored, whichever screen or command stores it."""
    pre_save.connect(_clean, sender=get_image_model(), dispatch_uid="kenes-clean-pictures")


@require_safe
def picture(request, name):
    """GET /media/images/<name>: one size of a picture; 404 for what is not there and for what is nobody's business."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    rendition = get_object_or_404(renditions, file=f"images/{name}")
    is_public = live_users_of(rendition.image).exists()
    if not is_public and not _may_see(request.user, rendition.image):
        raise Http404
    try:
        response = FileResponse(rendition.file.open("rb"))
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = PUBLIC if is_public else PRIVATE
    if not is_public:
        patch_vary_headers(response, ["Cookie"])
    return response


def _may_see(user, image):
    if not user.is_authenticated or not user.is_active:
        return False
    policy = policy_registry.get_by_type(type(image))
    if policy.user_has_any_permission_for_instance(user, ["change", "choose"], image):
        return True
    return Council.objects.for_user(user, READS_COUNCIL).filter(collection=image.collection_id).exists()


def _clean(sender, instance, **kwargs):
    # Wagtail makes its sizes with everything that the camera wrote into a JPEG: place, owner, serial number.
    file = instance.file
    if not file or file._committed:
        return
    file.seek(0)
    content = file.read()
    file.seek(0)
    if not content.startswith((JPEG, PNG)):
        return
    try:
        clean = without_traces(content)
    except BrokenPicture:
        clean = _drawn_anew(content)
    file.file = ContentFile(clean, name=file.name)
    instance.file_size = len(clean)


def _drawn_anew(content):
    """What Pillow, which forgives more than we do, makes of the file: points only."""
    with Image.open(BytesIO(content)) as picture:
        upright, kept = ImageOps.exif_transpose(picture), BytesIO()
        upright.info.pop("exif", None)
        upright.save(kept, picture.format, quality=90)
    return kept.getvalue()
