"""The words of the sheet (Phiếu chấm điểm)."""

TITLE = "Phiếu chấm điểm"

# Which households, in which order
STATE_NAME = "Tình trạng chấm điểm"
FOUND_NAME = "Các hộ tìm thấy"
SORT_NAME = "Thứ tự các hộ"
PLACE = "Hộ {} / {}"
PREVIOUS = "◀ Trước"
NEXT = "Sau ▶"
PREVIOUS_TIP = "Về hộ trước (PageUp)"
NEXT_TIP = "Ghi rồi sang hộ tiếp (PageDown)"

# The head of the sheet
BORN = "sinh {}"
REGISTERED = "Đã đăng ký"
NOT_REGISTERED = "Chưa đăng ký"
UNSAVED = "● Chưa ghi"
SAVED = "✓ Đã ghi"
NEW = "Phiếu trống"
OTHER_YEAR = "năm {}"

# The lines of the sheet
COLUMN_INDICATOR = "Chỉ số"
COLUMN_ANSWER = "Điểm chấm"
COLUMN_MAX = "Tối đa"
COLUMN_LAST = "Năm {}"
NO_LAST = "–"
NO_POINTS = ""
OF = "{} / {}"
SAVE_NEXT_BUTTON = "Ghi và sang hộ tiếp (Enter)"

# The panel at the right
RESULT = "Kết quả"
POINTS = "{} điểm"
NEEDED = "Cần từ {} điểm, tối đa {}"
HERE = "Đang ở chỉ số {}"
ALLOWED = "Gõ: {}"
FLOOR = "Mức sàn: {} điểm"
LAST_YEAR = "Năm trước: {}"
SET = "Bộ tiêu chí"
DOCUMENT = "Văn bản: {} · bản {}"
SAMPLE = "⚠ BỘ MẪU để dùng thử, chưa phải bộ tiêu chí chính thức."
READ_NOTICE = "Đọc đầy đủ"
KEYS = "Enter, ↓: chỉ số tiếp · ↑: lùi lại\nK: không áp dụng · để trống: chưa chấm"

# Commands
SAVE = "&Ghi"
SAVE_NEXT = "Ghi và hộ &tiếp"
ALL_MAX = "Tối đ&a hết"
LIKE_LAST_YEAR = "Như &năm trước"
RESET = "Nhập &lại"
SAVE_NEXT_TIP = "Ghi phiếu này rồi mở hộ kế tiếp trong danh sách (cũng bằng phím PageDown)"
ALL_MAX_TIP = "Điền điểm tối đa vào mọi ô còn trống; bấm lần nữa để bỏ ra"
LIKE_LAST_YEAR_TIP = "Chép điểm năm trước vào các ô còn trống"
RESET_TIP = "Bỏ những gì vừa gõ, trở lại như đã ghi"

# What has happened
SAVED_STATUS = "Đã ghi phiếu hộ {}. {}"
NOTHING_NEW = "Phiếu không có gì thay đổi."
LAST_ONE = "Đã đến hộ cuối danh sách."
FIRST_ONE = "Đây là hộ đầu danh sách."
FILLED = "Đã điền điểm tối đa vào {} ô trống. Sửa các ô khác rồi ghi; bấm F9 lần nữa để bỏ ra."
UNFILLED = "Đã bỏ điểm tối đa vừa điền."
NOTHING_TO_FILL = "Không còn ô trống nào để điền điểm tối đa."
COPIED = "Đã chép {} ô từ năm trước. {}"
KEPT = "{} ô đã có điểm giữ nguyên."
NO_LAST_YEAR = "Năm trước hộ này chưa có điểm nào để chép vào ô trống."
TAKEN_IN = "Số liệu của hộ này vừa thay đổi ở chỗ khác. Những gì bạn đang gõ vẫn giữ nguyên ở {} ô; ghi để lưu."
NOT_FOUND = "Không thấy hộ nào khớp “{}”."
STATE_WORDS = {"empty": "chưa chấm", "incomplete": "chấm dở", "reached": "đạt", "not_reached": "chưa đạt"}

# Leaving
LEAVE_TITLE = "Phiếu chưa ghi"
LEAVE_TEXT = "Phiếu của hộ {} có điểm vừa gõ mà chưa ghi."
LEAVE_CHOICES = ["&Ghi rồi đi tiếp", "&Bỏ những gì vừa gõ", "Ở &lại phiếu này"]
RESET_TITLE = "Nhập lại phiếu"
RESET_TEXT = "Bỏ những gì vừa gõ và trở lại như đã ghi?"
RESET_YES = "&Bỏ, nhập lại"
RESET_NO = "Giữ &nguyên"

# Nothing to show
EMPTY_TITLE = "Chưa có hộ nào"
EMPTY_TEXT = "Lấy danh sách hộ từ Excel hoặc gõ từng hộ, rồi quay lại đây để chấm điểm."
EMPTY_BUTTON = "Mở Danh sách hộ"
NONE_TITLE = "Không có hộ nào trong danh sách đang chọn"
NONE_TEXT = "Các điều kiện chọn ở trên không khớp hộ nào. Bấm nút dưới đây để xem tất cả."
NONE_BUTTON = "Xem tất cả hộ"
