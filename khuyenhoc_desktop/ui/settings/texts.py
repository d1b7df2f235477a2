"""The words of the page «Thiết lập»."""

TITLE = "Thiết lập"

# The commune.
COMMUNE = "Xã, phường"
LABELS = {
    "kind": "Loại",
    "name": "Tên xã, &phường",
    "code": "Mã &xã (5 chữ số)",
    "province": "Tỉnh, thành phố",
    "association": "Tên Hội Khuyến học",
    "chairman": "Chủ tịch Hội",
}
HELP = {"code": "Ví dụ 08254; chưa biết thì để trống."}
ASSOCIATION_HELP = "Để trống thì ghi «{}»."
ASSOCIATION = "Hội Khuyến học {}"
SAVE = "&Ghi"
RESET = "Nhập &lại"
TIP_SAVE = "Ghi thông tin xã"
TIP_RESET = "Bỏ những gì vừa gõ, lấy lại như lần ghi trước"
SAVED = "Đã ghi thông tin xã. Ctrl+Z để hoàn tác."
KIND_MISSING = "Chưa chọn loại: xã, phường hay đặc khu."
KIND_CURE = "Chọn một dòng trong danh sách."
UNSAVED_TITLE = "Chưa ghi"
UNSAVED_TEXT = "Thông tin xã vừa gõ chưa được ghi."
UNSAVED_CHOICES = ["&Ghi", "&Bỏ những gì vừa gõ", "Ở &lại"]

# Years and targets.
YEARS = "Các năm và chỉ tiêu"
YEAR = "Năm {}"
CURRENT_YEAR = "Năm {} (đang làm)"
BASES = {"total": "trên tổng số hộ", "registered": "trên số hộ đăng ký"}
TARGET = "Chỉ tiêu {percent}% {base}"
NO_TARGET = "Chưa có chỉ tiêu"
SET_TARGET = "Đặt chỉ tiêu"
SET_TARGET_NAME = "Đặt chỉ tiêu năm {}"
ROLL = "Chuyển &sang năm mới"
OPEN_YEAR = "&Mở một năm trước đây"
OPEN_TITLE = "Mở một năm trước đây"
OPEN_INTRO = "Dùng khi muốn ghi kết quả các năm cũ. Danh sách hộ và thôn được giữ nguyên."
NOT_BEFORE = "Năm {} không phải năm trước đây."
NOT_BEFORE_CURE = "Gõ năm trước {}; muốn sang năm mới thì bấm «Chuyển sang năm mới»."
LOCKED_YEAR = "Năm {} (đã khóa)"
MODE = "Đổi &quy trình"
OPEN_LABEL = "&Năm đánh giá"
NO_YEAR = "Chưa gõ năm."
NO_YEAR_CURE = "Gõ năm, ví dụ 2027."
GO_TITLE = "Đã mở năm {}"
GO_TEXT = "Chuyển sang làm việc với năm {} ngay bây giờ?"
GO_YES = "&Chuyển sang năm {}"
GO_NO = "Ở &lại năm {}"
TARGET_TITLE = "Chỉ tiêu Gia đình học tập năm {}"
TARGET_INTRO = "Tỷ lệ hộ được công nhận mà xã phấn đấu đạt. Để trống tỷ lệ thì bỏ chỉ tiêu."
PERCENT = "&Tỷ lệ phần trăm"
PERCENT_HELP = "Gõ 70 hoặc 72,5"
BASE = "Tín&h trên"
BASE_MISSING = "Chưa chọn tính trên tổng số hộ hay trên số hộ đăng ký."
BASE_CURE = "Chọn theo văn bản giao chỉ tiêu của cấp trên."

# The look.
LOOK = "Màn hình"
TEXT_SIZE = "Cỡ chữ"
TEXT_SIZE_HELP = "Ở màn hình nào cũng bấm được Ctrl và + hoặc - để đổi cỡ chữ."
PERCENT_WORDS = "{}%"
COLOURS = "Màu"
LOOKS = (("system", "Theo máy"), ("light", "Nền sáng"), ("dark", "Nền tối"))

# Where the data is.
DATA = "Dữ liệu và chương trình"
FOLDER = "Dữ liệu của xã nằm trong thư mục:"
OPEN_FOLDER = "Mở &thư mục"
CANNOT_OPEN = "Không mở được thư mục {}."
CANNOT_OPEN_CURE = "Mở thư mục này bằng trình quản lý tệp của máy."
VERSION = "Khuyến học, bản {}"
ABOUT = "Giấ&y phép và phiên bản…"
