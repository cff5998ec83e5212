import os

import browser_setup
import pytest


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(browser_setup, "FOLDER", tmp_path)
    monkeypatch.setattr(browser_setup, "WRAPPER", tmp_path / "chromium")
    return tmp_path


def no_chromium():
    raise browser_setup.SetUpError("apt has no chromium")


def test_where_apt_has_no_browser_playwrights_own_is_taken(folder, monkeypatch):
    program = folder / "playwright" / "chromium-1" / "chrome-linux" / "chrome"

    def run(command, *, environment):
        assert command[1:4] == ["-m", "playwright", "install"]
        assert environment == {"PLAYWRIGHT_BROWSERS_PATH": str(folder / "playwright")}
        program.parent.mkdir(parents=True)
        program.touch()
        return ""

    monkeypatch.setattr(browser_setup, "unpack", no_chromium)
    monkeypatch.setattr(browser_setup, "run", run)
    wrapper = browser_setup.obtain(rootless=True)
    assert str(program) in wrapper.read_text()
    assert os.access(wrapper, os.X_OK)


def test_what_can_not_be_had_is_said(folder, monkeypatch):
    monkeypatch.setattr(browser_setup, "unpack", no_chromium)
    monkeypatch.setattr(browser_setup, "run", lambda *_command, **_options: "")
    with pytest.raises(browser_setup.SetUpError, match="Playwright put no Chromium"):
        browser_setup.obtain(rootless=True)
