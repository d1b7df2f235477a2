"""Word files: a template, of the office or shipped, filled with the content."""

import gc
import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.criteria_sets import RESOURCES
from khuyenhoc_desktop.services.documents import qr
from khuyenhoc_desktop.services.documents.content import shallow
from khuyenhoc_desktop.services.documents.fields import TooLongError, bounded_environment
from khuyenhoc_desktop.services.documents.layout import Layout
from khuyenhoc_desktop.services.documents.template_guard import guard, orderly
from khuyenhoc_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

OWN_FOLDER = "mau-van-ban"
SHIPPED = RESOURCES / "templates"
_QR_MM = {1: 18, 2: 15}


def template_of(layout: Layout, data_folder: Path) -> Path:
    """The office's own template if it has one, else the shipped one."""
    own = data_folder / OWN_FOLDER / layout.template
    return own if own.is_file() else SHIPPED / layout.template


def copy_templates(layouts: tuple[Layout, ...], data_folder: Path) -> Path:
    """Copy the shipped templates to where the office may edit them; those already there stay. Returns the folder.

    Raises:
        UserError: cannot_write.
    """
    folder = data_folder / OWN_FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as fault:
        raise cannot_write(folder) from fault
    for layout in layouts:
        target = folder / layout.template
        if not target.exists():
            _write(target, (SHIPPED / layout.template).read_bytes())
    return folder


def write_word(layout: Layout, content: Mapping[str, Any], data_folder: Path, path: Path) -> None:
    """Fill the layout's template and write the Word file.

    Raises:
        UserError: template_damaged, template_field, template_tag, template_code, too_long_for_word; cannot_write.
    """
    filled = _filled(layout, content, template_of(layout, data_folder))
    gc.collect()  # the parts of a document hold each other: of 5,000 rows 120 MB would stay for a while
    _write(path, filled)


def _write(path: Path, content: bytes) -> None:
    try:
        with whole_file(path) as unfinished:
            unfinished.write_bytes(content)
    except OSError as fault:
        raise cannot_write(path) from fault


def cannot_write(path: Path) -> UserError:
    """The refusal where a file cannot be written."""
    return UserError(
        "cannot_write",
        f"Không ghi được {path.name} vào {path.parent}.",
        "Đóng tệp đó nếu đang mở, hoặc chọn thư mục khác rồi lưu lại.",
        place=str(path),
    )


def _filled(layout: Layout, content: Mapping[str, Any], template: Path) -> bytes:
    from xml.parsers.expat import ExpatError

    from jinja2 import TemplateError
    from lxml.etree import LxmlError

    packed, filled = guard(template), BytesIO()
    try:
        document = _template_class()(BytesIO(packed))
        document.init_docx()
        document.render(_with_pictures(layout, content, document), bounded_environment(), autoescape=True)
        document.save(filled)
    except TemplateError as fault:
        raise _refused(template, fault) from fault
    except TooLongError as fault:
        raise _too_long(template) from fault
    except _NotOrderlyError as fault:
        raise _broken(template, str(fault)) from fault
    except (LxmlError, ExpatError, LookupError, ValueError, AttributeError, TypeError, ArithmeticError) as fault:
        raise _broken(template, "không còn là văn bản Word đọc được sau khi điền") from fault
    except (SyntaxError, RecursionError, MemoryError) as fault:
        raise _broken(template, "có các thẻ lồng nhau quá sâu") from fault
    return filled.getvalue()


class _NotOrderlyError(Exception):
    """A part of the template is not orderly; the text says why."""


@lru_cache(maxsize=1)
def _template_class() -> "type[DocxTemplate]":
    from docxtpl import DocxTemplate

    class Template(DocxTemplate):  # type: ignore[misc]
        """docxtpl, given only XML that its patterns get through."""

        def patch_xml(self, src_xml: str) -> str:
            """The part with its tags ready for Jinja."""
            try:
                return super().patch_xml(orderly(src_xml))  # type: ignore[no-any-return]
            except ValueError as fault:
                raise _NotOrderlyError(str(fault)) from fault

    return Template


def _with_pictures(layout: Layout, content: Mapping[str, Any], document: "DocxTemplate") -> dict[str, Any]:
    """The sheets with their QR codes drawn; the rest as it is."""
    sheets = content.get("sheets")
    if sheets is None:
        return dict(content)
    width = _QR_MM[layout.page.columns]
    drawn = [{**shallow(sheet), "code_picture": _picture(sheet.code, document, width)} for sheet in sheets]
    return {**content, "sheets": drawn}


def _picture(code: str, document: "DocxTemplate", width: int) -> object:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(document, qr.png(code), width=Mm(width)) if code else ""


def _refused(template: Path, fault: Exception) -> UserError:
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(fault, UndefinedError):
        return _problem(
            "template_field",
            template,
            f"có trường «{_field_of(str(fault))}» mà chương trình không biết",
            "Sửa lại tên trường cho đúng như trong mẫu có sẵn",
        )
    if isinstance(fault, SecurityError):
        return _problem("template_code", template, "có lệnh không được phép", "Chỉ dùng các trường của mẫu có sẵn")
    if isinstance(fault, TemplateSyntaxError):
        return _broken(template, f"có thẻ viết sai ({fault.message})")
    return _broken(template, f"không điền được ({fault})")


def _field_of(message: str) -> str:
    """The name of the field out of Jinja's message: «'abc' is undefined», «… has no attribute 'x'»."""
    found = re.search(r"no attribute '([^']*)'", message) or re.search(r"'([^']*)'", message)
    return found[1] if found else message


def _broken(template: Path, why: str) -> UserError:
    return _problem(
        "template_tag", template, why, "Xem lại các thẻ trong dấu {{ }} và {% %}: mỗi thẻ mở phải có thẻ đóng"
    )


def _too_long(template: Path) -> UserError:
    return UserError(
        "too_long_for_word",
        f"Văn bản Word làm theo mẫu {template.name} quá dài.",
        "Chọn từng thôn, hoặc lưu thành PDF; nếu đã sửa mẫu thì xem lại các thẻ {% for %} lồng nhau, hoặc xóa tệp"
        f" {template.name} trong thư mục {OWN_FOLDER} để dùng lại mẫu có sẵn.",
        place=template.name,
    )


def _problem(code: str, template: Path, why: str, cure: str) -> UserError:
    return UserError(
        code,
        f"Mẫu văn bản {template.name} {why}.",
        f"{cure}; hoặc xóa tệp {template.name} trong thư mục {OWN_FOLDER} để dùng lại mẫu có sẵn.",
        place=template.name,
    )
