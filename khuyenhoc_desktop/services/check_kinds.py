"""The words of every kind of fault that the check knows: what it is, and what a person does about it."""

from typing import Final

from khuyenhoc_desktop.domain.problems import Severity
from khuyenhoc_desktop.services.check_findings import Kind
from khuyenhoc_desktop.services.check_kinds_titles import KINDS_OF_TITLES

_LOOK = Severity.WARNING
_BACKUP = "Vào Sao lưu, so sánh với bản sao lưu trước khi có lỗi này rồi phục hồi nếu cần."
_SHEET = "Mở phiếu này, nhập lại chỉ số này theo phiếu giấy rồi Ghi."
_REGISTER = "Mở hộ trong Danh sách hộ, sửa lại cho đúng giấy tờ rồi Ghi."
_DECIDE = "Mở Đăng ký – Công nhận, xem quyết định giấy rồi ghi lại kết quả của các mục này."

KINDS: Final[dict[str, Kind]] = {
    # The file itself.
    "damaged": Kind(
        "Tệp dữ liệu bị hỏng {} chỗ", "Đừng ghi gì thêm. Vào Sao lưu và phục hồi bản gần nhất.", "backup"
    ),
    "index_damaged": Kind("{} mục lục tra cứu bị hỏng"),
    "schema_differs": Kind("{} bảng hoặc mục lục của tệp bị thiếu hay bị sửa", _BACKUP, "backup"),
    "schema_added": Kind(
        "{} bảng hoặc lệnh lạ trong tệp, không do chương trình này đặt",
        "Tệp đã bị chương trình khác ghi vào. Hỏi người hỗ trợ, hoặc phục hồi bản sao lưu trước đó.",
        "backup",
    ),
    "derived_differs": Kind("{} dòng tính sẵn khác với số liệu gốc"),
    "search_differs": Kind("{} hộ hoặc người có mục tra cứu khác với họ tên"),
    # What facts name and is not there.
    "broken_reference": Kind("{} hộ đã mất khỏi danh sách nhưng còn điểm hoặc nơi ở", _BACKUP, "backup"),
    "group_missing": Kind("{} thôn, tổ đã mất khỏi danh sách nhưng còn hộ hoặc người", _BACKUP, "backup"),
    "decision_missing": Kind("{} quyết định đã mất nhưng còn kết quả ghi theo", _DECIDE, "recognition"),
    "criteria_missing": Kind(
        "{} bộ tiêu chí đã mất nhưng còn phiếu chấm theo",
        "Vào Bộ tiêu chí và nạp lại bộ này từ tệp gốc.",
        "criteria",
    ),
    "residence_none": Kind("{} hộ không thuộc thôn nào nên không hiện trong danh sách", _BACKUP, "backup"),
    "score_without_assessment": Kind("{} phiếu có điểm nhưng mất dòng đánh giá", page="sheet"),
    # Years, ids and settings.
    "year_missing": Kind("{} năm có số liệu nhưng không có trong danh sách năm"),
    "year_impossible": Kind("{} năm ngoài khoảng 2015–2100", _BACKUP, "backup"),
    "year_without_criteria": Kind(
        "{} năm chưa chọn bộ tiêu chí", "Vào Bộ tiêu chí, chọn bộ dùng cho năm đó.", "criteria", _LOOK
    ),
    "counter_behind": Kind("Bộ đếm mã số chậm hơn mã đã dùng ({} máy)"),
    "foreign_id": Kind(
        "{} dòng có mã số không do chương trình này đặt",
        "Tệp đã bị sửa bằng chương trình khác. Xem các dòng này có thật không; nếu không, phục hồi bản sao lưu.",
        "households",
    ),
    "setting_missing": Kind(
        "{} thông tin của xã bị thiếu hoặc sai", "Vào Thiết lập, nhập lại tên và mã của xã.", "settings"
    ),
    "target_impossible": Kind("{} chỉ tiêu ngoài 0–100%", "Vào Tổng hợp và đặt lại chỉ tiêu.", "summary"),
    # Criteria sets.
    "criteria_altered": Kind(
        "{} bộ tiêu chí bị sửa sau khi nạp",
        "Vào Bộ tiêu chí và nạp lại bộ này từ tệp gốc; điểm sẽ được tính theo bộ gốc.",
        "criteria",
    ),
    "criteria_unreadable": Kind(
        "{} bộ tiêu chí không đọc được", "Vào Bộ tiêu chí và nạp lại bộ này từ tệp gốc.", "criteria"
    ),
    "criteria_mislabelled": Kind(
        "{} bộ tiêu chí mang sai tên, số bản hoặc danh hiệu",
        "Vào Bộ tiêu chí, chọn lại bộ dùng cho năm đó.",
        "criteria",
    ),
    # Scores.
    "score_unknown_indicator": Kind(
        "{} ô điểm của chỉ số không có trong bộ tiêu chí",
        "Mở phiếu này và chấm lại theo phiếu giấy rồi Ghi; ô thừa được bỏ khi Ghi.",
        "sheet",
    ),
    "score_above_max": Kind("{} ô điểm vượt mức tối đa của chỉ số", _SHEET, "sheet"),
    "score_wrong_type": Kind("{} ô điểm không phải là số hoặc lựa chọn hợp lệ", _SHEET, "sheet"),
    "score_not_allowed": Kind("{} ô điểm mà bộ tiêu chí không cho phép", _SHEET, "sheet"),
    "score_stage": Kind(
        "{} phiếu có điểm của một lần chấm mà chương trình này không biết",
        "Cài bản chương trình mới nhất; nếu vẫn báo, phục hồi bản sao lưu trước đó.",
        "sheet",
    ),
    # Households.
    "text_untidy": Kind("{} chỗ chữ không đúng chuẩn (dấu rời, khoảng trắng thừa)"),
    "name_missing": Kind("{} hộ không có họ tên chủ hộ", _REGISTER, "households"),
    "born_impossible": Kind("{} hộ có ngày hoặc năm sinh không thể có", _REGISTER, "households"),
    "counts_impossible": Kind("{} hộ có số khẩu hoặc số trẻ không thể có", _REGISTER, "households"),
    "number_impossible": Kind("{} hộ có số định danh sai độ dài hoặc có chữ", _REGISTER, "households", _LOOK),
    "duplicate_code": Kind(
        "{} hộ trùng mã hộ", "Xem lại: sửa mã, hoặc xóa hộ nhập hai lần.", "households", _LOOK
    ),
    "duplicate_number": Kind(
        "{} hộ trùng số định danh", "Xem lại: sửa số, hoặc xóa hộ nhập hai lần.", "households", _LOOK
    ),
    "duplicate_household": Kind(
        "{} hộ cùng thôn, cùng họ tên và năm sinh",
        "Xem có phải một hộ nhập hai lần không; nếu phải thì xóa bớt một hộ.",
        "households",
        _LOOK,
    ),
    "flag_impossible": Kind(
        "{} phiếu có dấu đăng ký, đề nghị, trả lại hoặc công nhận khác 0 và 1", page="recognition"
    ),
    "away_impossible": Kind("{} hộ có dấu chuyển đi khác 0 và 1", page="households"),
    "date_impossible": Kind(
        "{} ngày không có trong lịch hoặc quá xa",
        "Mở chỗ này và ghi lại ngày (quyết định, đăng ký) theo giấy tờ.",
        "recognition",
    ),
    "residence_gap": Kind(
        "{} hộ có kết quả trong năm mà hộ chưa có nơi ở",
        "Mở hộ, dùng Chuyển thôn để ghi hộ ở thôn nào từ năm đó.",
        "households",
        _LOOK,
    ),
    # Recognition.
    "title_unknown": Kind(
        "{} kết quả của danh hiệu mà chương trình này không biết",
        "Cài bản chương trình mới nhất; nếu vẫn báo, phục hồi bản sao lưu trước đó.",
        "recognition",
    ),
    "recognised_without_decision": Kind(
        "{} mục được công nhận mà không có quyết định", _DECIDE, "recognition", _LOOK
    ),
    "decision_without_recognition": Kind(
        "{} mục có số quyết định mà không được ghi là công nhận", _DECIDE, "recognition"
    ),
    "decision_mismatch": Kind(
        "{} mục được công nhận theo quyết định của năm khác hoặc danh hiệu khác", _DECIDE, "recognition"
    ),
    "decision_twice": Kind(
        "{} số quyết định được ghi hai lần trong một năm",
        "Vào Đăng ký – Công nhận, mục Quyết định: ghi các hộ về một quyết định rồi xóa quyết định thừa.",
        "recognition",
        _LOOK,
    ),
    "recognised_twice": Kind(
        "{} gia đình được công nhận hai lần trong một năm (cùng số định danh)",
        "Xem hộ nào nhập trùng; bỏ kết quả công nhận và xóa hộ trùng.",
        "recognition",
        _LOOK,
    ),
    # Residential groups.
    "group_circle": Kind(
        "{} thôn, tổ sáp nhập vòng tròn vào nhau",
        "Vào Nhật ký và hoàn tác việc sáp nhập sai; chương trình không thể biết thôn nào còn lại.",
        "groups",
    ),
    "group_years": Kind(
        "{} thôn, tổ có năm kết thúc trước năm bắt đầu", "Mở thôn và sửa lại các năm cho đúng.", "groups"
    ),
    "group_left_behind": Kind("{} hộ còn ở thôn đã sáp nhập vào thôn khác", page="households"),
    "group_ended": Kind(
        "{} hộ còn ở thôn đã kết thúc",
        "Chuyển các hộ sang thôn khác, hoặc bỏ năm kết thúc của thôn.",
        "households",
    ),
    "group_not_begun": Kind(
        "{} thôn có hộ ở trước năm thôn bắt đầu", "Mở thôn và sửa lại năm bắt đầu.", "groups", _LOOK
    ),
    "duplicate_group": Kind(
        "{} thôn, tổ trùng tên trong cùng một năm", "Đổi tên, hoặc sáp nhập thôn nhập trùng.", "groups", _LOOK
    ),
    # The journal.
    "journal_unreadable": Kind(
        "{} dòng Nhật ký không đọc được nên không hoàn tác được",
        "Số liệu vẫn đúng, chỉ các việc đó không hoàn tác được. Nếu cần hoàn tác, phục hồi bản sao lưu trước đó.",
        "history",
        _LOOK,
    ),
    "journal_target": Kind(
        "{} dòng Nhật ký hoàn tác một việc không có",
        "Số liệu vẫn đúng. Không cần làm gì; báo người hỗ trợ nếu số dòng tăng thêm.",
        "history",
        _LOOK,
    ),
    "journal_mark": Kind("{} việc đã hoàn tác mà Nhật ký chưa ghi dấu"),
    "journal_gap": Kind(
        "Nhật ký bị mất bớt dòng",
        "Số liệu vẫn đúng nhưng các việc đó không xem lại và hoàn tác được. Bản sao lưu cũ còn các dòng này.",
        "history",
        _LOOK,
    ),
} | KINDS_OF_TITLES  # fmt: skip
