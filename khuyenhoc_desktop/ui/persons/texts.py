"""The words of the page «Công dân»."""

TITLE = "Công dân"

# Columns of the list.
NUMBER = "STT"
CODE = "Mã"
NAME = "Họ và tên"
BORN = "Năm sinh"
AGE = "Tuổi"
SEX = "Giới tính"
PERSON_GROUP = "Nhóm đối tượng"
HOUSEHOLD = "Hộ"
GROUP = "Thôn, tổ"
UNIT = "Đơn vị"
CLAN = "Dòng họ"
REGISTERED = "Đăng ký"
POINTS = "Điểm"
OUTCOME = "Kết quả"
RECOGNISED = "Công nhận"
YES = "Có"
GONE_MARK = "không tính năm này"
BASKET_MARK = "trong thùng rác"
UNIT_OF = "{unit} ({role})"

# Filters.
SEARCH = "Tìm người (Ctrl+F)"
SEARCH_TIP = "Gõ tên, mã hoặc số định danh; có dấu hay không dấu đều tìm được"
FILTER_PERSON_GROUP = "Lọc theo nhóm đối tượng"
EVERY_PERSON_GROUP = "Mọi đối tượng"
NO_PERSON_GROUP = "Chưa rõ nhóm"
FILTER_UNIT = "Lọc theo đơn vị"
EVERY_UNIT = "Mọi đơn vị"
FILTER_STATE = "Lọc theo tình trạng"
FILTER_STANDING = "Lọc theo đăng ký và kết quả"
STATES = (
    ("present", "Đang tính"),
    ("gone", "Không tính năm này"),
    ("deleted", "Thùng rác"),
    ("all", "Đang tính và không tính"),
)

# The list.
TABLE_NAME = "Danh sách công dân"
MANY = "{count} người"
ONE = "{name}"
EMPTY_TITLE = "Chưa có công dân nào"
EMPTY_TEXT = (
    "Nếu xã đã có danh sách nhân khẩu trong Excel, hãy bấm Nhập từ Excel: chương trình gắn từng người vào hộ.\n"
    "Nếu chưa có, bấm Thêm (F5) rồi gõ từng người. Nên có danh sách hộ trước."
)
EMPTY_IMPORT = "Nhập từ &Excel"
NOTHING_TITLE = "Không có người nào như vậy"

# Actions.
SAVE_AND_ADD = "Ghi &và thêm người khác"
SHEET = "&Phiếu"
SET_GROUP = "Nhó&m đối tượng"
SET_UNIT = "Đơn vị"
SET_CLAN = "Dòng họ"
LEAVE = "Thô&i tính"
RETURN = "Tính &lại"
TIP_ADD = "Mở mẫu trống để thêm một người"
TIP_SAVE = "Ghi người đang mở"
TIP_SAVE_AND_ADD = "Ghi rồi mở ngay mẫu trống cho người tiếp theo, cùng hộ"
TIP_DELETE = "Đưa những người đang chọn vào thùng rác"
TIP_SHEET = "Mở phiếu chấm điểm của người này"
TIP_SET_GROUP = "Chọn nhóm đối tượng cho những người đang chọn"

# The form.
NEW_TITLE = "Thêm người mới"
NO_RECORD = "Chưa chọn người nào"
FORM_NAME = "Thông tin của công dân"
LABELS = {
    "name": "&Họ và tên",
    "born": "Năm &sinh",
    "sex": "Giới tính",
    "person_group": "Nhóm đối tượng",
    "household_id": "Thuộ&c hộ",
    "group_id": "Thôn, tổ (nếu không thuộc hộ nào)",
    "unit_id": "Đơn vị",
    "unit_role": "Vai trò ở đơn vị",
    "clan_id": "Dòng họ (nếu khác hộ)",
    "personal_number": "Số định &danh",
    "code": "Mã công dân",
    "note": "Ghi chú",
}
BORN_HINT = "ví dụ 1956"
NUMBER_HINT = "12 số, không bắt buộc"
HOUSEHOLD_HINT = "Gõ tên chủ hộ hoặc mã hộ"
HOUSEHOLD_HELP = "Gõ vài chữ rồi chọn trong danh sách hiện ra. Thôn lấy theo hộ."
SUGGESTIONS = "Các hộ tìm thấy"
NO_SUGGESTION = "Không có hộ nào như vậy"
HOUSEHOLD_NOT_CHOSEN = "Chưa chọn hộ trong danh sách gợi ý."
HOUSEHOLD_NOT_CHOSEN_CURE = "Bấm mũi tên xuống rồi Enter để chọn một hộ; nếu không thuộc hộ nào thì xóa ô này."
SEXES = (("nam", "Nam"), ("nữ", "Nữ"))
IN_HOUSEHOLD = "Hộ {name}, {group}"
NO_HOUSEHOLD = "Không thuộc hộ nào, {group}"
NOWHERE = "chưa rõ thôn"
AGE_LINE = "{age} tuổi trong năm {year}"
TOO_YOUNG = "{age} tuổi trong năm {year}: chưa tính vào tỷ lệ công dân học tập"
SINCE = "Tính từ năm {year}"
UNTIL = "Tính từ năm {year} đến hết năm {last}"
SAVED = "Đã ghi {name}."
UNCHANGED = "{name}: không có gì thay đổi."
MET = "Người này vừa thay đổi ở nơi khác: {what}.\nChữ đang gõ dở vẫn còn. "
GONE = (
    "Người này không còn trong danh sách (việc thêm đã được hoàn tác). Chữ đang gõ vẫn còn: "
    "bấm Ghi để thêm thành người mới, hoặc Nhập lại để bỏ."
)
IN_BASKET = "Người này đang ở trong thùng rác. Bấm Lấy lại rồi mới sửa được."

# Actions on the selection.
NONE_SELECTED_TITLE = "Chưa chọn ai"
NONE_SELECTED = "Bấm vào một người trong danh sách; giữ Ctrl hoặc Shift để chọn thêm."
NONE_FITS = {
    "present": "Những người đang chọn đều không tính trong năm {year}.",
    "gone": "Những người đang chọn đều đang được tính trong năm {year}.",
    "deleted": "Những người đang chọn không ở trong thùng rác.",
    "all": "Những người đang chọn đã ở trong thùng rác.",
}
DELETE_TITLE = "Xóa nhiều người"
DELETE_TEXT = (
    "Đưa {count} người vào thùng rác?\nĐiểm và kết quả của họ vẫn được giữ; có thể lấy lại bất cứ lúc nào."
)
DELETE_YES = "&Xóa {count} người"
DELETED = "Đã đưa {what} vào thùng rác. Ctrl+Z để lấy lại."
RESTORED = "Đã lấy lại {what} từ thùng rác."
WORKING = "Đang ghi {count} người"
LEAVE_TITLE = "Thôi tính"
LEAVE_INTRO = "{what} chuyển đi hoặc đã mất. Từ năm đó không tính nữa; kết quả các năm trước vẫn giữ."
LEFT = "{what}: thôi tính từ năm {year}. Ctrl+Z để hoàn tác."
RETURNED = "{what}: tính lại. Ctrl+Z để hoàn tác."
GROUP_TITLE = "Nhóm đối tượng"
GROUP_INTRO = "Chọn nhóm đối tượng cho {what}. Phiếu chấm điểm theo nhóm này."
GROUP_LABEL = "&Nhóm đối tượng"
GROUP_SET = "{what}: nhóm {group}. Ctrl+Z để hoàn tác."
UNIT_TITLE = "Đơn vị"
UNIT_INTRO = "Chọn đơn vị nơi {what} làm việc hoặc học tập."
UNIT_LABEL = "Đơn &vị"
ROLE_LABEL = "Vai &trò"
UNIT_SET = "Đã ghi đơn vị của {what}. Ctrl+Z để hoàn tác."
NO_UNITS = "Chưa có đơn vị nào. Lập danh sách ở trang Đơn vị trước."
CLAN_TITLE = "Dòng họ"
CLAN_INTRO = "Chọn dòng họ của {what}, nếu khác dòng họ của hộ."
CLAN_LABEL = "&Dòng họ"
CLAN_SET = "Đã ghi dòng họ của {what}. Ctrl+Z để hoàn tác."
NO_CLANS = "Chưa có dòng họ nào. Lập danh sách ở trang Dòng họ trước."
NOTHING_CHOSEN = "Chưa chọn."
CHOOSE_ONE = "Chọn một dòng trong danh sách."
