"""Which of the program's files a file is."""

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.file_kinds import FileKind, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("khuyenhoc-08254-2026-1.zip", FileKind.BUNDLE),
        ("GÓI NỘP.ZIP", FileKind.BUNDLE),
        ("gửi lên huyện.khb", FileKind.BOX),
        ("truoc-nang-cap-v1.db", FileKind.COPY),
    ],
)
def test_the_ending_tells(tmp_path, name, kind):
    (tmp_path / name).touch()
    assert kind_of(tmp_path / name) is kind


@pytest.mark.parametrize("name", ["danh sách.xlsx", "khb", "ảnh.zip.png"])
def test_another_file_is_refused_with_a_cure(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(UserError) as refused:
        kind_of(tmp_path / name)
    assert refused.value.code == "unknown_file"
    assert name in refused.value.message
    assert "Nhập từ Excel" in refused.value.cure


@pytest.mark.parametrize("name", ["mất.khb", "."])
def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path, name):
    with pytest.raises(UserError) as refused:
        kind_of(tmp_path / name)
    assert refused.value.code == "not_found"
    assert "USB" in refused.value.cure
