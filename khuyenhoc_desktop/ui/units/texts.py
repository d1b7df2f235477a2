"""The words of the page «Đơn vị»."""

TITLE = "Đơn vị"

# Columns of the list.
NAME = "Tên đơn vị"
KIND = "Loại"
STAFF = "Người làm việc"
LEARNERS = "Người học"
LISTED = "{count} (có tên {listed})"
ONLY_LISTED = "(có tên {listed})"

# The list.
SEARCH = "Tìm đơn vị (Ctrl+F)"
FILTER_KIND = "Lọc theo loại đơn vị"
EVERY_KIND = "Mọi loại"
TABLE_NAME = "Danh sách đơn vị"
EMPTY_TITLE = "Chưa có đơn vị nào"
EMPTY_TEXT = (
    "Trường học, cơ quan, doanh nghiệp, hợp tác xã … Nếu có danh sách trong Excel, hãy bấm Nhập từ Excel.\n"
    "Nếu chưa có, bấm Thêm (F5)."
)
EMPTY_IMPORT = "Nhập danh sách từ Excel"
NOTHING_TITLE = "Không có đơn vị nào như vậy"

SAVE_AND_ADD = "Ghi &và thêm đơn vị khác"
TIP_ADD = "Mở mẫu trống để thêm một đơn vị"
TIP_SAVE = "Ghi đơn vị đang mở"
TIP_SAVE_AND_ADD = "Ghi rồi mở ngay mẫu trống cho đơn vị tiếp theo"
TIP_DELETE = "Đưa các đơn vị đang chọn vào thùng rác"

# The form.
NEW_TITLE = "Thêm đơn vị mới"
NO_RECORD = "Chưa chọn đơn vị nào"
FORM_NAME = "Thông tin của đơn vị"
LABELS = {
    "name": "Tên đơn vị",
    "kind": "&Loại đơn vị",
    "head_name": "Ngườ&i đứng đầu (họ và tên)",
    "address": "Đị&a chỉ",
    "group_id": "Thôn, tổ &dân phố (nếu thuộc riêng một thôn)",
    "staff_count": "&Số người làm việc",
    "learner_count": "Số người &học",
    "code": "&Mã",
    "note": "Ghi chú",
    "valid_from": "&Có từ năm",
    "valid_to": "Đến hết năm",
}
SAVED = "Đã ghi đơn vị {name}."
UNCHANGED = "Đơn vị {name} không có gì thay đổi."
MET = "Đơn vị này vừa thay đổi ở nơi khác: {what}.\nChữ đang gõ dở vẫn còn. "
GONE = (
    "Đơn vị này không còn trong danh sách (việc thêm đã được hoàn tác). Chữ đang gõ vẫn còn: "
    "bấm Ghi để thêm thành đơn vị mới, hoặc Nhập lại để bỏ."
)
IN_BASKET = "Đơn vị này đang ở trong thùng rác. Bấm Lấy lại rồi mới sửa được."

# The persons.
PERSONS_FIRST_SAVE = "Ghi đơn vị trước. Người của đơn vị được chọn ở trang Công dân, mục Đơn vị."
PERSONS_NAME = "Người của đơn vị trong danh sách công dân"
PERSON = "Họ và tên"
ROLE = "Là"
OPEN_PERSON = "Xem công dân"
ALL_PERSONS = "Mở danh sách người của đơn vị"
NUMBERS = "{role}: {what}."
REPORTED_AND_LISTED = "đơn vị báo {count}, trong danh sách công dân {listed}"
REPORTED_MORE = (
    "đơn vị báo {count}, trong danh sách công dân {listed} (còn {missing} người chưa có trong danh sách)"
)
REPORTED_LESS = "đơn vị báo {count}, trong danh sách công dân {listed} (nhiều hơn số báo {more} người, xem lại)"
NOT_REPORTED = "chưa ghi số báo, trong danh sách công dân {listed}"
NO_PERSONS = "Chưa có công dân nào ghi là người của đơn vị. Tỷ lệ của đơn vị chỉ tính người có trong danh sách."

# The selection.
NONE_SELECTED_TITLE = "Chưa chọn đơn vị nào"
NONE_SELECTED = "Bấm vào một đơn vị trong danh sách; giữ Ctrl hoặc Shift để chọn thêm."
NONE_FITS = {
    "present": "Các đơn vị đang chọn không có trong năm {year}.",
    "deleted": "Các đơn vị đang chọn không ở trong thùng rác.",
    "all": "Các đơn vị đang chọn đã ở trong thùng rác.",
}
DELETE_TITLE = "Xóa nhiều đơn vị"
DELETE_TEXT = "Đưa {count} đơn vị vào thùng rác?\nĐiểm và kết quả vẫn được giữ; có thể lấy lại bất cứ lúc nào."
DELETE_YES = "&Xóa {count} đơn vị"
DELETED = "Đã đưa {what} vào thùng rác. Ctrl+Z để lấy lại."
RESTORED = "Đã lấy lại {what} từ thùng rác."
MANY = "{count} đơn vị"
ONE = "đơn vị {name}"
WORKING = "Đang ghi {count} đơn vị"
