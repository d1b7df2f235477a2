"""The words of the page «Đăng ký – Công nhận»."""

TITLE = "Đăng ký – Công nhận"
TABLE_NAME = "Danh sách hộ đăng ký, đề nghị, công nhận"

# The line of figures.
STEPS = (
    "Đăng ký: <b>{registered}</b> trong {total} hộ &nbsp;·&nbsp; Đạt điểm: <b>{reached}</b>"
    " &nbsp;·&nbsp; Đề nghị: <b>{proposed}</b> &nbsp;·&nbsp; Công nhận: <b>{recognised}</b>"
)
COUNT = "{count} hộ"
COUNT_SELECTED = "{count} hộ, đang chọn {selected}"

# Columns.
NUMBER = "STT"
HEAD = "Chủ hộ"
GROUP = "Thôn, tổ"
REGISTERED = "Đăng ký"
POINTS = "Điểm"
OUTCOME = "Kết quả"
PROPOSED = "Đề nghị"
RECOGNISED = "Công nhận"
LAST_YEAR = "Năm trước"
YES = "Có"
RECOGNISED_WORD = "Công nhận"
REFUSED_WORD = "Không công nhận"
RECOGNISED_BY = "QĐ {number}"

# Filters: (code, words).
FILTER_REGISTERED = "Lọc theo đăng ký"
FILTER_OUTCOME = "Lọc theo kết quả chấm điểm"
FILTER_DECIDED = "Lọc theo đề nghị và công nhận"
REGISTRATIONS = ((None, "Đăng ký: tất cả"), (True, "Đã đăng ký"), (False, "Chưa đăng ký"))
OUTCOMES = (
    (None, "Kết quả: tất cả"),
    ("reached", "Đạt"),
    ("not_reached", "Chưa đạt"),
    ("incomplete", "Chấm còn thiếu"),
    ("empty", "Chưa chấm"),
)
DECIDED = (
    (None, "Công nhận: tất cả"),
    ("proposed", "Đã đề nghị"),
    ("not_proposed", "Chưa đề nghị"),
    ("recognised", "Đã công nhận"),
    ("not_recognised", "Chưa công nhận"),
)

# Actions.
REGISTER = "Đăn&g ký"
UNREGISTER = "&Bỏ đăng ký"
PROPOSE = "Đề nghị hộ đạ&t"
RECOGNISE = "&Công nhận"
DECISIONS = "&Quyết định"
MORE = "&Việc khác"
TIP_REGISTER = "Ghi các hộ đang chọn là đã đăng ký danh hiệu"
TIP_UNREGISTER = "Bỏ đăng ký của các hộ đang chọn"
TIP_PROPOSE = "Đề nghị tất cả hộ đã đăng ký và đạt điểm; xem trước số hộ"
TIP_RECOGNISE = "Công nhận theo quyết định: các hộ được đề nghị hoặc đang chọn"
TIP_DECISIONS = "Xem, sửa các quyết định của năm"
TIP_MORE = "Đăng ký như năm trước, rút đề nghị, không công nhận, bỏ kết quả"
LIKE_LAST_YEAR = "Đăng ký &như năm trước"
PROPOSE_SELECTED = "Đề nghị các hộ đang &chọn"
UNPROPOSE = "&Rút đề nghị các hộ đang chọn"
REFUSE = "&Không công nhận các hộ đang chọn"
CLEAR = "&Bỏ kết quả công nhận các hộ đang chọn"

# Empty states.
EMPTY_TITLE = "Chưa có hộ nào trong năm này"
EMPTY_TEXT = "Lập danh sách hộ trước, rồi trở lại đây để ghi đăng ký và công nhận."
EMPTY_GO = "Mở &Danh sách hộ"
NOTHING_TITLE = "Không có hộ nào như vậy"
NOTHING_TEXT = "Gõ ít chữ hơn, hoặc bỏ các điều kiện lọc ở trên."
NOTHING_ALL = "Bỏ lọc, &hiện tất cả"

# Registering.
REGISTER_TITLE = "Đăng ký danh hiệu Gia đình học tập"
REGISTER_INTRO = "Ghi {count} hộ đăng ký danh hiệu năm {year}."
REGISTER_KEPT = " {count} hộ đã đăng ký từ trước, ngày đăng ký cũ được giữ nguyên."
REDATE_INTRO = "Các hộ đang chọn đều đã đăng ký. Sửa ngày đăng ký của {count} hộ?"
DAY = "&Ngày đăng ký"
DAY_HELP = "Gõ 01032026 hoặc 1/3/2026. Không nhớ ngày thì để trống."
REGISTERING = "Đang ghi đăng ký {count} hộ"
REGISTERED_DONE = "Đã ghi {count} hộ đăng ký. Ctrl+Z để hoàn tác."
LIKE_TITLE = "Đăng ký như năm trước"
LIKE_TEXT = (
    "{count} hộ đã đăng ký năm {before}, nay vẫn ở xã và chưa đăng ký năm {year}.\n"
    "Ghi các hộ này đăng ký năm {year}?"
)
LIKE_YES = "Đăng &ký {count} hộ"
LIKE_NONE = "Không có hộ nào đã đăng ký năm {before} mà chưa đăng ký năm {year}."

# What is asked before a change of the selected households.
NO = "&Thôi"
UNREGISTER_TITLE = "Bỏ đăng ký"
UNREGISTER_TEXT = "Bỏ đăng ký của {count} hộ?"
UNREGISTER_FURTHER = "\nTrong đó {count} hộ đã được đề nghị hoặc công nhận: kết quả đó vẫn giữ, cần xem lại."
UNREGISTER_YES = "&Bỏ đăng ký {count} hộ"
UNREGISTER_NONE = "Các hộ đang chọn đều chưa đăng ký."
UNREGISTER_DONE = "Đã bỏ đăng ký {count} hộ. Ctrl+Z để hoàn tác."
UNPROPOSE_TITLE = "Rút đề nghị"
UNPROPOSE_TEXT = "Rút đề nghị công nhận của {count} hộ?"
UNPROPOSE_YES = "&Rút đề nghị {count} hộ"
UNPROPOSE_NONE = "Các hộ đang chọn đều chưa được đề nghị."
UNPROPOSE_DONE = "Đã rút đề nghị {count} hộ. Ctrl+Z để hoàn tác."
REFUSE_TITLE = "Không công nhận"
REFUSE_TEXT = "Ghi {count} hộ là không được công nhận năm {year}?"
REFUSE_FURTHER = "\nTrong đó {count} hộ đang được công nhận theo quyết định: sẽ bỏ khỏi quyết định."
REFUSE_YES = "&Không công nhận {count} hộ"
REFUSE_NONE = "Các hộ đang chọn đều đã ghi là không công nhận."
REFUSE_DONE = "Đã ghi {count} hộ không được công nhận. Ctrl+Z để hoàn tác."
CLEAR_TITLE = "Bỏ kết quả"
CLEAR_TEXT = "Bỏ kết quả công nhận của {count} hộ, trở lại như chưa xét?"
CLEAR_YES = "&Bỏ kết quả {count} hộ"
CLEAR_NONE = "Các hộ đang chọn đều chưa có kết quả công nhận."
CLEAR_DONE = "Đã bỏ kết quả của {count} hộ. Ctrl+Z để hoàn tác."
WORKING = "Đang ghi {count} hộ"
NOTHING_TO_DO = "Không có gì để làm"

# Proposing.
PROPOSE_TITLE = "Đề nghị các hộ đạt"
PROPOSE_READY = "{count} hộ đã đăng ký và đạt điểm, chưa được đề nghị."
PROPOSE_ALREADY = "{count} hộ đạt đã được đề nghị hoặc đã xét từ trước."
PROPOSE_OUT = "{count} hộ đạt điểm nhưng chưa đăng ký nên không được đề nghị: {names}."
PROPOSE_YES = "Đề &nghị {count} hộ"
PROPOSE_SHOW = "&Xem hộ đạt mà chưa đăng ký"
PROPOSE_NONE_REACHED = "Chưa có hộ nào đạt điểm. Chấm điểm trước rồi đề nghị."
PROPOSE_DONE = "Đã đề nghị {count} hộ. Ctrl+Z để hoàn tác."
PROPOSE_SELECTED_TITLE = "Đề nghị các hộ đang chọn"
PROPOSE_SELECTED_TEXT = "Đề nghị công nhận {count} hộ?"
PROPOSE_NOT_REACHED = "\n{count} hộ chưa đạt điểm: {names}."
PROPOSE_NOT_REGISTERED = "\n{count} hộ chưa đăng ký: {names}."
PROPOSE_SELECTED_NONE = "Các hộ đang chọn đều đã được đề nghị."
ONE_MORE = " và {count} hộ khác"

# Recognising.
RECOGNISE_TITLE = "Công nhận theo quyết định"
WHICH = "&Theo quyết định"
NEW_DECISION = "Quyết định mới"
KNOWN_DECISION = "{number}, {day}"
NO_DAY = "chưa ghi ngày"
DECISION_NUMBER = "&Số quyết định"
DECISION_NUMBER_HELP = "Ví dụ 125/QĐ-UBND"
DECISION_DAY = "&Ngày ký"
DECISION_DAY_HELP = "Gõ 01122010 hoặc 1/12/2010"
SIGNER = "Người &ký"
NOTE = "Ghi &chú"
WHOM = "&Công nhận những hộ nào"
WHOM_PROPOSED = "{count} hộ được đề nghị, chưa xét"
WHOM_SELECTED = "{count} hộ đang chọn trong danh sách"
WHOM_MISSING = "Chưa chọn công nhận những hộ nào."
WHOM_MISSING_CURE = "Chọn các hộ được đề nghị, hoặc các hộ đang chọn trong danh sách."
NOBODY = "Chưa có hộ nào được đề nghị và chưa chọn hộ nào. Bấm «Đề nghị hộ đạt», hoặc chọn hộ trong danh sách."
WILL = "Sẽ công nhận {count} hộ."
WILL_NOT_REACHED = "{count} hộ chưa đạt điểm: {names}."
WILL_NOT_REGISTERED = "{count} hộ chưa đăng ký: {names}."
WILL_ANOTHER = "{count} hộ đã được công nhận từ trước: sẽ ghi theo quyết định này."
STILL_TITLE = "Có hộ chưa đạt điểm"
STILL_TEXT = "{count} hộ chưa đạt điểm: {names}.\nVẫn công nhận các hộ này?"
STILL_ALL = "Công nhận cả &{count} hộ"
STILL_REACHED = "&Chỉ công nhận {count} hộ đạt"
RECOGNISED_DONE = "Đã công nhận {count} hộ theo quyết định {number}. Ctrl+Z để hoàn tác."

# The list of decisions.
DECISIONS_TITLE = "Các quyết định công nhận năm {year}"
DECISIONS_EMPTY = "Năm {year} chưa có quyết định nào. Quyết định được ghi khi bấm Công nhận."
DECISIONS_COLUMNS = ("Số", "Ngày ký", "Người ký", "Ghi chú", "Số hộ")
EDIT = "&Sửa"
DELETE = "&Xóa"
SHOW = "Xem &hộ"
CLOSE = "Đón&g (Esc)"
EDIT_TITLE = "Sửa quyết định"
