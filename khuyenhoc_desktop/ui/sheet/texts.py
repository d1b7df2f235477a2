"""The words of the sheet (Phiếu chấm điểm)."""

TITLE = "Phiếu chấm điểm"

# Whose sheets, in which order
TITLE_NAME = "Danh hiệu"
STAGE_NAME = "Bước chấm: điểm gõ vào thuộc bước này"
STATE_NAME = "Tình trạng chấm điểm"
PERSON_GROUP_NAME = "Nhóm đối tượng; mỗi nhóm có phiếu riêng"
EVERY_PERSON_GROUP = "Mọi nhóm đối tượng"
NO_PERSON_GROUP = "Chưa ghi nhóm"
AGE_NAME = "«Người được tính» là người đủ tuổi tính tỷ lệ và ở trong xã; «Mọi độ tuổi» là tất cả"
ADULTS = "Người được tính"
EVERY_AGE = "Mọi độ tuổi"
FOUND_NAME = "Danh sách tìm thấy"
SORT_NAME = "Thứ tự trong danh sách"
PLACE = "{} {} / {}"
PREVIOUS = "◀ Trước"
NEXT = "Sau ▶"
PREVIOUS_TIP = "Về phiếu trước (PageUp)"
NEXT_TIP = "Ghi rồi sang phiếu tiếp (PageDown)"

# The head of the sheet
BORN = "sinh {}"
REGISTERED = "Đã đăng ký"
NOT_REGISTERED = "Chưa đăng ký"
UNSAVED = "● Chưa ghi"
SAVED = "✓ Đã ghi"
NEW = "Phiếu trống"
OTHER_YEAR = "năm {}"
LOCKED = "Năm {} đã khóa"
HOUSEHOLD_OF = "hộ {}"
NOT_COUNTED = "không tính vào tỷ lệ"
RETURNED = "Bị trả lại"

# The lines of the sheet
COLUMN_INDICATOR = "Chỉ số"
COLUMN_ANSWER = "Điểm chấm"
COLUMN_VERDICT = "Kết quả"
SEARCH = "Tìm tên (Ctrl+F)"
SEARCH_TIP = "Gõ tên hoặc mã, có dấu hay không dấu; hoặc gõ (quét) mã in trên phiếu giấy"
COLUMN_MAX = "Tối đa"
COLUMN_LAST = "Năm {}"
NO_LAST = "–"
NO_POINTS = ""
OF = "{} / {}"
SAVE_NEXT_BUTTON = "Ghi và sang phiếu tiếp (Enter)"
STAGE_SHORT = {1: "Tự chấm", 2: "Thôn", 3: "Xã"}
STAGE_DIFFERENT = "≠ {}"
STAGE_NOTHING = "·"
DIFFERENT = "Chấm khác nhau: {}"
STAGE_SAID = "{} {}"
TARGETS = "Cần đạt: {}"
TARGET = "{} từ {}"
TARGET_YES = "{}: có"

# Indicators that are computed
MEASURED = "Chương trình tính"
NOT_COMPUTED = "chưa có số"
BY_HAND = "✎ Nhập tay, vì: {}. Chương trình tính ra: {}."
SEE_LIST = "Xem danh sách"
SEE_LIST_TIP = "Mở danh sách những người, hộ, đơn vị được đếm ở chỉ số {}"
OVERRIDE = "Nhập tay…"
OVERRIDE_TIP = "Đặt giá trị khác cho chỉ số {}, có ghi lý do"
DROP_OVERRIDE = "Bỏ số nhập tay"
OVERRIDE_TITLE = "Nhập tay chỉ số {}"
OVERRIDE_INTRO = (
    "{}\nChương trình đang tính: {}.\nGiá trị nhập tay thay cho số tính và luôn được đánh dấu kèm lý do."
)
OVERRIDE_VALUE = "Giá &trị"
OVERRIDE_REASON = "&Lý do"
OVERRIDE_REASON_HELP = "Bắt buộc: căn cứ vào đâu, ai quyết định"
OVERRIDDEN = "Đã ghi giá trị nhập tay của chỉ số {}."
DROPPED = "Chỉ số {} lại do chương trình tính."
VALUE_MISSING = "Chưa nhập giá trị."
VALUE_MISSING_CURE = "Nhập giá trị thay cho số chương trình tính."

# The panel at the right
RESULT = "Kết quả"
STEPS = "Để đạt:"
NO_LEVEL = "Chưa đạt mức nào"
STAGES = "Các bước chấm"
STAGE_LINE = "{}: {}"
STAGE_POINTS = "{} điểm"
STAGE_DONE = "✓ xong {}"
STAGE_OPEN = "chưa báo xong"
STAGE_NONE = "không sửa gì"
STAGE_HERE = "▶ {}"
CAUSED = "Lần ghi vừa rồi làm thay đổi"
POINTS = "{} điểm"
NEEDED = "Cần từ {} điểm, tối đa {}"
ALLOWED = "Gõ: {}"
FLOOR = "Mức sàn: {} điểm"
SET = "Bộ tiêu chí"
DOCUMENT = "Văn bản: {} · bản {}"
SAMPLE = "⚠ BỘ MẪU để dùng thử, chưa phải bộ tiêu chí chính thức."
READ_NOTICE = "Đọc đầy đủ"
KEYS = "Enter, ↓: chỉ số tiếp · ↑: lùi lại\nK: không áp dụng · để trống: chưa chấm"

# Commands
SAVE = "&Ghi"
SAVE_NEXT = "Ghi và phiếu &tiếp"
ALL_MAX = "Tối đ&a hết"
LIKE_LAST_YEAR = "Như &năm trước"
RESET = "Nhập &lại"
SAVE_NEXT_TIP = "Ghi phiếu này rồi mở phiếu kế tiếp trong danh sách (cũng bằng phím PageDown)"
ALL_MAX_TIP = "Điền điểm tối đa vào mọi ô còn trống; bấm lần nữa để bỏ ra"
LIKE_LAST_YEAR_TIP = "Chép điểm năm trước vào các ô còn trống"
RESET_TIP = "Bỏ những gì vừa gõ, trở lại như đã ghi"

# What has happened
SAVED_STATUS = "Đã ghi phiếu {} {}. {}"
NOTHING_NEW = "Phiếu không có gì thay đổi."
LAST_ONE = "Đã đến phiếu cuối danh sách."
FIRST_ONE = "Đây là phiếu đầu danh sách."
FILLED = "Đã điền điểm tối đa vào {} ô trống. Sửa các ô khác rồi ghi; bấm F9 lần nữa để bỏ ra."
UNFILLED = "Đã bỏ điểm tối đa vừa điền."
NOTHING_TO_FILL = "Không còn ô trống nào để điền điểm tối đa."
COPIED = "Đã chép {} ô từ năm trước. {}"
KEPT = "{} ô đã có điểm giữ nguyên."
NO_LAST_YEAR = "Năm trước phiếu này chưa có điểm nào để chép vào ô trống."
TAKEN_IN = "Số liệu của phiếu này vừa thay đổi ở chỗ khác. Những gì đang gõ vẫn giữ nguyên ở {} ô; ghi để lưu."
CODE_UNKNOWN = "Mã phiếu đúng nhưng không thuộc ai trong tệp này."
CODE_OTHER_YEAR = "Mã phiếu này in cho năm khác, không phải năm {}; đang mở phiếu năm {}."
STATE_WORDS = {"empty": "chưa chấm", "incomplete": "chấm dở", "reached": "đạt", "not_reached": "chưa đạt"}

# Leaving
LEAVE_TITLE = "Phiếu chưa ghi"
LEAVE_TEXT = "Phiếu của {} {} có điểm vừa gõ mà chưa ghi."
LEAVE_CHOICES = ["&Ghi rồi đi tiếp", "&Bỏ những gì vừa gõ", "Ở &lại phiếu này"]
RESET_TITLE = "Nhập lại phiếu"
RESET_TEXT = "Bỏ những gì vừa gõ và trở lại như đã ghi?"
RESET_YES = "&Bỏ, nhập lại"
RESET_NO = "Giữ &nguyên"

# Nothing to show, by kind of subject: title, text, the button's words and its page
EMPTY = {
    "person": (
        "Chưa có công dân nào được tính",
        "Lấy danh sách công dân từ Excel hoặc gõ từng người, rồi quay lại đây để chấm điểm.",
        "Mở Danh sách công dân",
        "persons",
    ),
    "household": (
        "Chưa có hộ nào",
        "Lấy danh sách hộ từ Excel hoặc gõ từng hộ, rồi quay lại đây để chấm điểm.",
        "Mở Danh sách hộ",
        "households",
    ),
    "clan": (
        "Chưa có dòng họ nào",
        "Ghi các dòng họ và những hộ thuộc dòng họ, rồi quay lại đây để chấm điểm.",
        "Mở Dòng họ",
        "clans",
    ),
    "unit": (
        "Chưa có đơn vị nào",
        "Ghi các trường, cơ quan, doanh nghiệp trên địa bàn, rồi quay lại đây để chấm điểm.",
        "Mở Đơn vị",
        "units",
    ),
    "residential_group": (
        "Chưa có thôn, tổ dân phố nào",
        "Ghi các thôn, tổ dân phố, rồi quay lại đây để chấm điểm.",
        "Mở Thôn, tổ dân phố",
        "groups",
    ),
    "commune": (
        "Năm này chưa mở",
        "Mở năm làm việc ở Thiết lập, rồi quay lại đây để chấm điểm.",
        "Mở Thiết lập",
        "settings",
    ),
}
NONE_TITLE = "Không có ai trong danh sách đang chọn"
NONE_TEXT = "Các điều kiện chọn ở trên không khớp ai cả. Bấm nút dưới đây để xem tất cả."
NONE_BUTTON = "Xem tất cả"
