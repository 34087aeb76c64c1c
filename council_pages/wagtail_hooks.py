"""Hooks of this floor."""

from wagtail import hooks

ACTIONS = {
    "kenes.council_created": "council created",
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Name the entries that our verbs write into the log."""
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)
