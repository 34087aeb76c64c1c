"""The form of signing in, with a name for each of its fields in the person's language."""

from django.contrib.auth.forms import AuthenticationForm
from wagtail.admin.forms.auth import LoginForm


class SigningInForm(LoginForm):
    """Wagtail's form; it declares the password anew and gives it no label, which leaves an English one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label
