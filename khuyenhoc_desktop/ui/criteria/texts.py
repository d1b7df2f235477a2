"""The words of the page «Bộ tiêu chí»."""

TITLE = "Bộ tiêu chí"
CHOICE = "Bộ tiêu chí đang &xem"
ONE = "{name}, bản {version}{used}"
USED = " · đang dùng"
VIEW_NAME = "Nội dung bộ tiêu chí"

LOAD = "&Nạp từ tệp"
USE = "&Dùng cho năm {year}"
SAVE = "&Lưu ra tệp"
TIP_LOAD = "Nạp một bộ tiêu chí từ tệp .json do cấp trên gửi"
TIP_USE = "Chấm các phiếu mới của năm này theo bộ đang xem"
TIP_SAVE = "Chép bộ đang xem ra tệp, giữ nguyên từng chữ"
FILES = "Bộ tiêu chí (*.json)"
LOAD_TITLE = "Nạp bộ tiêu chí từ tệp"
SAVE_TITLE = "Lưu bộ tiêu chí ra tệp"
LOADED = "Đã nạp {name}, bản {version}."
SAVED = "Đã lưu vào {path}."
CHOSEN = "Năm {year} dùng {name}, bản {version}. Ctrl+Z để hoàn tác."

USE_TITLE = "Dùng bộ tiêu chí này cho năm {year}?"
USE_SAMPLE = "Đây là bộ mẫu, chưa đối chiếu với văn bản. Trên phiếu và tệp nộp sẽ ghi rõ là bộ mẫu."
USE_INVALID = "Bộ này áp dụng {years}, không gồm năm {year}."
USE_FILLED = "Các phiếu năm {year} đã chấm theo bộ khác vẫn giữ bộ đó; chỉ phiếu mới dùng bộ này."
USE_YES = "&Dùng cho năm {year}"
USE_NO = "&Thôi"

# Problems of a file.
PROBLEMS_TITLE = "Bộ tiêu chí chưa dùng được"
PROBLEMS_INTRO = "{message} {cure}"
PROBLEM_COLUMNS = ("Chỗ trong tệp", "Lỗi", "Cách sửa")
WHOLE_FILE = "cả tệp"
CLOSE = "Đón&g (Esc)"
COPY = "&Chép danh sách lỗi"

# The set, read in full.
SAMPLE_HEAD = "BỘ MẪU, không phải bộ tiêu chí chính thức"
OFFICIAL_HEAD = "Quy tắc xét lấy từ văn bản"
OFFICIAL_TEXT = "Mức đạt và điểm tối đa đã được đọc trong văn bản nêu dưới đây."
FACT_TITLE = "Danh hiệu"
FACT_DOCUMENT = "Số văn bản"
FACT_ISSUED = "Ngày ban hành"
FACT_NOTE = "Ghi chú về văn bản"
FACT_YEARS = "Áp dụng"
FACT_VERSION = "Bản"
FACT_SUPERSEDES = "Thay cho bản"
FACT_GROUP = "Nhóm đối tượng"
FACT_SHA = "Mã kiểm tra"
UNKNOWN_DAY = "chưa rõ"
FROM_YEAR = "từ năm {}"
YEARS = "từ năm {} đến năm {}"
RULES = "Khi nào đạt"
RULE_TOTAL = "Tổng điểm từ {points} trở lên (tối đa {most})."
RULE_EACH = "Không chỉ số nào dưới {points} điểm."
RULE_CRITERION = "Tiêu chí {number} ({name}) từ {points} điểm trở lên."
RULE_YES = "Bắt buộc có: chỉ số {numbers}."
RULE_NA = {
    "scaled": "Chỉ số «không áp dụng» (K): bỏ ra khi tính; mức đạt giảm theo cùng tỷ lệ.",
    "full": "Chỉ số «không áp dụng» (K): được tính đủ điểm.",
    "zero": "Chỉ số «không áp dụng» (K): tính 0 điểm.",
}
INDICATORS = "Tiêu chí và chỉ số"
COLUMNS = ("Số", "Chỉ số", "Cách nhập", "Tối đa", "Mức sàn", "K", "Lời văn")
WIDTHS = (6, 40, 20, 8, 9, 6, 11)  # per cent
CRITERION = "{number}. {name}"
CAN_BE_NA = "được"
SOURCES = {"read": "đã đọc", "draft": "theo dự thảo", "placeholder": "chưa có văn bản"}
OPTIONAL = " (không bắt buộc)"
EXAMPLES = "Ví dụ chấm thử"
EXAMPLES_TEXT = "Chương trình tự chấm các ví dụ này mỗi khi nạp; ra khác thì không nhận bộ tiêu chí."
EXAMPLE_COLUMNS = ("Ví dụ", "Tổng điểm", "Kết quả")
EXAMPLE_WIDTHS = (40, 12, 48)  # per cent
