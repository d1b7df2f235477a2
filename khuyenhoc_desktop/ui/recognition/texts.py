"""The words of the page «Đăng ký – Công nhận»."""

TITLE = "Đăng ký – Công nhận"
TABLE_NAME = "Danh sách đăng ký, đề nghị, công nhận"

# The line of figures.
STEPS = (
    "Đăng ký: <b>{registered}</b> trong {total} &nbsp;·&nbsp; Đạt: <b>{reached}</b>"
    " &nbsp;·&nbsp; Đề nghị: <b>{proposed}</b> &nbsp;·&nbsp; Công nhận: <b>{recognised}</b>"
)
WHO_COUNTS = " được tính"
COUNT = "{count}"
COUNT_SELECTED = "{count}, đang chọn {selected}"

# Columns.
NUMBER = "STT"
NAMES = {
    "learning_citizen": "Họ và tên",
    "learning_family": "Chủ hộ",
    "learning_clan": "Dòng họ",
    "learning_unit": "Đơn vị",
    "learning_community": "Thôn, tổ",
    "commune_learning_community": "Xã, phường",
}
GROUP = "Thôn, tổ"
REGISTERED = "Đăng ký"
POINTS = "Điểm"
OUTCOME = "Kết quả"
STAGE = "Đã xong bước"
PROPOSED = "Đề nghị"
RECOGNISED = "Công nhận"
LAST_YEAR = "Năm trước"
YES = "Có"
NO_WORD = "Không"
LEVEL = "Mức {level}"
WITHDRAWN = "Đã rút {day}"
STAGE_SHORT = {1: "Tự chấm", 2: "Bình xét", 3: "Thẩm định"}
STAGE_ON = "{stage} {day}"
RETURNED = "Trả lại: {note}"
REVOKED_BY = "Thôi, QĐ {number}"
RECOGNISED_WORD = "Công nhận"
REFUSED_WORD = "Không công nhận"
RECOGNISED_BY = "QĐ {number}"

# Filters: (code, words).
FILTER_REGISTERED = "Lọc theo đăng ký"
FILTER_OUTCOME = "Lọc theo kết quả chấm điểm"
SEARCH = "Tìm tên (Ctrl+F)"
FILTER_TITLE = "Danh hiệu"
FILTER_DECIDED = "Lọc theo bước đã xong, đề nghị, công nhận"
REGISTRATIONS = ((None, "Đăng ký: tất cả"), (True, "Đã đăng ký"), (False, "Chưa đăng ký"))
OUTCOMES = (
    (None, "Kết quả: tất cả"),
    ("reached", "Đạt"),
    ("not_reached", "Chưa đạt"),
    ("incomplete", "Chấm còn thiếu"),
    ("empty", "Chưa chấm"),
)
DECIDED = (
    (None, "Bước: tất cả"),
    ("stage_0", "Chưa xong bước nào"),
    ("stage_1", "Mới tự chấm xong"),
    ("stage_2", "Mới bình xét xong"),
    ("stage_3", "Đã thẩm định"),
    ("returned", "Đang bị trả lại"),
    ("proposed", "Đã đề nghị"),
    ("not_proposed", "Chưa đề nghị"),
    ("recognised", "Đã công nhận"),
    ("not_recognised", "Chưa công nhận"),
)

# Actions.
REGISTER = "Đăn&g ký"
UNREGISTER = "&Bỏ đăng ký"
STAGE_DONE = "&Xong bước"
PROPOSE = "Đề nghị {noun} đạ&t"
RECOGNISE = "&Công nhận"
DECISIONS = "&Quyết định"
MORE = "&Việc khác"
TIP_REGISTER = "Ghi những mục đang chọn là đã đăng ký danh hiệu"
TIP_UNREGISTER = "Bỏ đăng ký ghi nhầm của những mục đang chọn"
TIP_STAGE_DONE = "Ghi tự chấm, bình xét hoặc thẩm định đã xong, ngày nào, ai làm; xem trước danh sách"
TIP_PROPOSE = "Đề nghị tất cả đã đăng ký và đạt; xem trước danh sách"
TIP_RECOGNISE = "Công nhận theo quyết định: những mục được đề nghị hoặc đang chọn"
TIP_DECISIONS = "Xem, sửa các quyết định của năm"
TIP_MORE = "Đăng ký như năm trước, rút đăng ký, trả lại, điều chỉnh sau quyết định, xem quá trình"
LIKE_LAST_YEAR = "Đăng ký &như năm trước"
WITHDRAW = "Rút đăn&g ký những mục đang chọn"
SEND_BACK = "&Trả lại những mục đang chọn"
PROPOSE_SELECTED = "Đề nghị những mục đang &chọn"
UNPROPOSE = "&Rút đề nghị những mục đang chọn"
REFUSE = "&Không công nhận những mục đang chọn"
CLEAR = "&Bỏ kết quả công nhận những mục đang chọn"
CORRECT = "Điều chỉnh &sau quyết định"
DIFFERENCES = "Chỗ chấm khác nhau giữa các &bước"
STORY = "&Quá trình của mục đang chọn"

# Empty states.
EMPTY_TITLE = "Chưa có {noun} nào trong năm này"
EMPTY_TEXT = "Lập danh sách trước, rồi trở lại đây để ghi đăng ký và công nhận."
EMPTY_GO = "Mở &danh sách"
NOTHING_TITLE = "Không có mục nào như vậy"
NOTHING_TEXT = "Gõ ít chữ hơn, hoặc bỏ các điều kiện lọc ở trên."
NOTHING_ALL = "Bỏ lọc, &hiện tất cả"

# Registering.
REGISTER_TITLE = "Đăng ký danh hiệu {title}"
REGISTER_INTRO = "Ghi {count} đăng ký danh hiệu năm {year}."
REGISTER_KEPT = " {count} đã đăng ký từ trước, ngày đăng ký cũ được giữ nguyên."
REDATE_INTRO = "Những mục đang chọn đều đã đăng ký. Sửa ngày đăng ký của {count}?"
DAY = "&Ngày đăng ký"
DAY_HELP = "Gõ 01032026 hoặc 1/3/2026. Không nhớ ngày thì để trống."
REGISTERED_DONE = "Đã ghi {count} đăng ký. Ctrl+Z để hoàn tác."
LIKE_TITLE = "Đăng ký như năm trước"
LIKE_TEXT = (
    "{count} đã đăng ký năm {before}, nay vẫn ở xã và chưa đăng ký năm {year}.\n"
    "Ghi đăng ký năm {year} cho những mục này?"
)
LIKE_YES = "Đăng &ký {count}"
LIKE_NONE = "Không có mục nào đã đăng ký năm {before} mà chưa đăng ký năm {year}."

# What is asked before a change of the selected ones.
NO = "&Thôi"
CLOSE_NOTICE = "Đón&g"
UNREGISTER_TITLE = "Bỏ đăng ký"
UNREGISTER_TEXT = "Bỏ đăng ký của {count}?"
UNREGISTER_FURTHER = "\nTrong đó {count} đã được đề nghị hoặc công nhận: kết quả đó vẫn giữ, cần xem lại."
UNREGISTER_YES = "&Bỏ đăng ký {count}"
UNREGISTER_NONE = "Những mục đang chọn đều chưa đăng ký."
UNREGISTER_DONE = "Đã bỏ đăng ký {count}. Ctrl+Z để hoàn tác."
UNPROPOSE_TITLE = "Rút đề nghị"
UNPROPOSE_TEXT = "Rút đề nghị công nhận của {count}?"
UNPROPOSE_YES = "&Rút đề nghị {count}"
UNPROPOSE_NONE = "Những mục đang chọn đều chưa được đề nghị."
UNPROPOSE_DONE = "Đã rút đề nghị {count}. Ctrl+Z để hoàn tác."
REFUSE_TITLE = "Không công nhận"
REFUSE_TEXT = "Ghi {count} là không được công nhận năm {year}?"
REFUSE_FURTHER = (
    "\n{count} đã có trong quyết định nên để nguyên; muốn thôi công nhận thì lập quyết định điều chỉnh."
)
REFUSE_YES = "&Không công nhận {count}"
REFUSE_NONE = "Những mục đang chọn đều đã có kết quả."
REFUSE_DONE = "Đã ghi {count} không được công nhận. Ctrl+Z để hoàn tác."
CLEAR_TITLE = "Bỏ kết quả"
CLEAR_TEXT = "Bỏ kết quả công nhận của {count}, trở lại như chưa xét?"
CLEAR_YES = "&Bỏ kết quả {count}"
CLEAR_NONE = (
    "Những mục đang chọn chưa có kết quả, hoặc kết quả theo quyết định (dùng «Điều chỉnh sau quyết định»)."
)
CLEAR_DONE = "Đã bỏ kết quả của {count}. Ctrl+Z để hoàn tác."
WORKING = "Đang ghi {count}"
NOTHING_TO_DO = "Không có gì để làm"

# Proposing.
PROPOSE_TITLE = "Đề nghị công nhận những mục đạt"
PROPOSE_READY = "{count} đã đăng ký và đạt, chưa được đề nghị."
PROPOSE_NONE_READY = "Không còn {noun} nào đã đăng ký và đạt mà chưa được đề nghị."
PROPOSE_UNVERIFIED = "{count} đạt nhưng xã chưa thẩm định xong hoặc đang bị trả lại: {names}."
PROPOSE_ALREADY = "{count} đạt đã được đề nghị hoặc đã xét từ trước."
PROPOSE_OUT = "{count} đạt điểm nhưng chưa đăng ký nên không được đề nghị: {names}."
PROPOSE_YES = "Đề &nghị {count}"
PROPOSE_SHOW = "&Xem mục đạt mà chưa đăng ký"
PROPOSE_NONE_REACHED = "Chưa có mục nào đạt. Chấm điểm trước rồi đề nghị."
PROPOSE_DONE = "Đã đề nghị {count}. Ctrl+Z để hoàn tác."
PROPOSE_SELECTED_TITLE = "Đề nghị những mục đang chọn"
PROPOSE_SELECTED_TEXT = "Đề nghị công nhận {count}?"
PROPOSE_NOT_REACHED = "\n{count} chưa đạt điểm: {names}."
PROPOSE_NOT_REGISTERED = "\n{count} chưa đăng ký: {names}."
PROPOSE_SELECTED_NONE = "Những mục đang chọn đều đã được đề nghị."
ONE_MORE = " và {count} khác"

# Recognising.
RECOGNISE_TITLE = "Công nhận theo quyết định"
WHICH = "&Theo quyết định"
NEW_DECISION = "Quyết định mới"
KNOWN_DECISION = "{number}, {day}"
NO_DAY = "chưa ghi ngày"
DECISION_NUMBER = "&Số quyết định"
DECISION_NUMBER_HELP = "Ví dụ 125/QĐ-UBND"
DECISION_DAY = "&Ngày ký"
DECISION_DAY_HELP = "Gõ 01122026 hoặc 1/12/2026"
SIGNER = "Người &ký"
NOTE = "Ghi &chú"
WHOM = "&Công nhận những ai"
WHOM_PROPOSED = "{count} được đề nghị, chưa xét"
WHOM_SELECTED = "{count} đang chọn trong danh sách"
WHOM_MISSING = "Chưa chọn công nhận những ai."
WHOM_MISSING_CURE = "Chọn những mục được đề nghị, hoặc những mục đang chọn trong danh sách."
NOBODY = "Chưa có mục nào được đề nghị và chưa chọn mục nào. Bấm «Đề nghị … đạt», hoặc chọn trong danh sách."
WILL = "Sẽ công nhận {count}."
WILL_NOT_REACHED = "{count} chưa đạt điểm: {names}."
WILL_NOT_REGISTERED = "{count} chưa đăng ký: {names}."
WILL_ANOTHER = "{count} đã có trong quyết định từ trước nên để nguyên: {names}."
STILL_TITLE = "Có mục chưa đạt điểm"
STILL_TEXT = "{count} chưa đạt điểm: {names}.\nVẫn công nhận những mục này?"
STILL_ALL = "Công nhận cả &{count}"
STILL_REACHED = "&Chỉ công nhận {count} đạt"
STILL_NOT = "Chưa công nhận ai."
STILL_NOT_CURE = "Bấm Ghi để chọn lại, hoặc Hoãn để thôi."
RECOGNISED_DONE = "Đã công nhận {count} theo quyết định {number}. Ctrl+Z để hoàn tác."

# The list of decisions.
DECISIONS_TITLE = "Các quyết định {title} năm {year}"
DECISIONS_EMPTY = "Năm {year} chưa có quyết định nào. Quyết định được ghi khi bấm Công nhận."
DECISIONS_COLUMNS = ("Số", "Loại", "Ngày ký", "Người ký", "Ghi chú", "Nêu tên", "Còn công nhận")
KIND_OF = "{kind} (QĐ {number})"
EDIT = "&Sửa"
DELETE = "&Xóa"
SHOW = "Xem &tất cả đã công nhận"
CLOSE = "Đón&g (Esc)"
EDIT_TITLE = "Sửa quyết định"
DECISION_DELETED = "Đã xóa quyết định {number}. Ctrl+Z để lấy lại."

# The bulk steps: who is taken, who is left out.
TAKEN = "Sẽ ghi {count}."
TAKEN_NONE = "Không ghi được mục nào."
LEFT_OUT = "Để lại {count} {reason}: {names}."
UNPROPOSED = "Trong số sẽ ghi có {count} đã được đề nghị: đề nghị đó cũng thôi."
WHOLE_LIST = "Lưu danh sách đầy đủ ra &Excel"
WHOLE_LIST_SAVED = "Đã lưu danh sách vào {file}."
WHOLE_LIST_NAME = "danh-sach-xem-truoc.xlsx"
WHOLE_LIST_KIND = "Bảng Excel (*.xlsx)"
STEP_DONE = "Đã ghi {count}. Ctrl+Z để hoàn tác."
STAGE_TITLE = "Ghi một bước đã làm xong"
STAGE_WHICH = "&Bước"
STAGE_PERSON = "Người &làm"
STAGE_PERSON_HELP = "Ví dụ: chi hội trưởng, tổ thẩm định. Có thể để trống."
STAGE_DAY = "&Ngày xong"
DAY_MAY_BE_EMPTY = "Gõ 01112026 hoặc 1/11/2026. Không nhớ ngày thì để trống."
RETURN_TITLE = "Trả lại để làm lại"
RETURN_WHICH = "Trả lại &bước nào"
RETURN_NOTE = "&Lý do, cần làm lại gì"
RETURN_NOTE_HELP = "Bắt buộc. Người làm bước đó sẽ thấy lời này."
RETURN_DAY = "&Ngày trả lại"
WITHDRAW_TITLE = "Rút đăng ký"
WITHDRAW_INTRO = (
    "Dùng khi đã đăng ký rồi xin rút: việc rút được giữ lại trong quá trình. Ghi nhầm thì dùng «Bỏ đăng ký»."
)
WITHDRAW_NOTE = "&Lý do"
WITHDRAW_DAY = "&Ngày rút"

# A decision that corrects another.
CORRECT_TITLE = "Điều chỉnh sau quyết định"
CORRECT_INTRO = (
    "Điều đã ghi trong quyết định cũ được giữ nguyên; quyết định mới ghi thêm điều chỉnh. Nếu chỉ gõ nhầm số,"
    " ngày, người ký thì vào «Quyết định» để sửa."
)
CORRECT_NONE = "Năm {year} chưa có quyết định công nhận nào để điều chỉnh."
CORRECT_WHICH = "Điều chỉnh &quyết định"
CORRECT_WHAT = "Điều chỉnh &thế nào"
CORRECT_WHATS = ((False, "Thôi công nhận những mục đang chọn"), (True, "Công nhận thêm những mục đang chọn"))
CORRECT_WHAT_MISSING = "Chưa chọn thôi công nhận hay công nhận thêm."
CORRECT_WHAT_CURE = "Chọn một dòng trong danh sách."
CORRECT_NOTE = "&Lý do"

# The story of one subject.
STORY_TITLE = "Quá trình của {name}"
STORY_COLUMNS = ("Năm", "Ngày", "Việc", "Ai", "Ghi chú")
STORY_EMPTY = "Chưa có bước nào, quyết định nào được ghi."
STORY_RULED = {True: "Công nhận theo quyết định {number}", False: "Thôi công nhận theo quyết định {number}"}
STORY_CORRECTS = "điều chỉnh quyết định {number}"

# Where the stages differ.
DIFFERENCES_TITLE = "Chỗ chấm khác nhau giữa các bước, năm {year}"
DIFFERENCES_COLUMNS = ("Tên", "Thôn, tổ", "Chỉ số", "Tự chấm", "Bình xét", "Thẩm định")
DIFFERENCES_EMPTY = "Các bước chấm giống nhau, hoặc mới có điểm tự chấm."
DIFFERENCES_NOTE = "Ô trống: bước đó không chấm, hoặc giữ điểm của bước trước."
DIFFERENCES_OPEN = "&Mở phiếu"
