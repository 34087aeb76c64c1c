"""What `manage.py start_plugin` makes: a plugin that is installed, tested and shown as its README says.

Its own tests stand on a database of their own, made anew with all migrations; so they run once, in the run on SQLite.
"""

from tests.plugins.test_the_door import installed, run


def test_a_new_plugin_passes_its_own_tests(tmp_path):
    source = tmp_path / "kenes-town-cards"
    run(["manage.py", "start_plugin", "town_cards", str(source)], tmp_path, "", tmp_path)
    assert {"pyproject.toml", "README.md", "town_cards", "tests"} == {path.name for path in source.iterdir()}
    target = installed(source, tmp_path / "packages")
    said = run(["-m", "pytest", "-q", "-c", "pyproject.toml", str(source / "tests")], target,
               "town_cards", tmp_path)  # fmt: skip
    assert "4 passed" in said
    listed = run(["manage.py", "plugins"], target, "", tmp_path)
    assert "town_cards: installed, not allowed" in listed
