"""What a request may bring in files: counted while it comes in, so that nothing beyond it is ever stored.

Django takes a hundred files of any size into its temporary folder before a form can refuse them. Here the parts that no
form takes are read and thrown away, while the words beside them stay in the form. Limits: decisions.md, "What a citizen
sends" 6. The whole size of a request is limited by the proxy (docs/operations.md).
"""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
MOST_FILES = 5
FILE_SIZE = 7 * MEGABYTE
TOTAL_SIZE = 20 * MEGABYTE


class CutFile(UploadedFile):
    """A file that was too much: its name and its true size, without its content. No form takes it."""


class LimitedUpload(FileUploadHandler):
    """Stands before Django's own handlers and lets through what a form may take."""

    def __init__(self, request=None):
        super().__init__(request)
        self.files, self.total = 0, 0

    def new_file(self, *args, **kwargs):
        """Begin to count another file."""
        super().new_file(*args, **kwargs)
        self.files, self.size = self.files + 1, 0
        self.is_cut = self.files > MOST_FILES

    def receive_data_chunk(self, raw_data, start):
        """Hand the part on, or throw it away where the file, or all of them together, have become too large."""
        self.size, self.total = self.size + len(raw_data), self.total + len(raw_data)
        self.is_cut = self.is_cut or self.size > FILE_SIZE or self.total > TOTAL_SIZE
        return None if self.is_cut else raw_data

    def file_complete(self, file_size):
        """The file without its content where it was cut; otherwise Django's handlers say what it is."""
        if not self.is_cut:
            return None
        return CutFile(BytesIO(), self.file_name, self.content_type, self.size, self.charset)


def limit(request):
    """Count what comes in. To be called before anything has asked for the request's fields."""
    request.upload_handlers.insert(0, LimitedUpload(request))
