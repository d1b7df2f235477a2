"""The arguments of the headless commands; what they do is in cli.py."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from khuyenhoc_desktop.cli_parser import Parser
from khuyenhoc_desktop.domain.subjects import KIND_OF

TITLES = tuple(KIND_OF)
PAPERS = (
    "registration_list, score_sheet_blank, score_sheet, minutes, proposal_list, decision, certificates,"
    " summary_tables, report"
)
MOST = 1_000_000_000
WITHOUT_COMMAND = "Không ghi lệnh nào thì mở cửa sổ; chỉ ghi tên một tệp thì mở tệp đó trong cửa sổ."


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = Parser(prog="khuyenhoc", description="Khuyến học: các lệnh không cần cửa sổ.", epilog=WITHOUT_COMMAND)
    _add_data(top, default=None)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_making, _add_imports, _add_handover, _add_journal, _add_safety):
        add(commands)
    return top


def _add_data(of: argparse.ArgumentParser, default: Any) -> None:
    of.add_argument("--data", type=Path, default=default, metavar="FOLDER", help="thư mục dữ liệu của xã")


def _add_year(of: argparse.ArgumentParser) -> None:
    of.add_argument("--year", type=int, metavar="Y", help="năm đánh giá; không ghi thì là năm mới nhất")


def _command(commands: Any, name: str, help: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    # SUPPRESS: what stood before the command is not overwritten by a default.
    _add_data(made, default=argparse.SUPPRESS)
    return made


def _add_making(commands: Any) -> None:
    new = _command(commands, "new", "tạo tệp dữ liệu của một xã")
    new.add_argument("--code", required=True, metavar="C", help='mã xã, 5 chữ số; chưa biết thì ghi ""')
    new.add_argument("--name", required=True, metavar="N", help="tên xã, không kèm chữ xã")
    new.add_argument("--province", required=True, metavar="P", help='tỉnh, thành phố; chưa biết thì ghi ""')
    new.add_argument("--year", type=int, required=True, metavar="Y", help="năm đánh giá đầu tiên")
    new.add_argument("--kind", choices=("xã", "phường", "đặc khu"), default="xã", help="không ghi thì là xã")
    demo = _command(commands, "demo", "làm cả việc chính trên xã mẫu")
    demo.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="thư mục để xã mẫu và gói nộp")


def _add_imports(commands: Any) -> None:
    households = _command(commands, "import-households", "nhập danh sách hộ")
    persons = _command(commands, "import-persons", "nhập danh sách công dân")
    persons.add_argument(
        "--doubtful",
        choices=("reject", "none", "new"),
        default="reject",
        help="người chưa rõ hộ: reject không nhập, none chỉ ghi thôn, new tạo hộ khi đủ tên chủ hộ và thôn",
    )
    clans = _command(commands, "import-clans", "nhập danh sách dòng họ, hoặc danh sách hộ của các dòng họ")
    units = _command(commands, "import-units", "nhập danh sách đơn vị")
    scores = _command(
        commands, "import-scores", "nhập bảng điểm của một danh hiệu, mỗi hàng một hộ (một người, một đơn vị …)"
    )
    scores.add_argument("--title", default="learning_family", metavar="T", help=", ".join(TITLES))
    for each in (households, persons, clans, units, scores):
        each.add_argument("file", type=Path, metavar="FILE", help="xlsx, xls, ods hoặc csv")
        each.add_argument("--sheet", action="append", metavar="S", help="chỉ nhập trang này (dùng được nhiều lần)")
        _add_year(each)
        each.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
        each.add_argument("--errors", type=Path, metavar="OUT.xlsx", help="ghi tệp kết quả kèm lý do từng hàng")
        each.add_argument("--convert-old-fonts", action="store_true", help="đồng ý chuyển phông TCVN3, VNI")


def _add_handover(commands: Any) -> None:
    summary = _command(commands, "summary", "số liệu tổng hợp của năm")
    _add_year(summary)
    export = _command(commands, "export", "xuất gói nộp")
    _add_year(export)
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="thư mục để ghi gói")
    _add_documents(commands)
    _add_criteria(commands)
    verify = _command(commands, "verify", "kiểm tra một gói nộp, không cần dữ liệu của xã")
    verify.add_argument("bundle", type=Path, metavar="BUNDLE", help="gói nộp (.zip)")


def _add_documents(commands: Any) -> None:
    papers = _command(commands, "documents", "in giấy tờ của năm ra tệp Word, PDF hoặc Excel")
    papers.add_argument("--kind", required=True, metavar="K", help=PAPERS)
    _add_year(papers)
    papers.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="thư mục để ghi tệp")
    papers.add_argument("--title", choices=TITLES, default="learning_family", metavar="T", help=", ".join(TITLES))
    papers.add_argument("--group", metavar="G", help="chỉ thôn này (tên hoặc mã)")
    whom = ("all", "registered", "reached", "proposed", "recognised")
    papers.add_argument("--who", choices=whom, help="in cho ai; không ghi thì theo loại giấy tờ")
    papers.add_argument("--size", choices=("1", "2", "A4", "A5"), help="số phiếu một trang; khổ giấy công nhận")
    papers.add_argument("--decision", metavar="NUMBER", help="quyết định nào của năm; không ghi thì là cái cuối")
    papers.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="ngày ghi trên giấy")
    papers.add_argument("--format", choices=("docx", "pdf", "xlsx"), default="docx", help="không ghi thì là docx")


def _add_criteria(commands: Any) -> None:
    criteria = _command(commands, "criteria", "kiểm tra, nạp hoặc xuất bộ tiêu chí (json, xlsx)")
    what = criteria.add_subparsers(dest="what", required=True, metavar="WHAT")
    check = _command(what, "check", "kiểm tra một tệp, không cần dữ liệu của xã")
    taken = _command(what, "import", "nạp bộ tiêu chí của một tệp vào dữ liệu của xã")
    for each in (check, taken):
        each.add_argument("file", type=Path, metavar="FILE", help="json, xlsx, xls hoặc ods")
    export = _command(what, "export", "xuất một bộ tiêu chí ra tệp json hoặc xlsx, theo đuôi tên tệp")
    export.add_argument("set", metavar="SET", help="mã bộ")
    export.add_argument("version", metavar="VERSION", help="bản")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="tệp để ghi (.json, .xlsx)")


def _add_journal(commands: Any) -> None:
    history = _command(commands, "history", "nhật ký, việc mới nhất trước")
    history.add_argument("--limit", type=_count, default=50, metavar="N", help="nhiều nhất bao nhiêu dòng (50)")
    undo = _command(commands, "undo", "hoàn tác việc vừa làm, hoặc một việc trong nhật ký")
    undo.add_argument("--entry", type=_count, metavar="ID", help="dòng nào của nhật ký; không ghi thì việc cuối")
    undo.add_argument(
        "--on-conflict",
        choices=("ask", "keep", "take_back"),
        default="ask",
        help="việc sau đã sửa chỗ đó: ask báo lại, keep giữ giá trị mới, take_back lấy lại giá trị cũ",
    )
    _command(commands, "redo", "làm lại việc vừa hoàn tác")


def _add_safety(commands: Any) -> None:
    check = _command(commands, "check", "kiểm tra tệp dữ liệu")
    check.add_argument("--repair", action="store_true", help="sửa những lỗi không cần người quyết định")
    backup = _command(commands, "backup", "sao lưu")
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="USB hoặc thư mục khác; không ghi thì trong máy")
    restore = _command(commands, "restore", "phục hồi một bản sao lưu")
    restore.add_argument("file", type=Path, metavar="FILE", help="bản sao lưu (.db)")


def _count(text: str) -> int:
    """A number of lines, or of a line of the journal."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text} không phải là số từ 1 tới {MOST}")
    return int(text)
