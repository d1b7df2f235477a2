"""The words of the page «Tổng quan»."""

from khuyenhoc_desktop.services.year_work import Step

TITLE = "Tổng quan"
SUBTITLE = "Gia đình học tập năm {year}"
ALL_DONE = "Mọi việc của năm {year} đã xong, gói nộp đã tạo."
GO_ON_WITH = "Việc tiếp theo: {step}."
SAMPLE = "Đang dùng bộ tiêu chí mẫu để làm thử, chưa phải văn bản chính thức (xem Bộ tiêu chí)."
BACKUP_TODAY = "Sao lưu gần nhất: hôm nay lúc {:%H:%M}."
BACKUP_BEFORE = "Sao lưu gần nhất: {:%d/%m/%Y} lúc {:%H:%M}."
BACKUP_NEVER = "Chưa sao lưu lần nào."

# The steps: title, and the words on the button that leads there.
STEPS = {
    Step.HOUSEHOLDS: "Danh sách hộ",
    Step.REGISTRATION: "Đăng ký",
    Step.SCORING: "Chấm điểm",
    Step.RECOGNITION: "Công nhận",
    Step.HANDOVER: "Tổng hợp và Nộp",
}
BUTTONS = {
    Step.HOUSEHOLDS: "Mở danh sách",
    Step.REGISTRATION: "Ghi đăng ký",
    Step.SCORING: "Chấm điểm",
    Step.RECOGNITION: "Công nhận",
    Step.HANDOVER: "Kiểm tra và Nộp",
}
DONE = "✓ Xong"
PARTLY = "✓ Đã làm"
NEXT = "► Việc tiếp theo"
OPEN = "Chưa xong"
PERCENT = "%p%"

HOUSEHOLDS = "{total} hộ trong {groups} thôn, tổ."
NO_HOUSEHOLDS = "Chưa có hộ nào."
EMPTY_GROUPS = "{count} thôn chưa có hộ."
REGISTERED = "Đã đăng ký {registered}/{total} hộ."
SCORED = "Đã chấm xong {complete}/{registered} hộ đăng ký."
INCOMPLETE = "{count} hộ đang chấm dở."
UNREGISTERED = "{count} hộ có điểm mà chưa đăng ký."
SCORE_LATER = "Ghi đăng ký trước, rồi chấm điểm các hộ đã đăng ký."
REACHED = "{reached} hộ đạt, đã công nhận {recognised} hộ."
NONE_REACHED = "Chưa có hộ nào đạt."
AWAITING_SCORES = "Chờ chấm nốt {count} hộ đăng ký."
TO_PROPOSE = "Còn {count} hộ chưa đề nghị."
TO_DECIDE = "Còn {count} hộ chờ kết quả."
NOT_EXPORTED = "Chưa tạo gói nộp lên cấp trên."
EXPORTED = "Đã tạo gói số {sequence}, {made:%d/%m/%Y}."
CHANGED = "Sau đó đã có việc làm thêm: kiểm tra rồi tạo lại gói."
BAR_NAME = "{step}: phần đã làm"

# The table by thôn.
TABLE_NAME = "Việc còn lại theo thôn"
GROUP = "Thôn, tổ"
TOTAL = "Tổng hộ"
WHOLE_COLUMN = "Tổng số"
REACHED_COLUMN = "Đạt"
REGISTERED_COLUMN = "Đăng ký"
COMPLETE_COLUMN = "Chấm xong"
INCOMPLETE_COLUMN = "Chấm dở"
PROPOSED_COLUMN = "Đề nghị"
RECOGNISED_COLUMN = "Công nhận"
LEFT_COLUMN = "Việc còn lại"
LEFT_HOUSEHOLDS = "chưa có hộ"
LEFT_REGISTRATION = "chưa ghi đăng ký"
LEFT_SCORING = "chấm {} hộ"
LEFT_PROPOSAL = "đề nghị {} hộ"
LEFT_DECISION = "ghi kết quả {} hộ"
LEFT_NOTHING = "✓ xong"
LEFT_STEPS = {
    "self_score": "chấm {}",
    "review": "bình xét {}",
    "verification": "thẩm định {}",
    "proposal": "đề nghị {}",
    "decision": "ghi kết quả {}",
}
NOBODY = "Chưa có {noun} nào trong danh sách."

# The other parts: all titles, charts, what is overdue.
TAB_TITLES = "Các danh hiệu"
TAB_GROUPS = "Việc từng thôn"
TAB_CHARTS = "Biểu đồ"
PICK_TITLE = "Danh hiệu"
NONE_LISTED = "Chưa có trong danh sách."
RECOGNISED_OF = "{recognised}/{total} được công nhận ({percent} trên tổng số)."
COMMUNE_RECOGNISED = {True: "Đã được công nhận.", False: "Chưa được công nhận."}
GOAL_SHORT = "Chỉ tiêu {percent} {base}: còn thiếu {count}."
GOAL_MET = "Đã đạt chỉ tiêu {percent} {base}."
IS_DUE = "Hạn {}."
WAS_DUE = "Đã quá hạn {}."
STEP_WORDS = {
    "listing": "Lập danh sách trước.",
    "registration": "Ghi đăng ký: chưa có ai đăng ký.",
    "self_score": "Chấm điểm: còn {}.",
    "review": "Thôn, chi hội bình xét: còn {}.",
    "verification": "Xã thẩm định: còn {}.",
    "proposal": "Đề nghị công nhận: còn {}.",
    "decision": "Ghi quyết định: còn {}.",
    "done": "✓ Xong.",
}
COMMUNE_STEPS = {
    "listing": "Ghi thông tin của xã trước.",
    "registration": "Ghi đăng ký.",
    "self_score": "Chấm phiếu của xã.",
    "review": "Bình xét phiếu của xã.",
    "verification": "Thẩm định phiếu của xã.",
    "proposal": "Đề nghị công nhận.",
    "decision": "Ghi quyết định.",
    "done": "✓ Xong.",
}
STEP_BUTTONS = {
    "listing": "Lập danh sách",
    "registration": "Ghi đăng ký",
    "self_score": "Chấm điểm",
    "review": "Bình xét",
    "verification": "Thẩm định",
    "proposal": "Đề nghị",
    "decision": "Ghi quyết định",
    "done": "Xem số liệu",
}
OVERDUE = "Quá hạn: {steps}. Mở Năm làm việc để xem từng thôn hoặc đổi hạn."
OVERDUE_STEP = "{step} (hạn {day})"
CHART_YEARS = "{title}: tỷ lệ được công nhận qua các năm (trên tổng số)"
CHART_GROUPS = "{title} năm {year}: tỷ lệ được công nhận theo thôn (trên tổng số)"
YEAR = "Năm {}"
PRINT = "&In biểu đồ…"
TIP_PRINT = "Xem trước rồi in biểu đồ của danh hiệu đang chọn"

# Nothing entered yet.
EMPTY_TITLE = "Bắt đầu: đưa danh sách hộ vào chương trình"
EMPTY_TEXT = (
    "Nếu xã đã có danh sách hộ trong Excel, bấm nút thứ nhất: thôn và hộ được lấy cùng một lúc.\n"
    "Nếu chưa có, bấm Thêm thôn để lập danh sách thôn, tổ dân phố trước, rồi thêm từng hộ."
)
EMPTY_IMPORT = "Nhập danh sách hộ từ Excel"
EMPTY_ADD_GROUP = "Thêm thôn"

# Commands.
GO_ON = "&Làm tiếp: {}"
TIP_GO_ON = "Mở màn hình của việc tiếp theo"
IMPORT = "Nhập từ &Excel"
ADD_GROUP = "&Thêm thôn"
TIP_ADD_GROUP = "Mở trang Thôn, tổ dân phố để lập danh sách thôn"
TIP_IMPORT = "Lấy danh sách hộ hoặc điểm từ tệp Excel"
OPEN_GROUP = "&Việc của thôn"
TIP_OPEN_GROUP = "Mở việc còn lại của thôn đang chọn trong bảng (cũng bằng phím Enter)"
BACK_UP = "&Sao lưu"
TIP_BACK_UP = "Mở màn hình Sao lưu: giữ một bản sao số liệu trong máy hoặc ra USB"
