"""The guard before a Word template: a zip file of reasonable size with a document in it, and no programs.

Nor does it reach out: what is linked from elsewhere (a picture, another template) would be fetched by Word when
the paper is opened, and tell who opens it.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from khuyenhoc_desktop.domain.problems import UserError

MAX_FILE = 10_000_000
MAX_PARTS = 500
MAX_UNPACKED = 50_000_000
MAX_XML = 8_000_000
"""Bytes of all XML: what Word writes of itself (styles, fonts) is below one million."""
MAX_FILLED, MAX_TAGS = 1_000_000, 500
"""Letters and tags of a part that is filled; the longest shipped one has 14,000 and 57."""
_DOCUMENT = "word/document.xml"
_OWN_DRIVE = re.compile(r"(?:file:///)?[A-Za-z]:")
# docxtpl takes out what Word puts between the signs of a tag («{», a change of letters, «{»).
_WITHIN_TAG = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
_TAG_SIGN = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSED_AT_ONCE = re.compile(r"<(w:(?:p|r|t|tr|tc))( [^<>]*)?/>")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    ValueError,
    KeyError,
    RuntimeError,
)


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
    if any(".." in part.filename or part.filename.startswith(("/", "\\")) for part in listed):
        raise _refusal(template, "có tên tệp lạ bên trong")
    size = xml = 0
    for part in listed:
        is_xml, whole = part.filename.lower().endswith((".xml", ".rels")), b""
        for chunk in _unpacked(parts, part):
            size += len(chunk)
            if is_xml:
                xml, whole = xml + len(chunk), whole + chunk
            if size > MAX_UNPACKED or xml > MAX_XML:
                raise _refusal(template, "phình ra quá lớn khi mở")
        _inspect_xml(template, whole)
        if part.filename.lower().endswith(".rels") and _outside(whole):
            raise _refusal(template, "lấy hình ảnh hoặc tệp từ nơi khác (liên kết ngoài)")


def _unpacked(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The true content in chunks."""
    part.file_size = min(part.file_size, MAX_UNPACKED + 1)
    with parts.open(part) as stream:
        while chunk := stream.read(1 << 20):
            yield chunk


def _inspect_xml(template: Path, whole: bytes) -> None:
    """Word declares no entities, and they could reach other files; UTF-16 is read as what it says."""
    plain = whole.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _refusal(template, "có khai báo lạ (DOCTYPE) bên trong")


def _outside(whole: bytes) -> list[str]:
    """Where links lead that reach out; read as XML, for a sign written as a number hides from patterns."""
    found: list[str] = []

    def start(_tag: str, link: dict[str, str]) -> None:
        if _reaches_out(link):
            found.append(link.get("Target", ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(whole, True)
    return found


def _reaches_out(link: dict[str, str]) -> bool:
    """Whether Word would fetch something; a link to click on and this computer's own files are harmless."""
    if link.get("TargetMode", "").strip().casefold() != "external":
        return False
    return not (link.get("Type", "").endswith("/hyperlink") or _OWN_DRIVE.match(link.get("Target", "")))


def orderly(xml: str) -> str:
    """A part's XML in which every tag is closed before the next one, and every paragraph has an end of its own.

    docxtpl searches it with patterns that take hours otherwise.

    Raises:
        ValueError: what is wrong, in Vietnamese.
    """
    xml = _WITHIN_TAG.sub("", xml)
    if len(xml) > MAX_FILLED:
        raise ValueError(f"dài quá {MAX_FILLED // 1_000_000} triệu ký tự")
    opened, count = "", 0
    for sign in _TAG_SIGN.findall(xml):
        if sign[0] == "{":
            if opened:
                raise ValueError(f"có thẻ «{opened}» không có dấu đóng")
            opened, count = sign, count + 1
        elif opened and sign == opened[1].replace("{", "}") + "}":
            opened = ""
    if opened:
        raise ValueError(f"có thẻ «{opened}» không có dấu đóng")
    if count > MAX_TAGS:
        raise ValueError(f"có hơn {MAX_TAGS} thẻ")
    return _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", xml)


def _refusal(template: Path, why: str) -> UserError:
    return UserError(
        "template_damaged",
        f"Mẫu văn bản {template.name} {why}.",
        "Thay bằng tệp .docx lưu từ Word, hoặc xóa tệp đó trong thư mục mau-van-ban để dùng mẫu có sẵn.",
        place=template.name,
    )
