"""Find a Chromium for the browser tests, or fetch Debian's; `make test` runs this first.

    python tests/browser_setup.py [--rootless]

Looked for are the programs on the PATH and the checkout's `.browser/`. Where there is none, Debian's
package is installed (as root), or it and the libraries it needs are unpacked into `.browser/` (without
root, or with `--rootless`). Where apt has no browser to give, as on Ubuntu, Playwright is asked for its
own. Nothing outside `.browser/` is written without root. The path of a browser that was seen to start is
the only line on standard output.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".browser"
WRAPPER = FOLDER / "chromium"
OWN_PACKAGES = ("chromium", "chromium-common")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SET_UP = "python tests/browser_setup.py"


class SetUpError(RuntimeError):
    """No browser could be had; the message says what to do."""


def find_browser() -> Path | None:
    """Return the browser to use: one of `PROGRAMS` on the PATH, else the unpacked one, else None."""
    for program in PROGRAMS:
        if found := shutil.which(program):
            return Path(found)
    return WRAPPER if os.access(WRAPPER, os.X_OK) else None


def starts(browser: Path) -> bool:
    """Tell whether the browser runs and lays out a page."""
    page = "data:text/html,<p>it starts"
    try:
        done = subprocess.run(
            [browser, *FLAGS, "--dump-dom", page], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "it starts" in done.stdout


def install() -> Path:
    """Install Debian's chromium with apt-get, as root."""
    apt = ["apt-get", "-y", "-o", "Dpkg::Use-Pty=0"]
    say("installing Debian's chromium with apt-get")
    run([*apt, "update"])
    run([*apt, "install", "--no-install-recommends", "chromium"])
    found = find_browser()
    if found is None:
        raise SetUpError("apt-get installed chromium, but no program of that name is on the PATH")
    return found


def unpack() -> Path:
    """Unpack Debian's chromium and the packages it lacks here into `.browser/`, without root."""
    for tool in ("apt-get", "dpkg"):
        if shutil.which(tool) is None:
            raise SetUpError(f"there is no {tool}: this system is no Debian or Ubuntu")
    packages, root, lists = FOLDER / "packages", FOLDER / "root", FOLDER / "apt" / "lists"
    for folder in (packages, root, lists / "partial", FOLDER / "apt" / "cache" / "archives" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    # own lists and cache: the system's may be empty, and only root may fill them
    apt = ["apt-get", "-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={FOLDER / 'apt' / 'cache'}"]
    apt += ["-o", "Debug::NoLocking=1"]
    if os.geteuid() == 0:
        apt += ["-o", "APT::Sandbox::User=root"]
    say(f"unpacking Debian's chromium into {FOLDER}")
    run([*apt, "update"])
    plan = run([*apt, "-s", "install", "--no-install-recommends", "chromium"])
    # "Inst libnss3 (2:3.87.1-1 Debian:12 [amd64])"; an upgrade has the old version in brackets before
    needed = [line.split() for line in plan.splitlines() if line.startswith("Inst ")]
    wanted = [f"{words[1]}={next(w for w in words if w.startswith('('))[1:]}" for words in needed]
    # the browser's own files must lie side by side, even if the system has some of them
    wanted += [name for name in OWN_PACKAGES if name not in {words[1] for words in needed}]
    run([*apt, "download", *wanted], folder=packages)
    for package in sorted(packages.glob("*.deb")):
        run(["dpkg", "-x", str(package), str(root)])
        package.unlink()
    write_wrapper(root)
    return WRAPPER


def obtain(*, rootless: bool) -> Path:
    """Get Debian's chromium, or Playwright's own where apt has none (Ubuntu's package points to a snap)."""
    try:
        return unpack() if rootless else install()
    except SetUpError as error:
        say(f"{error}\n  asking Playwright for its own Chromium instead")
    home = FOLDER / "playwright"
    options = [] if rootless else ["--with-deps"]
    command = [sys.executable, "-m", "playwright", "install", *options, "chromium"]
    run(command, environment={"PLAYWRIGHT_BROWSERS_PATH": str(home)})
    program = next(home.glob("chromium-*/chrome-linux*/chrome"), None)
    if program is None:
        raise SetUpError(f"Playwright put no Chromium into {home}")
    WRAPPER.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n', encoding="utf-8")
    WRAPPER.chmod(0o755)
    return WRAPPER


def write_wrapper(root: Path) -> None:
    """Write the script that starts the unpacked browser with its own libraries and fonts."""
    program = root / "usr" / "lib" / "chromium" / "chromium"
    if not program.is_file():
        raise SetUpError(
            "the package chromium of this system holds no browser (on Ubuntu it only points to a snap)"
        )
    libraries = sorted({library.parent for library in root.rglob("*.so*")}, key=str)
    path = ":".join(str(folder) for folder in libraries if "chromium" not in folder.parts)
    fonts = "" if Path("/etc/fonts/fonts.conf").exists() else f'export FONTCONFIG_SYSROOT="{root}"\n'
    WRAPPER.write_text(
        "#!/bin/sh\n"
        f'export LD_LIBRARY_PATH="{path}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\n'
        f'{fonts}exec "{program}" "$@"\n',
        encoding="utf-8",
    )
    WRAPPER.chmod(0o755)


def run(
    command: Sequence[str], *, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """Run a command and return what it says; raise with its last words if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C", **(environment or {})}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-5:]
        raise SetUpError(f"{' '.join(command[:2])} ... failed:\n  " + "\n  ".join(words))
    return done.stdout


def say(words: str) -> None:
    """Tell what is going on, on standard error."""
    print(f"browser set-up: {words}", file=sys.stderr)


def main() -> int:
    """Find or fetch a browser and print where it is."""
    parser = argparse.ArgumentParser(description="find or fetch a Chromium for the browser tests")
    parser.add_argument("--rootless", action="store_true", help="unpack into .browser/ even as root")
    forced = parser.parse_args().rootless
    try:
        found = None if forced else find_browser()
        browser = found or obtain(rootless=forced or bool(os.geteuid()))
        if not starts(browser):
            raise SetUpError(f"{browser} does not start")
    except SetUpError as error:
        say(f"{error}\n  To run the browser tests, put a Chromium or Chrome on the PATH, named chromium,")
        say("chromium-browser or google-chrome (Debian: apt-get install chromium), and try again.")
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
