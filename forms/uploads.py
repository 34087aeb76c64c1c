"""What a request may bring in files: counted while it comes in, so that nothing beyond it is ever stored.

Django takes a hundred files of any size into its temporary folder before a form can refuse them. Here the parts that no
form takes are read and thrown away, while the words beside them stay in the form. Limits: decisions.md, "What a citizen
sends" 6. The whole size of a request is limited by the proxy (docs/operations.md).
"""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, TemporaryFileUploadHandler

from cms.unavailable import DiskFull, is_passing

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


class UnwrittenFile(CutFile):
    """A file for which the disk had no room."""


class GuardedUpload(TemporaryFileUploadHandler):
    """Django's own handler of large files; a full disk ends the file, and not the words beside it.

    What it raises in the middle of a request would cost the whole of it: Django then has no field of it any more.
    """

    def new_file(self, *args, **kwargs):
        """Open a temporary file."""
        self.is_full, self.file = False, None
        self._guard(super().new_file, *args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        """Write the part."""
        if not self.is_full:
            self._guard(super().receive_data_chunk, raw_data, start)

    def file_complete(self, file_size):
        """The file, or one that says that there was no room for it."""
        whole = None if self.is_full else self._guard(super().file_complete, file_size)
        if not self.is_full:
            return whole
        return UnwrittenFile(BytesIO(), self.file_name, self.content_type, file_size, self.charset)

    def _guard(self, write, *args, **kwargs):
        try:
            return write(*args, **kwargs)
        except OSError as error:
            if not is_passing(error):
                raise
            self.is_full = True
            return None


def limit(request):
    """Count what comes in. To be called before anything has asked for the request's fields."""
    handlers = (LimitedUpload, MemoryFileUploadHandler, GuardedUpload)
    request.upload_handlers = [handler(request) for handler in handlers]


def refuse_unwritten(files):
    """Raise DiskFull where the disk had no room for one of a request's files, `files` being its FILES."""
    if any(isinstance(file, UnwrittenFile) for _name, several in files.lists() for file in several):
        raise DiskFull
