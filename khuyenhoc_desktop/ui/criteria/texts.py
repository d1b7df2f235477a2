"""The words of the page «Bộ tiêu chí»."""

TITLE = "Bộ tiêu chí"
VIEW_NAME = "Nội dung bộ tiêu chí"
LIST_NAME = "Các bộ tiêu chí trong tệp"
LIST_COLUMNS = ("Bộ tiêu chí", "Bản", "Nguồn gốc", "Dùng cho năm", "Số phiếu")
BEFORE_NAMES = "Bộ tiêu chí "
OFFICIAL, SAMPLE, CONFIRMED = "theo văn bản", "bộ mẫu", "đã đối chiếu"

LOAD = "&Nạp từ tệp"
EDIT = "&Soạn bản mới"
COMPARE = "So sán&h"
WHAT_IF = "Nế&u …"
USE = "&Dùng cho năm {year}"
CONFIRM = "Đối &chiếu"
PRINT = "&In phiếu trống"
SAVE = "&Lưu ra tệp"
TEMPLATE = "&Tải tệp mẫu"
TIP_LOAD = "Nạp bộ tiêu chí từ tệp Excel ghi theo mẫu, hoặc tệp .json do cấp trên gửi"
TIP_EDIT = "Chép bộ đang xem thành bản mới rồi sửa; bản cũ giữ nguyên"
TIP_COMPARE = "So bộ đang xem với một bộ khác của cùng danh hiệu"
TIP_WHAT_IF = "Xem trước kết quả của ai sẽ thay đổi nếu dùng bộ này hoặc mức đạt khác; không ghi gì"
TIP_USE = "Chấm năm này theo bộ đang xem; xem trước điều gì thay đổi rồi mới ghi"
TIP_CONFIRM = "Ghi lại ai đã đối chiếu bộ mẫu với văn bản nào"
TIP_PRINT = "In phiếu chấm trống của bộ đang xem"
TIP_SAVE = "Chép bộ đang xem ra tệp Excel hoặc tệp .json"
TIP_TEMPLATE = "Tệp Excel để ghi bộ tiêu chí của xã theo phụ lục văn bản"
FILES = "Bộ tiêu chí (*.xlsx *.xls *.ods *.json);;Mọi tệp (*)"
SAVE_FILES = "Excel (*.xlsx);;Bộ tiêu chí (*.json)"
EXCEL_FILES = "Excel (*.xlsx)"
LOAD_TITLE = "Nạp bộ tiêu chí từ tệp"
SAVE_TITLE = "Lưu bộ tiêu chí ra tệp"
TEMPLATE_TITLE = "Lưu tệp mẫu bộ tiêu chí"
TEMPLATE_NAME = "mau-bo-tieu-chi.xlsx"
READING = "Đang đọc bộ tiêu chí"
LOADED = "Đã nạp {name}, bản {version}."
SAVED = "Đã lưu vào {path}."
CHOSEN = "Năm {year} dùng {name}, bản {version}. Ctrl+Z để hoàn tác."
CARRIED = "Năm {year} dùng {name}, bản {version}; đã chuyển {sheets} phiếu. Ctrl+Z để hoàn tác."
PREPARING = "Đang làm phiếu trống"

# Problems of a file.
PROBLEMS_TITLE = "Bộ tiêu chí chưa dùng được"
PROBLEMS_INTRO = "{message} {cure}"
PROBLEM_COLUMNS = ("Chỗ trong tệp", "Lỗi", "Cách sửa")
WHOLE_FILE = "cả tệp"
CELL = "{sheet}, ô {cell}"
ROW = "{sheet}, hàng {row}"
CLOSE = "Đón&g (Esc)"
COPY = "&Chép danh sách lỗi"
MEND_HERE = "&Sửa ngay tại đây"

# The set, read in full.
SAMPLE_HEAD = "BỘ MẪU, không phải bộ tiêu chí chính thức"
OFFICIAL_HEAD = "Quy tắc xét lấy từ văn bản"
OFFICIAL_TEXT = "Mức đạt và điểm tối đa đã được đọc trong văn bản nêu dưới đây."
CONFIRMED_HEAD = "Bộ mẫu đã đối chiếu với văn bản"
FACT_TITLE = "Danh hiệu"
FACT_DOCUMENT = "Số văn bản"
FACT_ISSUED = "Ngày ban hành"
FACT_NOTE = "Ghi chú về văn bản"
FACT_YEARS = "Áp dụng"
FACT_VERSION = "Bản"
FACT_SUPERSEDES = "Thay cho bản"
FACT_GROUP = "Nhóm đối tượng"
FACT_USE = "Đang dùng"
FACT_SHA = "Mã kiểm tra"
USED_YEARS = "chọn cho năm {years}"
USED_SHEETS = "{count} phiếu năm {year}"
NOT_USED = "chưa dùng cho năm nào"
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
RULE_LEVEL_1 = "{name}: mọi chỉ tiêu có ghi mức phải đạt ở cột này đều đạt; từ mức này là được danh hiệu."
RULE_LEVEL = "{name}: đạt mọi chỉ tiêu của các mức thấp hơn và của cột này."
RULE_NO_POINTS = "Không chấm điểm. Chỉ tiêu «không áp dụng» (K) không bị tính là chưa đạt."
INDICATORS = "Tiêu chí và chỉ số"
COLUMNS = ("Số", "Chỉ số", "Cách nhập", "Tối đa", "Mức sàn", "K", "Lời văn")
WIDTHS = (6, 40, 20, 8, 9, 6, 11)  # per cent
CHECKLIST_COLUMNS = ("Số", "Chỉ tiêu", "Cách nhập", "{}", "K", "Lời văn")
MEASURED = "tự tính: {name}"
CRITERION = "{number}. {name}"
CAN_BE_NA = "được"
SOURCES = {"read": "đã đọc", "draft": "theo dự thảo", "placeholder": "chưa có văn bản"}
OPTIONAL = " (không bắt buộc)"
EXAMPLES = "Ví dụ chấm thử"
EXAMPLES_TEXT = "Chương trình tự chấm các ví dụ này mỗi khi nạp; ra khác thì không nhận bộ tiêu chí."
EXAMPLE_COLUMNS = ("Ví dụ", "Tổng điểm", "Kết quả")
EXAMPLE_WIDTHS = (40, 12, 48)  # per cent
CHECKLIST_EXAMPLE_COLUMNS = ("Ví dụ", "Kết quả")
CHECKLIST_EXAMPLE_WIDTHS = (40, 60)

# Confirming a sample.
CONFIRM_TITLE = "Đối chiếu bộ mẫu với văn bản"
CONFIRM_INTRO = (
    "Chỉ ghi khi đã so từng chỉ số, điểm và mức đạt của bộ này với văn bản gốc."
    " Từ đó màn hình ghi ai đã đối chiếu, ngày nào; phiếu, giấy in và gói nộp không còn ghi là bộ mẫu."
)
CONFIRM_DAY, CONFIRM_WHO = "&Ngày đối chiếu", "N&gười đối chiếu"
CONFIRM_DOCUMENT, CONFIRM_NOTE = "&Số văn bản", "Ghi &chú"
CONFIRMED_STATUS = "Đã ghi: {words}."

# Comparing.
COMPARE_TITLE = "So sánh bộ tiêu chí"
COMPARE_WITH = "&So với bộ"
COMPARE_HEAD = "{old} → {new}"
SAME = "Hai bộ có nội dung như nhau."
ADDED, REMOVED, RENAMED, CHANGED = "Thêm mới", "Bỏ đi", "Đổi mã", "Thay đổi"
RULES_CHANGED = "Quy tắc xét"
CHANGE_COLUMNS = ("Chỉ số", "Điều thay đổi", "Trước", "Sau")
CHANGE_WIDTHS = (34, 18, 24, 24)
RENAMED_LINE = "{number} {name}: mã {old} thành {new}"
ENTERED = "Ảnh hưởng đến điểm đã nhập"
ENTERED_NONE = "Chưa có điểm nào được nhập ở các chỉ số bị bỏ hoặc thay đổi."
ENTERED_TEXT = (
    "Phiếu đã chấm vẫn giữ bộ cũ cho đến khi chọn chuyển sang bộ mới. Nếu chuyển, điểm ở chỉ số bị bỏ sẽ mất;"
    " điểm ở chỉ số thay đổi chỉ còn nếu bộ mới cho phép."
)
ENTERED_COLUMNS = ("Năm", "Chỉ số", "Bộ mới", "Số phiếu có điểm")
ENTERED_WIDTHS = (10, 50, 20, 20)
IS_DROPPED, IS_CHANGED = "bỏ", "thay đổi"

# «Nếu …».
WHAT_IF_TITLE = "Nếu áp dụng {name}, bản {version} cho năm {year}"
WHAT_IF_TEXT = "Xem trước, chưa ghi gì. Đã chấm thử {sheets} phiếu có điểm."
WHAT_IF_JOB = "Đang chấm thử theo bộ tiêu chí"
FLIPS = (
    "{gained} phiếu từ chưa đạt thành đạt, {lost} phiếu từ đạt thành chưa đạt."
    " Số phiếu đạt: hiện nay {now}, nếu áp dụng {then}."
)
NO_FLIPS = "Không kết quả nào thay đổi. Số phiếu đạt: {now}."
NO_SHEETS = "Năm {year} chưa có phiếu nào được chấm cho danh hiệu này, nên không có kết quả nào thay đổi."
BY_GROUP = "Theo thôn: {groups}."
ONE_GROUP = "{name} ({changes})"
MORE_REACH, FEWER_REACH = "thêm {count} đạt", "bớt {count} đạt"
MORE_GROUPS = " và {count} thôn khác"
FLIP_COLUMNS = ("Tên", "Thôn", "Thay đổi", "Hiện nay", "Nếu áp dụng")
FLIPS_NAME = "Những kết quả sẽ thay đổi"
THRESHOLD = "Thử điểm đạt khá&c"
RECALCULATE = "&Tính lại"
EXPORT = "&Kết xuất danh sách"
EXPORT_TITLE = "Lưu danh sách thay đổi"
EXPORT_NAME = "neu-ap-dung-{set_id}-{version}.xlsx"
ONLY_NEW = "Chỉ dùng cho &phiếu chưa chấm"
CARRY = "&Chuyển cả phiếu đã chấm"
USE_NOW = "&Dùng cho năm {year}"
USE_SAMPLE = "Đây là bộ mẫu, chưa đối chiếu với văn bản. Trên phiếu và tệp nộp sẽ ghi rõ là bộ mẫu."
USE_INVALID = "Bộ này áp dụng {years}, không gồm năm {year}."
USE_FILLED = (
    "{count} phiếu năm {year} đã chấm theo bộ khác. «Chỉ dùng cho phiếu chưa chấm»: các phiếu đó giữ bộ cũ và"
    " kết quả cũ."
    " «Chuyển cả phiếu đã chấm»: các phiếu đó chấm lại theo bộ này."
)
LOSES = "Nếu chuyển, sẽ mất điểm đã nhập ở: {lines}."
LOSE_LINE = "{name} ({count} phiếu)"
LOSES_NOTHING = "Nếu chuyển, không điểm nào bị mất."
DECIDED = "{count} phiếu đã có quyết định luôn giữ bộ cũ và kết quả cũ, không tính vào bảng này."
TRIED = "Bảng dưới tính với điểm đạt {points}. Muốn dùng thật mức này: «Soạn bản mới» rồi sửa Điểm đạt."

# The editor.
EDITOR_TITLE = "Soạn bộ tiêu chí: {name}"
EDITOR_INTRO = (
    "Gõ thẳng vào ô; Enter hoặc F2 để sửa ô. Bản đang soạn được giữ nháp, chưa ảnh hưởng gì; chỉ khi hết lỗi và"
    " bấm Ghi thì thành một bản mới."
)
TABS = ("&Tiêu chí, chỉ số", "&Quy tắc", "&Ví dụ chấm thử")
RULE_HEADS = ("Mục", "Giá trị", "Cách ghi")
ADD_ROW, DELETE_ROW = "Thê&m hàng (Ctrl+Insert)", "Xóa hàn&g (Ctrl+Delete)"
MOVE_UP, MOVE_DOWN = "&Lên (Alt+↑)", "&Xuống (Alt+↓)"
KEEP = "&Ghi thành bản mới (Ctrl+S)"
LATER = "Để &sau (Esc)"
ALL_WELL = "✓ Không còn lỗi: ghi được thành bản {version}."
FAULTS = "Còn {count} lỗi. Bấm vào một lỗi (hoặc Enter) để tới ô đó."
FAULTS_NAME = "Các lỗi của bản đang soạn"
FAULT = "{place} · {message}. {cure}"
LATER_TITLE = "Giữ bản nháp?"
LATER_TEXT = "Bản đang soạn chưa được ghi. Giữ nháp thì lần sau mở lại soạn tiếp."
LATER_CHOICES = ["&Giữ bản nháp", "&Bỏ đi", "&Quay lại soạn"]
DRAFT_TITLE = "Có bản nháp đang soạn dở"
DRAFT_TEXT = "Bản nháp «{name}», gõ lần cuối lúc {when}, chưa được ghi."
DRAFT_CHOICES = ["&Soạn tiếp bản nháp", "&Bỏ nháp, soạn bản mới"]
DRAFT_LINES = "{} dòng"
DRAFT_KEPT = "Đã giữ bản nháp. Bấm «Soạn bản mới» để soạn tiếp."
KEPT = "Đã ghi {name}, bản {version}. Bấm «Dùng cho năm» để áp dụng."
UNNAMED = "chưa đặt tên"
