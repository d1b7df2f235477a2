"""The guard before a Word template: a zip file of reasonable size with a document in it, and no programs."""

import zipfile
import zlib
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError

MAX_FILE = 10_000_000
MAX_PARTS = 500
MAX_UNPACKED = 50_000_000
_DOCUMENT = "word/document.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError, RuntimeError)


def guard(template: Path) -> bytes:
    """The bytes of a template that may be opened.

    Raises:
        UserError: template_damaged.
    """
    try:
        if template.stat().st_size > MAX_FILE:
            raise _refusal(template, "quá lớn")
        packed = template.read_bytes()
        with zipfile.ZipFile(template) as parts:
            _inspect(template, parts)
    except OSError as fault:
        raise _refusal(template, "không đọc được") from fault
    except _BROKEN as fault:
        raise _refusal(template, "không phải là tệp Word (.docx) lành lặn") from fault
    return packed


def _inspect(template: Path, parts: zipfile.ZipFile) -> None:
    """Every part is unpacked once as a stream: a declared size may lie."""
    listed = parts.infolist()
    if _DOCUMENT not in {part.filename for part in listed}:
        raise _refusal(template, "không phải là tệp Word (.docx)")
    if any(part.filename.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for part in listed):
        raise _refusal(template, "có chương trình (macro) bên trong")
    if len(listed) > MAX_PARTS:
        raise _refusal(template, "có quá nhiều phần")
    size = 0
    for part in listed:
        part.file_size = min(part.file_size, MAX_UNPACKED + 1)
        with parts.open(part) as stream:
            while chunk := stream.read(1 << 20):
                # Word writes none, and it could reach other files; a picture may hold such bytes.
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in chunk:
                    raise _refusal(template, "có khai báo lạ (DOCTYPE) bên trong")
                size += len(chunk)
                if size > MAX_UNPACKED:
                    raise _refusal(template, "phình ra quá lớn khi mở")


def _refusal(template: Path, why: str) -> UserError:
    return UserError(
        "template_damaged",
        f"Mẫu văn bản {template.name} {why}.",
        "Thay bằng tệp .docx lưu từ Word, hoặc xóa tệp đó trong thư mục mau-van-ban để dùng mẫu có sẵn.",
        place=template.name,
    )
