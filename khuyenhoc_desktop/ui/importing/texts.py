"""The words of the wizard «Nhập từ Excel»."""

TITLE = "Nhập từ Excel"

# The strip of steps.
STEPS = ("Chọn tệp", "Ghép cột", "Kiểm tra", "Kết quả")
STEP_NAME = "Bước {number}: {words}"

# Commands.
BACK = "&Quay lại"
NEXT = "&Tiếp tục"
RECHECK = "&Kiểm tra lại"
IMPORT, IMPORT_SCORES = "&Nhập {what}", "&Nhập điểm {what}"
COUNTED = {
    "households": "{} hộ",
    "persons": "{} người",
    "clans": "{} dòng họ",
    "clan_members": "{} hộ của dòng họ",
    "units": "{} đơn vị",
}  # of a title's scores: the title's own word
NOTHING_TO_IMPORT = "&Xong"
CLOSE = "Đón&g"
TIP_BACK = "Về bước trước, những gì đã chọn vẫn còn (Alt+Q)"
TIP_NEXT = "Sang bước sau (Alt+T hoặc Enter)"
TIP_RECHECK = "Tính lại theo những lựa chọn mới (Alt+K hoặc Enter)"
TIP_IMPORT = "Ghi các hàng tốt vào máy; có thể hoàn tác (Alt+N)"
TIP_CLOSE_DONE = "Về danh sách (Esc)"
TIP_CLOSE = "Thôi không nhập nữa (Esc)"
AGAIN = "Nhập tệp &khác"
TIP_AGAIN = "Bắt đầu lại từ bước 1 với một tệp khác (Alt+K)"

# Leaving.
LEAVE_TITLE = "Thôi nhập tệp này?"
LEAVE_TEXT = "Chưa có gì của tệp «{name}» được ghi vào máy. Nếu thôi, lần sau phải chọn lại tệp."
LEAVE_YES = "&Thôi nhập"
LEAVE_NO = "Ở &lại"

# What is imported.
KIND_NAME = "Nhập gì"
KINDS = (
    ("households", "&Danh sách hộ"),
    ("persons", "Cô&ng dân"),
    ("clans", "Dòng &họ"),
    ("units", "Đơn &vị"),
    ("scores", "Bảng đ&iểm"),
)
SCORES_LINE = "Điểm {title} năm {year}, theo bộ tiêu chí «{name}»{document}"
DOCUMENT = " ({document})"

# Step 1, before a file is chosen.
START_HOUSEHOLDS = "Chọn tệp Excel có danh sách hộ"
START_HOUSEHOLDS_TEXT = (
    "Bảng cần có một hàng tiêu đề với cột Họ và tên chủ hộ. Thôn có thể là một cột, hoặc mỗi thôn một trang.\n"
    "Đọc được xlsx, xls, ods, csv. Chưa ghi gì vào máy cho tới khi anh chị đồng ý ở bước 3."
)
START_CLANS = "Chọn tệp Excel có danh sách dòng họ, hoặc các hộ của dòng họ"
START_CLANS_TEXT = (
    "Danh sách dòng họ: mỗi hàng một dòng họ. Hoặc danh sách hộ: mỗi hàng một hộ, có cột «Dòng họ» cùng mã hộ hay "
    "chủ hộ và thôn; hộ nào chưa rõ thì anh chị chọn, chương trình không đoán. «Tải tệp mẫu» lưu hai tệp, mỗi "
    "loại một tệp."
)
MEMBERS_STEM = " - cac ho"  # behind the name of the template of clans: that of their households
START_UNITS = "Chọn tệp Excel có danh sách đơn vị"
START_UNITS_TEXT = "Mỗi hàng một trường học, cơ quan, doanh nghiệp, hợp tác xã hoặc đơn vị khác."
START_PERSONS = "Chọn tệp Excel có danh sách công dân (nhân khẩu)"
START_PERSONS_TEXT = (
    "Mỗi người một hàng, có cột Họ và tên; hộ ghi bằng Mã hộ, hoặc Chủ hộ và Thôn, hoặc cột Quan hệ với chủ hộ.\n"
    "Người nào chưa rõ thuộc hộ nào sẽ được liệt kê để anh chị chọn, không tự đoán. Nên nhập danh sách hộ trước."
)
SCORES_OF = "Điểm của danh hiệu"
START_SCORES = "Chọn tệp Excel có bảng điểm"
START_SCORES_TEXT = (
    "Mỗi hàng một hộ (một công dân, một đơn vị…), mỗi chỉ số một cột. Họ phải có sẵn trong danh sách.\n"
    "Dễ nhất: tải tệp mẫu đã có sẵn tên, điền điểm rồi chọn lại ở đây."
)
CHOOSE = "&Chọn tệp…"
TEMPLATE = "Tải tệp &mẫu…"
DROP = "hoặc kéo tệp từ thư mục rồi thả vào đây"
RECENT = "Tệp đã chọn gần đây:"
CHOOSE_TITLE = "Chọn tệp bảng tính"
FILES = "Bảng tính (*.xlsx *.xls *.xlsm *.ods *.csv *.txt);;Mọi tệp (*)"
TEMPLATE_TITLE = "Lưu tệp mẫu"
TEMPLATE_FILES = "Tệp Excel (*.xlsx)"
TEMPLATE_NAMES = {
    "households": "Mau danh sach ho.xlsx",
    "persons": "Mau danh sach cong dan.xlsx",
    "clans": "Mau danh sach dong ho.xlsx",
    "units": "Mau danh sach don vi.xlsx",
    "scores": "Mau bang diem.xlsx",
}
TEMPLATE_DONE = "Đã lưu tệp mẫu"
TEMPLATE_DONE_TEXT = "Tệp mẫu ở: {path}\nĐiền danh sách vào đó rồi quay lại đây chọn tệp."
MAKING_TEMPLATE = "Đang ghi tệp mẫu"
READING = "Đang đọc tệp"
REFUSED = "{message}\nCách sửa: {cure}\nMã: {code}{place}"
PLACE = " · Chỗ: {place}"

# Step 1, once the file is read.
OTHER_FILE = "&Chọn tệp khác…"
FILE_LINE = "Tệp: {name}"
SHEETS = "Các trang trong tệp"
SHEETS_TIP = "Đánh dấu những trang cần nhập (phím cách); bảng bên phải cho xem trang đang chọn"
SHEET_COLUMNS = ("Trang", "Số hàng", "Thôn")
NO_TABLE = "chưa thấy bảng"
GROUP_FROM = {
    "column": "cột «{name}»",
    "sections": "hàng tên thôn xen giữa",
    "title": "{group} (tiêu đề)",
    "sheet": "{group} (tên trang)",
    "chosen": "{group} (anh chị chọn)",
}
NO_GROUP = "chưa biết thôn"
HIDDEN = "Trang ẩn không đọc: {names}."
READ_HIDDEN = "Đọc &cả trang ẩn"
SHEET_GROUP = "T&hôn của trang này:"
SHEET_GROUP_AUTO = "Theo tệp (tự tìm)"
PREVIEW = "Trang «{name}»: tiêu đề ở hàng {row} (tô màu)"
PREVIEW_NONE = "Trang «{name}»: chưa tìm thấy hàng tiêu đề; chọn hàng đó rồi bấm nút dưới đây"
PREVIEW_NAME = "Các hàng đầu của trang"
SET_HEADER = "&Lấy hàng đang chọn làm tiêu đề"
AUTO_HEADER = "Để chương trình tự tì&m"
LEGACY = "{count} ô trong tệp gõ bằng phông cũ {name}. Nếu cột bên phải đọc đúng thì đánh dấu đồng ý để chuyển."
LEGACY_COLUMNS = ("Trong tệp", "Sau khi chuyển")
LEGACY_AGREE = "Đồng ý ch&uyển phông sang Unicode khi nhập"
NO_SHEET_TICKED = "Đánh dấu ít nhất một trang có bảng để tiếp tục."
NO_TABLE_AT_ALL = (
    "Chưa thấy bảng danh sách nào trong tệp này.\n"
    "Cách sửa: chọn trang, chọn hàng tiêu đề ở bảng bên phải rồi bấm «Lấy hàng đang chọn làm tiêu đề»; "
    "hoặc tải tệp mẫu và chép danh sách vào đó."
)

# Step 2.
COLUMNS_HELP = (
    "Chương trình đã ghép sẵn. Xem lại các cột cần xem, sửa nếu chưa đúng; cột không cần thì để «Không lấy»."
)
TABLE_KIND = "&Bảng:"
TABLE_OF = "{names} ({count} trang)"
TABLE_OF_ONE = "Trang {name}"
COLUMN_TITLES = ("Cột", "Tiêu đề trong tệp", "Ví dụ", "Lấy làm", "Cách ghép")
NOT_USED = "— Không lấy —"
FIELD_OF = "Cột {letter}, «{heading}», lấy làm"
NO_HEADING = "(không có tiêu đề)"
NO_SAMPLES = "(trống)"
HOW = {
    "name": "Đúng tên cột",
    "similar": "Gần giống, xem lại",
    "content": "Đoán thử, xem lại",
    "remembered": "Như lần trước",
    "chosen": "Anh chị chọn",
}
HOW_UNUSED = "Không lấy"
HOW_UNKNOWN = "Chưa rõ, xem lại"
MISSING_NAME = "Còn thiếu cột «Họ và tên chủ hộ»: chọn cột đó ở danh sách dưới đây để tiếp tục."
MISSING_NAMES = {
    "clans": "Còn thiếu cột tên dòng họ (hoặc mã hộ, chủ hộ): chọn cột đó ở danh sách dưới đây để tiếp tục.",
    "units": "Còn thiếu cột «Tên đơn vị»: chọn cột đó ở danh sách dưới đây để tiếp tục.",
}
MISSING_GROUP = (
    "Chưa biết thôn của trang: {names}. Ghép một cột với «Thôn, tổ dân phố», hoặc quay lại chọn thôn cho trang."
)
MISSING_SCORES = "Chưa có cột điểm nào: ghép ít nhất một cột với một chỉ số, «Đăng ký» hoặc «Công nhận»."
ALL_MATCHED = "Đủ cột cần thiết. Cách ghép này được nhớ cho lần nhập sau."
REMEMBERED = "Các cột được ghép như lần trước. Cách ghép này tiếp tục được nhớ."

# Step 3.
CHECKING = "Đang kiểm tra"
TILES = {
    "new": "Mới",
    "updated": "Thay đổi",
    "unchanged": "Không đổi",
    "rejected": "Bị loại",
    "warnings": "Cảnh báo",
}
TILE_TIPS = {
    "new": "Hàng sẽ được thêm mới",
    "updated": "Hàng sẽ sửa số liệu đã có trong máy",
    "unchanged": "Hàng giống hệt số liệu đã có, không ghi gì",
    "rejected": "Hàng có lỗi, không nhập; sửa trong tệp rồi nhập lại",
    "warnings": "Chỗ đáng ngờ nhưng vẫn nhập; nên xem lại",
}
ALL_UNCHANGED = "Tệp này giống hệt số liệu đã có trong máy: không có gì để nhập."
NOTHING_GOOD = "Không có hàng nào nhập được. Xem các lỗi, sửa trong tệp rồi chọn lại tệp."
READY = "Bấm nút «Nhập …» bên dưới để ghi các hàng tốt. Nhập xong, lưu tệp kết quả để sửa những hàng bị loại."
NOTHING_NEW = "Không có gì mới để nhập: các hàng tốt giống hệt số liệu đã có, các hàng còn lại có lỗi."
STALE = "Có lựa chọn mới chưa được tính: bấm «Kiểm tra lại»."
TABS = {
    "households": "&Hộ chưa rõ ({count})",
    "problems": "&Lỗi, cảnh báo ({count})",
    "changes": "Tha&y đổi ({count})",
    "pairs": "Có thể t&rùng ({count})",
    "groups": "Thôn &mới ({count})",
    "rows": "Từn&g hàng ({count})",
    "notices": "Ghi &chú ({count})",
}
SEVERITY_FILTER = "Lọc theo mức"
EVERY_SEVERITY = "Cả lỗi và cảnh báo ({count})"
ONLY_ERRORS = "Chỉ lỗi ({count})"
ONLY_WARNINGS = "Chỉ cảnh báo ({count})"
KIND_FILTER = "Lọc theo loại"
EVERY_KIND = "Mọi loại"
KIND_COUNT = "{words} ({count})"
PROBLEM_COLUMNS = ("Mức", "Chỗ", "Giá trị", "Lý do", "Cách sửa")
ERROR = "Lỗi"
WARNING = "Cảnh báo"
CELL_PLACE = "Ô {cell}, trang {sheet}"
ROW_PLACE = "Hàng {row}, trang {sheet}"
SHEET_PLACE = "Trang {sheet}"
WHOLE_FILE = "Cả tệp"
EMPTY_VALUE = "(trống)"
PROBLEM_DETAIL = "{place}, giá trị «{value}»\n{message}\n{cure}"
PROBLEM_DETAIL_NO_VALUE = "{place}\n{message}\n{cure}"
PROBLEMS_NAME = "Danh sách lỗi và cảnh báo"
CHANGES_NAME = "Số liệu thay đổi"
ROWS_NAME = "Từng hàng của tệp"
PAIRS_NAME = "Các cặp có thể trùng"
NO_PROBLEMS = "Không có lỗi hay cảnh báo nào"
NO_PROBLEMS_TEXT = "Mọi hàng đều đọc được."
CHANGE_COLUMNS = ("Họ và tên", "Thôn, tổ", "Mục", "Đang có", "Sẽ thành")
CHANGE_DETAIL = "{place}: {head}, {group}\n{label}: {old} → {new}"
NO_CHANGES = "Không sửa số liệu nào đã có"
NO_CHANGES_TEXT = "Tệp này chỉ thêm mới hoặc giữ nguyên."
ROW_COLUMNS = ("Hàng", "Họ và tên", "Thôn, tổ", "Sẽ", "Chi tiết")
ROW_DETAIL = "{place}: {state}\n{details}"
CHANGE = "{label}: {old} → {new}"
ROW_FILTER = "Lọc theo kết quả"
EVERY_ROW = "Mọi hàng ({count})"
ROW_STATES = {
    "new": "Thêm mới",
    "updated": "Sửa số liệu",
    "unchanged": "Giữ nguyên",
    "rejected": "Bị loại",
}
ROW_STATE_COUNT = "{words} ({count})"

# Likely duplicates.
PAIR_COLUMNS = ("Hàng", "Họ tên trong tệp", "Chọn")
PAIR_FIELDS = (
    ("head_name", "Chủ hộ"),
    ("born", "Năm sinh"),
    ("group", "Thôn, tổ"),
    ("member_count", "Số khẩu"),
    ("school_age_count", "Trẻ đi học"),
    ("address", "Địa chỉ"),
    ("personal_number", "Số định danh"),
    ("code", "Mã hộ"),
    ("note", "Ghi chú"),
)
PERSON_PAIR_FIELDS = (
    ("name", "Họ và tên"),
    ("born", "Năm sinh"),
    ("sex", "Giới tính"),
    ("group", "Thôn, tổ"),
    ("personal_number", "Số định danh"),
    ("code", "Mã công dân"),
    ("note", "Ghi chú"),
)
PAIR_TITLES = ("Mục", "Trong tệp", "Đã có trong máy")
PAIR_NAME = "Hai bên cạnh nhau"
PAIR_NOUNS = {"households": "hộ", "persons": "người"}
PAIR_REASON = "{reason}. Một {noun} hay hai {noun}?"
SAME = "&Một {noun}, cập nhật"
DIFFERENT = "H&ai {noun}, thêm mới"
LEAVE_OUT = "&Bỏ qua"
LEAVE_OUT_TIP = "Không nhập hàng này"
REST = "Chọn như vậy cho {count} cặp &còn lại"
DECISIONS = {"same": "Một {noun}", "different": "Hai {noun}", "left_out": "Bỏ qua", None: "Mới?"}
PAIR_HINT = "Cặp chưa chọn («Mới?») được nhập thành {noun} mới."
NO_PAIRS = "Không có cặp nào có thể trùng"
NO_PAIRS_TEXT = "Mọi hàng hoặc khớp rõ với số liệu đã có, hoặc rõ là mới."

# Doubtful households of persons.
DOUBT_COLUMNS = ("Hộ ghi trong tệp", "Số người", "Vì sao chưa rõ", "Chọn")
DOUBTS_HELP = (
    "Chưa rõ những người này thuộc hộ nào nên chương trình không tự gắn. Chọn hộ cho từng dòng; "
    "dòng chưa chọn thì người trong đó chưa được nhập."
)
DOUBTS_REST = "&Với mọi dòng chưa chọn:"
REST_CHOICES = (
    (None, "Chưa nhập"),
    ("none", "Nhập, chỉ ghi thôn, không gắn hộ"),
    ("new", "Tạo hộ mới nếu đủ tên chủ hộ và thôn"),
)
DOUBTS_MORE = "Còn {count} dòng nữa không hiện ở đây: chọn chung ở ô trên, hoặc sửa trong tệp rồi nhập lại."
DOUBT_OPEN = "— chưa chọn —"
DOUBTS_STATE = (
    "Còn {count} người chưa rõ thuộc hộ nào nên chưa được nhập. "
    "Chọn ở mục «Hộ chưa rõ», hoặc nhập những người khác trước."
)
DOUBT_IS = "Là hộ {words}"
DOUBT_NEW = "Tạo hộ mới"
DOUBT_NONE = "Không gắn hộ, chỉ ghi thôn"
DOUBT_CHOICE = "{name}: chọn hộ"
DOUBT_NOTHING_TOLD = "(không ghi hộ, trang {sheet})"

# New groups.
GROUP_COLUMNS = ("Thôn, tổ mới", "Loại", "Số hàng", "Làm gì")
GROUP_NEW = "Tạo mới"
GROUP_IS = "Là «{name}» đã có"
GROUP_CHOICE = "{name}: làm gì"
GROUPS_HELP = (
    "Những thôn này chưa có trong máy và sẽ được tạo khi nhập. Nếu chỉ là cách viết khác, chọn thôn đã có."
)

# Step 4.
IMPORTING = "Đang nhập"
CANCELLED = "Đã hủy, chưa ghi gì vào máy."
DONE_TITLE = "Đã nhập xong"
DONE_TITLE_NOTHING = "Không có gì phải ghi"
DONE_NOTHING = "Tệp này giống hệt số liệu đã có trong máy."
DONE_LIST = {"new": "thêm {what} mới", "updated": "sửa {what}", "unchanged": "giữ nguyên {what}"}
DONE_PARTS = {
    "clan_members": {"new": "gắn {count} hộ vào dòng họ", "unchanged": "giữ nguyên {count} hộ"},
    "scores": {"new": "ghi điểm mới cho {what}", "updated": "sửa điểm {what}", "unchanged": "giữ nguyên {what}"},
}
DONE_REJECTED = (
    "{count} hàng có lỗi chưa được nhập. Bấm «Lưu tệp kết quả» để có bản sao tệp của anh chị với lý do từng hàng; "
    "sửa trong đó rồi nhập lại, các hàng đã nhập sẽ không bị lặp."
)
DONE_GROUPS = "Tạo {count} thôn, tổ: {names}."
MORE_GROUPS = "{names} và {count} nơi khác"
DONE_UNDONE = "Đã hoàn tác: số liệu trở lại như trước khi nhập."
UNDO = "&Hoàn tác ngay"
SAVE_RESULT = "&Lưu tệp kết quả…"
SHOW_LIST = "&Mở danh sách"
SHOW_GRID = "&Mở bảng điểm"
RESULT_TITLE = "Lưu tệp kết quả"
RESULT_FILES = "Tệp Excel (*.xlsx)"
RESULT_NAME = "{stem} - ket qua.xlsx"
WRITING_RESULT = "Đang ghi tệp kết quả"
RESULT_SAVED = "Đã lưu tệp kết quả: {path}"
ORIGINAL = "Không ghi đè lên tệp đang nhập."
ORIGINAL_CURE = "Chọn một tên khác cho tệp kết quả."

# What was chosen before the program broke off, as the offer counts it.
DRAFT_WORDS = {
    "ticked": "Trang tính đã chọn lại",
    "same_group": "Thôn đã trả lời",
    "households": "Hộ của công dân đã trả lời",
    "sheet_groups": "Thôn của trang tính",
    "header_rows": "Dòng tiêu đề",
    "include_hidden": "Trang tính ẩn",
    "convert": "Phông chữ cũ",
    "mappings": "Cột đã chọn lại",
    "decisions": "Dòng nghi trùng đã trả lời",
}
DRAFT_RESTORED = "Đã chọn lại như lúc {}. Chưa nhập gì; xem lại rồi làm tiếp các bước."
DRAFT_ON, DRAFT_OFF = "có", "không"
