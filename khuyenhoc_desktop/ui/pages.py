"""Which pages there are, in the order of the navigation. Each is imported when it is first shown."""

from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import Page
from khuyenhoc_desktop.ui.page_stack import PageEntry


def all_pages() -> dict[str, PageEntry]:
    """The pages by name."""
    return {
        "home": PageEntry("Tổng quan", "home", _home, digit=1),
        "households": PageEntry("Danh sách hộ", "households", _households, "Danh sách", 2),
        "persons": PageEntry("Công dân", "persons", _persons),
        "clans": PageEntry("Dòng họ", "clans", _clans),
        "units": PageEntry("Đơn vị", "units", _units),
        "import": PageEntry("Nhập từ Excel", "import", _importing, digit=3),
        "groups": PageEntry("Thôn, tổ dân phố", "groups", _groups, digit=4),
        "sheet": PageEntry("Phiếu chấm điểm", "sheet", _sheet, "Chấm điểm", 5),
        "grid": PageEntry("Bảng chấm điểm", "grid", _grid, digit=6),
        "nearest": PageEntry("Gần đạt", "nearest", _nearest),
        "recognition": PageEntry("Đăng ký – Công nhận", "recognition", _recognition, "Xét công nhận", 7),
        "year": PageEntry("Năm làm việc", "year", _year),
        "summary": PageEntry("Tổng hợp", "summary", _summary, "Báo cáo", 8),
        "documents": PageEntry("Giấy tờ", "documents", _documents),
        "handover": PageEntry("Kiểm tra và Nộp", "handover", _handover, digit=9),
        "criteria": PageEntry("Bộ tiêu chí", "criteria", _criteria, "Quản lý"),
        "history": PageEntry("Nhật ký", "history", _history),
        "backup": PageEntry("Sao lưu", "backup", _backup),
        "checkup": PageEntry("Kiểm tra dữ liệu", "checkup", _checkup),
        "settings": PageEntry("Thiết lập", "settings", _settings),
    }


def _home(context: Context) -> Page:
    from khuyenhoc_desktop.ui.home.page import HomePage

    return HomePage(context)


def _households(context: Context) -> Page:
    from khuyenhoc_desktop.ui.households.page import HouseholdsPage

    return HouseholdsPage(context)


def _persons(context: Context) -> Page:
    from khuyenhoc_desktop.ui.persons.page import PersonsPage

    return PersonsPage(context)


def _clans(context: Context) -> Page:
    from khuyenhoc_desktop.ui.clans.page import ClansPage

    return ClansPage(context)


def _units(context: Context) -> Page:
    from khuyenhoc_desktop.ui.units.page import UnitsPage

    return UnitsPage(context)


def _importing(context: Context) -> Page:
    from khuyenhoc_desktop.ui.importing.page import ImportPage

    return ImportPage(context)


def _groups(context: Context) -> Page:
    from khuyenhoc_desktop.ui.groups.page import GroupsPage

    return GroupsPage(context)


def _sheet(context: Context) -> Page:
    from khuyenhoc_desktop.ui.sheet.page import SheetPage

    return SheetPage(context)


def _grid(context: Context) -> Page:
    from khuyenhoc_desktop.ui.grid.page import GridPage

    return GridPage(context)


def _nearest(context: Context) -> Page:
    from khuyenhoc_desktop.ui.nearest.page import NearestPage

    return NearestPage(context)


def _recognition(context: Context) -> Page:
    from khuyenhoc_desktop.ui.recognition.page import RecognitionPage

    return RecognitionPage(context)


def _year(context: Context) -> Page:
    from khuyenhoc_desktop.ui.year.page import YearPage

    return YearPage(context)


def _summary(context: Context) -> Page:
    from khuyenhoc_desktop.ui.summary.page import SummaryPage

    return SummaryPage(context)


def _documents(context: Context) -> Page:
    from khuyenhoc_desktop.ui.documents.page import DocumentsPage

    return DocumentsPage(context)


def _handover(context: Context) -> Page:
    from khuyenhoc_desktop.ui.handover.page import HandoverPage

    return HandoverPage(context)


def _history(context: Context) -> Page:
    from khuyenhoc_desktop.ui.history.page import HistoryPage

    return HistoryPage(context)


def _criteria(context: Context) -> Page:
    from khuyenhoc_desktop.ui.criteria.page import CriteriaPage

    return CriteriaPage(context)


def _backup(context: Context) -> Page:
    from khuyenhoc_desktop.ui.backup.page import BackupPage

    return BackupPage(context)


def _checkup(context: Context) -> Page:
    from khuyenhoc_desktop.ui.checkup.page import CheckupPage

    return CheckupPage(context)


def _settings(context: Context) -> Page:
    from khuyenhoc_desktop.ui.settings.page import SettingsPage

    return SettingsPage(context)
