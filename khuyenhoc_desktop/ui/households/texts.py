"""The words of the page «Danh sách hộ»."""

TITLE = "Danh sách hộ"

# Columns of the list.
NUMBER = "STT"
CODE = "Mã hộ"
HEAD = "Chủ hộ"
BORN = "Năm sinh"
MEMBERS = "Khẩu"
CHILDREN = "Trẻ học"
GROUP = "Thôn, tổ"
ADDRESS = "Địa chỉ"
REGISTERED = "Đăng ký"
POINTS = "Điểm"
OUTCOME = "Kết quả"
RECOGNISED = "Công nhận"
YES = "Có"
AWAY_MARK = "đã chuyển đi"
BASKET_MARK = "trong thùng rác"
OUTCOMES = {"empty": "Chưa chấm", "incomplete": "Còn thiếu {missing}", "reached": "Đạt", "not_reached": "Chưa đạt"}
RECOGNISED_WORD = "Đã công nhận"
REFUSED_WORD = "Không công nhận"
PROPOSED_WORD = "Đang đề nghị"

# Filters.
FILTER_STATE = "Lọc theo nơi ở"
FILTER_STANDING = "Lọc theo đăng ký và kết quả"
STATES = (
    ("present", "Đang ở"),
    ("away", "Đã chuyển đi"),
    ("deleted", "Thùng rác"),
    ("all", "Đang ở và đã đi"),
)
EVERY_STANDING = "Mọi kết quả"
STANDINGS = (
    ("registered", "Đã đăng ký"),
    ("not_registered", "Chưa đăng ký"),
    ("empty", "Chưa chấm điểm"),
    ("incomplete", "Chấm còn thiếu"),
    ("reached", "Đạt"),
    ("not_reached", "Chưa đạt"),
    ("recognised", "Đã công nhận"),
    ("not_recognised", "Chưa công nhận"),
)

# The list.
TABLE_NAME = "Danh sách hộ gia đình"
EMPTY_TITLE = "Chưa có hộ nào"
EMPTY_TEXT = (
    "Nếu xã đã có danh sách trong Excel, hãy bấm Nhập từ Excel: chương trình tự tìm các cột.\n"
    "Nếu chưa có, bấm Thêm (F5) rồi gõ từng hộ."
)
EMPTY_NO_GROUP = (
    "Nếu đã có tệp Excel, hãy bấm Nhập từ Excel: lấy cả thôn và hộ.\n"
    "Nếu gõ từng hộ, hãy lập danh sách thôn, tổ trước."
)
EMPTY_IMPORT = "Nhập từ &Excel"
EMPTY_GROUPS = "Lập danh sách thôn, tổ"
NOTHING_TITLE = "Không có hộ nào như vậy"

# Actions of the bottom bar and the tools over the list.
SAVE_AND_ADD = "Ghi &và thêm hộ khác"
SHEET = "&Phiếu"
MOVE = "Ch&uyển thôn"
LEAVE = "Chuyển đ&i"
RETURN = "Chu&yển về"
TIP_ADD = "Mở mẫu trống để thêm một hộ"
TIP_SAVE = "Ghi hộ đang mở"
TIP_SAVE_AND_ADD = "Ghi rồi mở ngay mẫu trống cho hộ tiếp theo"
TIP_DELETE = "Đưa các hộ đang chọn vào thùng rác"
TIP_MOVE = "Chuyển các hộ đang chọn sang thôn, tổ khác"
TIP_SHEET = "Mở phiếu chấm điểm của hộ này"

# The form.
NEW_TITLE = "Thêm hộ mới"
NO_RECORD = "Chưa chọn hộ nào"
FORM_NAME = "Thông tin của hộ"
LABELS = {
    "group_id": "Thôn, tổ dân phố",
    "head_name": "&Chủ hộ (họ và tên)",
    "born": "Năm &sinh",
    "code": "&Mã hộ",
    "member_count": "Số &khẩu",
    "school_age_count": "T&rẻ đi học",
    "address": "Đị&a chỉ",
    "personal_number": "Số định &danh chủ hộ",
    "note": "G&hi chú",
}
GROUP_FIXED = "Đổi thôn: bấm Chuyển thôn (F4)."
BORN_HINT = "ví dụ 1956"
NUMBER_HINT = "12 số, không bắt buộc"
NO_GROUP = "Chưa chọn thôn, tổ dân phố."
NO_GROUP_CURE = "Chọn một thôn trong danh sách; nếu chưa có thôn nào, lập ở trang Thôn, tổ."
MEMBERS_TITLE = "Người trong hộ ({count}):"
MEMBER_GONE = "không tính năm này"
MEMBER_TIP = "Mở người này ở trang Công dân"
YEAR_LINE = "Năm {year}: {what}"
NOT_REGISTERED = "chưa đăng ký"
IS_REGISTERED = "đã đăng ký"
POINTS_LINE = "{points} điểm"
RESIDENCES = "Nơi ở theo năm"
RESIDENCE = "Từ năm {year}: {group}"
RESIDENCE_AWAY = "Từ năm {year}: đã chuyển đi"
LAST_YEAR = "Năm {year}: {what}"
CLAN_LINE = "Dòng họ: {name}"

SAVED = "Đã ghi hộ {name}."
UNCHANGED = "Hộ {name} không có gì thay đổi."
MET = "Hộ này vừa thay đổi ở nơi khác: {what}.\nChữ đang gõ dở vẫn còn. "
GONE = (
    "Hộ này không còn trong danh sách (việc thêm hộ đã được hoàn tác). Chữ đang gõ vẫn còn: "
    "bấm Ghi để thêm thành hộ mới, hoặc Nhập lại để bỏ."
)
IN_BASKET = "Hộ này đang ở trong thùng rác. Bấm Lấy lại rồi mới sửa được."

# Actions on the selection.
NONE_SELECTED_TITLE = "Chưa chọn hộ nào"
NONE_SELECTED = "Bấm vào một hộ trong danh sách; giữ Ctrl hoặc Shift để chọn thêm."
NONE_FITS = {
    "present": "Các hộ đang chọn đều không còn ở xã trong năm {year}.",
    "away": "Các hộ đang chọn đều đang ở xã, không có hộ nào đã chuyển đi.",
    "deleted": "Các hộ đang chọn không ở trong thùng rác.",
    "all": "Các hộ đang chọn đã ở trong thùng rác.",
}
DELETE_TITLE = "Xóa nhiều hộ"
DELETE_TEXT = (
    "Đưa {count} hộ vào thùng rác?\nĐiểm và kết quả của các hộ này vẫn được giữ; có thể lấy lại bất cứ lúc nào."
)
DELETE_YES = "&Xóa {count} hộ"
DELETED = "Đã đưa {what} vào thùng rác. Ctrl+Z để lấy lại."
RESTORED = "Đã lấy lại {what} từ thùng rác."
MOVED = "Đã chuyển {what} sang {group}. Ctrl+Z để hoàn tác."
AWAY = "{what}: chuyển đi từ năm {year}. Ctrl+Z để hoàn tác."
RETURNED = "{what}: đã về {group}. Ctrl+Z để hoàn tác."
MOVE_TITLE = "Chuyển thôn"
MOVE_INTRO = "Chuyển {what} sang thôn, tổ khác. Kết quả các năm trước vẫn ở thôn cũ."
AWAY_TITLE = "Chuyển đi"
AWAY_INTRO = "{what} chuyển khỏi xã. Từ năm đó không tính vào tổng số hộ; kết quả các năm trước vẫn giữ."
RETURN_TITLE = "Chuyển về"
RETURN_INTRO = "{what} trở về xã."
TO_GROUP = "Thôn, tổ &nhận"
FROM_YEAR = "Từ &năm"
YEAR = "Năm {year}"
NO_GROUP_CHOSEN = "Chưa chọn thôn, tổ nhận."
NO_YEAR_CHOSEN = "Chưa chọn năm."
CHOOSE_ONE = "Chọn một dòng trong danh sách."
MANY = "{count} hộ"
ONE = "hộ {name}"
WORKING = "Đang ghi {count} hộ"
