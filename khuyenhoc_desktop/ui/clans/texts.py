"""The words of the page «Dòng họ»."""

TITLE = "Dòng họ"

# Columns of the list.
NAME = "Tên dòng họ"
HEAD = "Trưởng họ"
HOUSEHOLDS = "Số hộ"
FAMILIES = "Hộ công nhận"

# The list.
SEARCH = "Tìm dòng họ (Ctrl+F)"
TABLE_NAME = "Danh sách dòng họ"
EMPTY_TITLE = "Chưa có dòng họ nào"
EMPTY_TEXT = (
    "Nếu có danh sách dòng họ trong Excel, hãy bấm Nhập từ Excel.\n"
    "Nếu chưa có, bấm Thêm (F5), gõ tên dòng họ rồi chọn các hộ của họ."
)
EMPTY_IMPORT = "Nhập danh sách từ Excel"
NOTHING_TITLE = "Không có dòng họ nào như vậy"

SAVE_AND_ADD = "Ghi &và thêm họ khác"
TIP_ADD = "Mở mẫu trống để thêm một dòng họ"
TIP_SAVE = "Ghi dòng họ đang mở"
TIP_SAVE_AND_ADD = "Ghi rồi mở ngay mẫu trống cho dòng họ tiếp theo"
TIP_DELETE = "Đưa các dòng họ đang chọn vào thùng rác"

# The form.
NEW_TITLE = "Thêm dòng họ mới"
NO_RECORD = "Chưa chọn dòng họ nào"
FORM_NAME = "Thông tin của dòng họ"
LABELS = {
    "name": "Tên &dòng họ",
    "head_name": "T&rưởng họ (họ và tên)",
    "address": "Nơ&i thờ, địa chỉ",
    "group_id": "Thôn, tổ dân phố (nếu thuộc riêng một thôn)",
    "code": "Mã",
    "note": "Ghi chú",
    "valid_from": "&Có từ năm",
    "valid_to": "Đến hết năm",
}
SAVED = "Đã ghi dòng họ {name}."
UNCHANGED = "Dòng họ {name} không có gì thay đổi."
MET = "Dòng họ này vừa thay đổi ở nơi khác: {what}.\nChữ đang gõ dở vẫn còn. "
GONE = (
    "Dòng họ này không còn trong danh sách (việc thêm đã được hoàn tác). Chữ đang gõ vẫn còn: "
    "bấm Ghi để thêm thành dòng họ mới, hoặc Nhập lại để bỏ."
)
IN_BASKET = "Dòng họ này đang ở trong thùng rác. Bấm Lấy lại rồi mới sửa được."

# The member households.
MEMBERS = "Các hộ trong dòng họ: {count} hộ, {families} hộ được công nhận năm {year}"
MEMBERS_FIRST_SAVE = "Ghi dòng họ trước, rồi bấm «Chọn hộ» để đưa các hộ vào họ."
NO_MEMBERS = "Chưa có hộ nào. Bấm «Chọn hộ» (F4) để đưa các hộ vào dòng họ."
MEMBERS_NAME = "Các hộ của dòng họ"
MEMBER_HEAD = "Chủ hộ"
CHOOSE = "Chọn &hộ"
REMOVE = "Bỏ &khỏi họ"
OPEN_HOUSEHOLD = "Xe&m hộ"
TIP_CHOOSE = "Tìm và đưa các hộ vào dòng họ này"
REMOVED = "Đã bỏ {what} khỏi dòng họ. Ctrl+Z để lấy lại."

# The dialog that adds households.
ADD_TITLE = "Chọn các hộ của {what}"
ADD_INTRO = (
    "Tìm theo tên chủ hộ hoặc mã hộ; giữ Ctrl hoặc Shift để chọn nhiều hộ. Enter hoặc nút bên dưới để thêm."
)
FIND = "Tìm hộ"
ADD_BUTTON = "Thê&m các hộ đang chọn"
ADD_BUTTON_COUNT = "Thê&m {count} hộ"
ADD_CLOSE = "Đó&ng"
ADD_TABLE = "Các hộ có thể thêm"
ADD_NONE = "Không còn hộ nào như vậy ngoài dòng họ."
ADDED = "Đã thêm {count} hộ vào dòng họ. Ctrl+Z để hoàn tác."
OTHER_CLAN = "Đang thuộc họ"
TAKE_TITLE = "Hộ đang thuộc dòng họ khác"
TAKE_TEXT = "{who}\n\nMỗi hộ chỉ thuộc một dòng họ. Chuyển sang {what}?"
TAKE_LINE = "Hộ {name} đang thuộc {clan}."
TAKE_MORE = "… và {count} hộ nữa."
TAKE_YES = "&Chuyển {count} hộ"
TAKE_NO = "&Không chuyển"
IN_BASKET_MARK = "{clan} (trong thùng rác)"

# The selection.
NONE_SELECTED_TITLE = "Chưa chọn dòng họ nào"
NONE_SELECTED = "Bấm vào một dòng họ trong danh sách; giữ Ctrl hoặc Shift để chọn thêm."
NONE_FITS = {
    "present": "Các dòng họ đang chọn không có trong năm {year}.",
    "deleted": "Các dòng họ đang chọn không ở trong thùng rác.",
    "all": "Các dòng họ đang chọn đã ở trong thùng rác.",
}
DELETE_TITLE = "Xóa nhiều dòng họ"
DELETE_TEXT = (
    "Đưa {count} dòng họ vào thùng rác?\nĐiểm và các hộ của dòng họ vẫn được giữ; có thể lấy lại bất cứ lúc nào."
)
DELETE_YES = "&Xóa {count} dòng họ"
DELETED = "Đã đưa {what} vào thùng rác. Ctrl+Z để lấy lại."
RESTORED = "Đã lấy lại {what} từ thùng rác."
MANY = "{count} dòng họ"
ONE = "dòng họ {name}"
WORKING = "Đang ghi {count} dòng họ"
