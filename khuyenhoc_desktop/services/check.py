"""Checking the whole commune file, and repairing what can be recomputed."""

from collections import Counter

from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.store import integrity
from khuyenhoc_desktop.store.commune_file import CommuneFile

_LINES_OF_DAMAGE = 20


def check(file: CommuneFile) -> list[Problem]:
    """Everything wrong in the file: damage, broken references, strange ids, derived figures that differ."""
    return [*_damage(file), *_references(file), *_ids(file), *_derived(file)]


def repair(file: CommuneFile) -> list[Problem]:
    """Recompute what is derived; returns what is still wrong after that and needs a person."""
    file.rebuild_derived()
    return check(file)


def _damage(file: CommuneFile) -> list[Problem]:
    cure = "Đừng ghi gì thêm; phục hồi bản sao lưu gần nhất."
    return [
        error("damaged", f"Tệp dữ liệu bị hỏng: {line}", cure)
        for line in integrity.damage(file)[:_LINES_OF_DAMAGE]
    ]


def _references(file: CommuneFile) -> list[Problem]:
    return [
        error(
            "broken_reference",
            f"Bảng {table}: {count} dòng trỏ tới chỗ không còn.",
            "Giữ nguyên tệp và phục hồi bản sao lưu trước khi có lỗi này.",
        )
        for table, count in Counter(table for table, _ in integrity.broken_references(file)).items()
    ]


def _ids(file: CommuneFile) -> list[Problem]:
    return [
        error(
            "foreign_id",
            f"Bảng {table}: {count} dòng có mã số không do chương trình này đặt.",
            "Tệp có thể đã bị sửa bằng chương trình khác; phục hồi bản sao lưu.",
        )
        for table, count in Counter(table for table, _ in integrity.foreign_ids(file)).items()
    ]


def _derived(file: CommuneFile) -> list[Problem]:
    return [
        error(
            "derived_differs",
            f"Bảng tính sẵn {table}: {count} dòng khác với số liệu gốc.",
            "Chạy Kiểm tra dữ liệu và chọn Tính lại; số liệu gốc không thay đổi.",
        )
        for table, count in Counter(table for table, _ in integrity.derived_differences(file)).items()
    ]
