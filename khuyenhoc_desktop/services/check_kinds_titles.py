"""The words of the kinds of faults of persons, clans, units, stages, rulings and locked years."""

from typing import Final

from khuyenhoc_desktop.domain.problems import Severity
from khuyenhoc_desktop.services.check_findings import Kind

_LOOK = Severity.WARNING
_BACKUP = "Vào Sao lưu, so sánh với bản sao lưu trước khi có lỗi này rồi phục hồi nếu cần."
_PERSON = "Mở người này trong danh sách Công dân, sửa lại cho đúng giấy tờ rồi Ghi."
_DECIDE = "Xem quyết định giấy, rồi ghi lại kết quả hoặc lập quyết định điều chỉnh ở Đăng ký – Công nhận."

KINDS_OF_TITLES: Final[dict[str, Kind]] = {
    # What facts name and is not there.
    "person_missing": Kind("{} người đã mất khỏi danh sách nhưng còn điểm hoặc kết quả", _BACKUP, "backup"),
    "clan_missing": Kind("{} dòng họ đã mất khỏi danh sách nhưng còn hộ, người hoặc điểm", _BACKUP, "backup"),
    "unit_missing": Kind("{} đơn vị đã mất khỏi danh sách nhưng còn người hoặc điểm", _BACKUP, "backup"),
    # Persons, clans, units.
    "subject_name_missing": Kind(
        "{} người, dòng họ hoặc đơn vị không có tên", "Mở mục này trong danh sách, gõ tên rồi Ghi."
    ),
    "subject_years": Kind(
        "{} người, dòng họ hoặc đơn vị có năm kết thúc trước năm bắt đầu",
        "Mở mục này trong danh sách và sửa lại các năm.",
    ),
    "person_born_impossible": Kind("{} người có ngày hoặc năm sinh không thể có", _PERSON, "persons"),
    "person_number_impossible": Kind("{} người có số định danh sai độ dài hoặc có chữ", _PERSON, "persons", _LOOK),
    "person_code_unknown": Kind(
        "{} người có nhóm, giới tính hoặc vai trò mà chương trình này không biết", _PERSON, "persons"
    ),
    "person_in_two_places": Kind(
        "{} người vừa ghi theo hộ vừa ghi theo thôn",
        "Mở người này, chọn một trong hai: hộ, hoặc thôn (nếu không ở hộ nào), rồi Ghi.",
        "persons",
    ),
    "person_role_missing": Kind(
        "{} người có đơn vị mà không rõ là người làm việc hay người học (hoặc ngược lại)",
        "Mở người này, chọn đủ đơn vị và vai trò rồi Ghi; nếu không, người đó không được tính cho đơn vị nào.",
        "persons",
        _LOOK,
    ),
    "duplicate_person_code": Kind(
        "{} người trùng mã", "Xem lại: sửa mã, hoặc xóa người nhập hai lần.", "persons", _LOOK
    ),
    "duplicate_person_number": Kind(
        "{} người trùng số định danh", "Xem lại: sửa số, hoặc xóa người nhập hai lần.", "persons", _LOOK
    ),
    "duplicate_person": Kind(
        "{} người cùng hộ hoặc cùng thôn, cùng họ tên và năm sinh",
        "Xem có phải một người nhập hai lần không; nếu phải thì xóa bớt.",
        "persons",
        _LOOK,
    ),
    "belongs_to_deleted": Kind(
        "{} người hoặc hộ còn ghi thuộc đơn vị, dòng họ đã xóa",
        "Khôi phục đơn vị, dòng họ đó, hoặc chọn đơn vị, dòng họ khác cho người, hộ này.",
        "persons",
        _LOOK,
    ),
    "unit_impossible": Kind(
        "{} đơn vị có loại hoặc số người không thể có", "Mở đơn vị trong danh sách, sửa lại rồi Ghi.", "units"
    ),
    # Sheets.
    "title_mismatch": Kind("{} phiếu mang danh hiệu của loại khác"),
    "sheet_of_other_title": Kind(
        "{} phiếu chấm theo bộ tiêu chí của danh hiệu khác",
        "Xem lại phiếu giấy và chấm lại theo đúng bộ tiêu chí.",
        "sheet",
    ),
    "stage_impossible": Kind(
        "{} phiếu có bước xét mà chương trình này không biết",
        "Cài bản chương trình mới nhất; nếu vẫn báo, phục hồi bản sao lưu trước đó.",
        "recognition",
    ),
    "override_without_reason": Kind(
        "{} chỉ số tính sẵn được ghi tay mà không có lý do", "Mở phiếu, ghi lý do hoặc bỏ ghi tay.", "sheet"
    ),
    "override_without_score": Kind(
        "{} chỉ số tính sẵn được ghi tay mà không có giá trị", "Mở phiếu, gõ giá trị hoặc bỏ ghi tay.", "sheet"
    ),
    # Decisions.
    "ruling_missing": Kind("{} kết quả công nhận chưa ghi trong danh sách của quyết định"),
    "ruling_differs": Kind("{} kết quả khác với điều quyết định ghi", _DECIDE, "recognition"),
    "ruling_twice": Kind("{} mục được hai quyết định công nhận trong một năm", _DECIDE, "recognition", _LOOK),
    "correction_of_nothing": Kind(
        "{} quyết định điều chỉnh mà không rõ điều chỉnh quyết định nào",
        "Vào Đăng ký – Công nhận, mục Quyết định: xem quyết định giấy rồi lập lại quyết định điều chỉnh.",
        "recognition",
    ),
    # Years.
    "measure_not_frozen": Kind("{} số tính sẵn của năm đã khóa chưa được giữ lại"),
    "frozen_unlocked": Kind(
        "{} năm không khóa mà còn số giữ lại từ lần khóa trước",
        "Số liệu đang hiện vẫn đúng. Khóa lại năm đó khi đã xong: các số này được ghi lại.",
        "settings",
        _LOOK,
    ),
    "group_without_criteria": Kind(
        "{} nhóm người chưa có bộ tiêu chí công dân học tập",
        "Vào Bộ tiêu chí, chọn bộ dùng cho nhóm người và năm đó.",
        "criteria",
        _LOOK,
    ),
    "group_choice_unknown": Kind(
        "{} bộ tiêu chí chọn cho nhóm người mà chương trình này không biết",
        "Vào Bộ tiêu chí, chọn lại bộ dùng cho từng nhóm người.",
        "criteria",
    ),
    "base_age_impossible": Kind(
        "{} năm có tuổi tính công dân không thể có", "Vào Thiết lập, đặt lại tuổi.", "settings"
    ),
}
