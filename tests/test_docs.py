"""The documents say what is so: commands, code blocks, links."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from geo_events.cli import main

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group, before=("geo-events",)):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


@pytest.mark.parametrize(("name", "command"), list(commands(main)))
def test_every_command_has_help_and_is_in_the_docs(name, command):
    assert command.help
    assert f"`{name}" in (ROOT / "docs" / "commands.md").read_text()


def test_no_command_in_the_docs_is_made_up():
    known = [name for name, _ in commands(main)]
    for document in DOCUMENTS:
        for told in re.findall(r"`(geo-events [^`]+)`", document.read_text()):
            assert any(told.startswith(name) for name in known), told


def test_the_readmes_python_runs(tmp_path, monkeypatch):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "maps").mkdir()
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)
    assert (tmp_path / "maps" / "first.html").stat().st_size > 100_000
    assert len(names["joined"]) == len(names["events"]) + len(names["records"])


def test_the_readmes_commands_run(tmp_path, monkeypatch):
    (tmp_path / "reports").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("geo-events")]
    assert len(lines) >= 3
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line)[1:], catch_exceptions=False)
        assert result.exit_code == 0, (line, result.output)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_files_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text()):
        assert (document.parent / target).exists(), target


def test_the_makefile_has_the_two_commands():
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^map:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text()
