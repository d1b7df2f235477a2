"""The words of the grid (Bảng chấm điểm)."""

TITLE = "Bảng chấm điểm"
SEARCH = "Tìm tên (Ctrl+F)"

# Columns
NAMES = {
    "person": "Họ và tên",
    "household": "Chủ hộ",
    "clan": "Dòng họ",
    "unit": "Đơn vị",
    "residential_group": "Thôn, tổ dân phố",
    "commune": "Xã, phường",
}
GROUP = "Thôn, tổ"
TOTAL = "Tổng"
RESULT = "Kết quả"
HEADER = "{}\n/{}"
HEADER_TIP = "Chỉ số {} {}\n{}\nTối đa {} điểm. {}"
RESULTS = {"empty": "Chưa chấm", "incomplete": "Còn {} ô", "reached": "✓ Đạt", "not_reached": "✗ Chưa đạt"}
RESULT_TIP = "{} – {}"
MEASURED_HEADER = "{}\ntính"
BY_HAND = "✎{}"
MEASURED_TIP = "Chương trình tính, không gõ vào được: {}."
BY_HAND_TIP = "Đã nhập tay, vì: {}."
DIFFERENT = "≠{}"
DIFFERENT_TIP = "Bước trước chấm: {}."
MEASURED_CELL = "Chỉ số này do chương trình tính nên không gõ vào được. Bấm F7 mở phiếu để xem số hoặc nhập tay."
LOCKED_YEAR = "Năm {} đã khóa nên chỉ xem được. Mở khóa ở «Năm làm việc» nếu thật sự cần sửa."
STAGE = "bước: {}"
CAUSED = "Kéo theo: {}"
LEVEL = "✓ Mức độ {}"
BELOW_FLOOR = "↓{}"
BELOW_FLOOR_TIP = "Dưới mức sàn {} điểm."
MISSING_TIP = "Chưa chấm."

# Over the grid
COUNT = "{} {}"
ENTER_DOWN = "Enter: xuống"
ENTER_RIGHT = "Enter: sang phải"
ENTER_TIP = "Phím Enter đi đâu sau khi gõ một ô; Tab luôn sang phải, hết hàng thì xuống hàng sau"
SAMPLE = "⚠ BỘ MẪU để dùng thử"
SET = "{} · {}"

# Under the grid
CELL = "{} {}"
LAST_YEAR = "năm trước: {}"
NO_LAST_YEAR = "năm trước: –"
ROW = "{}{}: {}"

# Commands
ALL_MAX = "Tối đ&a hết"
FILL_DOWN = "Điền &xuống (Ctrl+D)"
COPY = "&Chép (Ctrl+C)"
COPY_TABLE = "Chép &bảng"
PASTE = "&Dán (Ctrl+V)"
SHEET = "&Phiếu"
IMPORT = "Nhập từ &Excel"
IMPORT_TIP = "Nhập điểm từ một bảng Excel, mỗi hộ (người, đơn vị…) một hàng"
ALL_MAX_TIP = (
    "Điền điểm tối đa vào các ô còn trống của vùng đang chọn; chỉ chọn một ô thì điền cả cột. "
    "Shift+phím cách chọn cả hàng, Ctrl+A chọn cả bảng"
)
FILL_DOWN_TIP = "Lấy giá trị của hàng đầu vùng chọn (hoặc ô phía trên) điền xuống dưới"
COPY_TIP = "Chép các ô đang chọn, dán được sang Excel"
COPY_TABLE_TIP = "Chép cả bảng đang xem, có tên, tiêu đề, tổng điểm và kết quả"
PASTE_TIP = "Dán một khối ô từ Excel, bắt đầu từ ô đang chọn; xem trước rồi mới ghi"
SHEET_TIP = "Mở phiếu của hàng đang chọn"

# What an action is called in the history
ONE_CELL = "Chấm chỉ số {} {} {}: {}"
ONE_EMPTIED = "Xóa trống chỉ số {} {} {}"
PASTED = "Dán {} ô điểm, năm {}"
FILLED_MAX = "Điền điểm tối đa vào {} ô, năm {}"
FILLED = "Điền {} ô điểm, năm {}"
EMPTIED = "Xóa trống {} ô điểm, năm {}"

# Preview
PASTE_TITLE = "Xem trước khi dán"
MAX_TITLE = "Điền điểm tối đa"
FILL_TITLE = "Xem trước khi điền"
EMPTY_TITLE = "Xóa trống các ô"
CHANGES = "Sẽ ghi {} ô, ở {} hàng."
OVERWRITES = "Trong đó {} ô đang có giá trị khác sẽ bị thay."
EMPTIES = "{} ô đang có giá trị sẽ thành trống."
KEPT = "{} ô giữ nguyên (đã đúng giá trị đó, hoặc không có gì để điền)."
MAX_KEPT = "{} ô giữ nguyên (đã có điểm, hoặc không tự điền được)."
REFUSED = "{} giá trị không nhận được, sẽ không ghi:"
REFUSED_MORE = "… và {} giá trị khác."
REFUSED_COLUMNS = ("Của ai", "Chỉ số", "Giá trị", "Vì sao")
ONLY_EMPTY = "&Chỉ ghi vào ô còn trống, không thay giá trị đã có"
UNDO_LATER = "Ghi xong vẫn lấy lại được bằng Ctrl+Z."
WRITE = "&Ghi {} ô (Enter)"
CLEAR = "&Xóa trống {} ô (Enter)"
NOTHING_LEFT = "Không có ô nào để ghi"
CANCEL = "&Hoãn (Esc)"
OUTSIDE = "Khối dán rộng hơn bảng: {} giá trị không có chỗ."

# What has happened
NOTHING_TO_PASTE = "Chưa có gì để dán: hãy chép một vùng ô trong Excel trước."
NOTHING_CHANGES = "Không có ô nào thay đổi."
NOTHING_ABOVE = "Không có hàng nào ở trên để lấy giá trị."
ONE_BLOCK = "Chỉ chép được một khối ô liền nhau; hãy chọn lại."
WRITTEN = "Đã ghi {} ô."
COPIED_CELLS = "Đã chép {} hàng × {} cột. Sang Excel bấm Ctrl+V để dán."
COPIED_ROWS = "Đã chép bảng {} hàng. Sang Excel bấm Ctrl+V để dán."
PLANNING = "Đang xem lại các ô"
WRITING = "Đang ghi điểm"
COPYING = "Đang chép bảng"

# Leaving
LEAVE_TITLE = "Ô đang gõ chưa ghi được"
LEAVE_TEXT = "{} Bỏ ô đang gõ rồi đi, hay ở lại sửa?"
LEAVE_YES = "&Bỏ ô này"
LEAVE_NO = "Ở &lại sửa"

# Nothing to show (when nobody is there at all: ui/sheet/texts.EMPTY)
NONE_TITLE = "Không có ai khớp"
NONE_TEXT = "Các điều kiện chọn hoặc chữ đang tìm ở trên không khớp ai cả. Bấm nút dưới đây để xem tất cả."
NONE_BUTTON = "Xem tất cả"
