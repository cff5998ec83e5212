"""A file is written whole or not at all."""

import pytest

from geo_events.export import atomic_write


def test_a_file_appears_when_it_is_whole(tmp_path):
    target = tmp_path / "new" / "map.html"
    with atomic_write(target) as written:
        written.write_text("half")
        assert not target.exists()
    assert target.read_text() == "half"
    assert [path.name for path in target.parent.iterdir()] == ["map.html"]


def test_an_error_leaves_what_stood_there(tmp_path):
    target = tmp_path / "map.html"
    target.write_text("old")

    def fail_midway():
        with atomic_write(target) as written:
            written.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
