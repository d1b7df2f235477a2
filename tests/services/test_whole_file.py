"""A file is there whole or not at all, and what stood there before stays until then."""

import pytest

from khuyenhoc_desktop.services.whole_file import whole_file


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def write(place, text, broken_off=None):
    with whole_file(place) as unfinished:
        unfinished.write_text(text, "utf-8")
        if broken_off:
            raise broken_off


def test_it_takes_its_name_when_it_is_whole(tmp_path):
    place = tmp_path / "tờ trình.docx"
    place.write_text("cũ", "utf-8")
    with whole_file(place) as unfinished:
        unfinished.write_text("mới", "utf-8")
        assert place.read_text("utf-8") == "cũ"
    assert place.read_text("utf-8") == "mới"
    assert names(tmp_path) == ["tờ trình.docx"]


@pytest.mark.parametrize("broken_off", [OSError, KeyboardInterrupt, GeneratorExit])
def test_broken_off_it_leaves_what_stood_there(tmp_path, broken_off):
    place = tmp_path / "tờ trình.docx"
    place.write_text("cũ", "utf-8")
    with pytest.raises(broken_off):
        write(place, "nửa", broken_off)
    assert place.read_text("utf-8") == "cũ"
    assert names(tmp_path) == ["tờ trình.docx"]


def test_nothing_written_is_no_file(tmp_path):
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "tờ trình.docx"):
        pass
    assert names(tmp_path) == []


def test_where_there_is_no_folder_the_writer_is_told(tmp_path):
    (tmp_path / "tệp").write_text("", "utf-8")
    with pytest.raises((NotADirectoryError, FileNotFoundError)):
        write(tmp_path / "tệp" / "tờ trình.docx", "mới")
