"""What citizens send, as a Django app. `django.forms` is labelled `forms` already, hence the label."""

from importlib import import_module

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Form pages, intake, proposals, answers, receipts."""

    name = "forms"
    label = "council_forms"
    verbose_name = "Kenes: proposals"

    def ready(self):
        """Hang components into the pages of the floor below; let assignments end with a role; register the chores."""
        import_module("forms.components")
        import_module("forms.assigning").connect()
        import_module("forms.chores").install()
