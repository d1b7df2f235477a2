"""The words of the page «Năm làm việc»."""

TITLE = "Năm làm việc"
TABLE_NAME = "Tiến độ của từng thôn"

# The line over the other pages while the year is locked.
BANNER = "Số liệu năm {year} đã khóa: chỉ xem, không sửa được."
BANNER_GO = "Mở khóa…"
BANNER_TIP = "Sang trang Năm làm việc và mở khóa; phải ghi lý do"

# What stands above the table.
OPEN = "Năm {year} đang mở. {mode} {age}"
LOCKED = "Năm {year} đã khóa lúc {when}: chỉ xem, không sửa được.{reason} {mode} {age}"
LOCK_REASON = " Lý do: {reason}."
UNLOCKED = " Lần gần đây mở khóa vì: {reason}."
MODES = {
    "simple": "Quy trình đơn giản: bình xét, thẩm định ghi hay không cũng được.",
    "full": "Quy trình đủ các bước: xã thẩm định xong mới được đề nghị.",
}
AGE = "Công dân tính từ {age} tuổi."
NO_DEADLINES = "Chưa đặt hạn cho bước nào. Bấm «Đặt hạn» để chương trình nhắc việc quá hạn."
DEADLINES = "Hạn: {steps}."
DEADLINE = "{step} {day}"
NOTHING_LATE = "Không có bước nào quá hạn."
LATE = "Quá hạn: {steps}."
LATE_STEP = "{step} (hạn {day}): {titles}"
LATE_TITLE = "còn {waiting} ở {groups} thôn"
LATE_TITLE_WHOLE = "còn {waiting}"
LATE_NOBODY = "chưa ai đăng ký {titles}"
LATE_SOME = "{groups} thôn chưa ai đăng ký {title}"
LATE_HANDOVER = "{step} (hạn {day}): chưa tạo gói nộp"
FILTER_TITLE = "Danh hiệu"

# Columns.
GROUP = "Thôn, tổ"
TOTAL = "Tổng"
REGISTERED = "Đăng ký"
COMPLETE = "Chấm xong"
SELF_SCORED = "Tự chấm"
REVIEWED = "Bình xét"
VERIFIED = "Thẩm định"
RETURNED = "Trả lại"
PROPOSED = "Đề nghị"
RECOGNISED = "Công nhận"
OVERDUE = "Quá hạn"
WHOLE = "Toàn xã"
NO_GROUP = "(không thuộc thôn nào)"
LATE_SHORT = {
    "registration": "đăng ký",
    "self_score": "tự chấm",
    "review": "bình xét",
    "verification": "thẩm định",
    "proposal": "đề nghị",
    "decision": "quyết định",
    "handover": "nộp",
}
EMPTY_TITLE = "Chưa có mục nào của danh hiệu này trong năm"
EMPTY_TEXT = "Lập danh sách trước, rồi trở lại đây để xem tiến độ."

# Actions.
SHOW = "Mở &danh sách"
SET_DEADLINES = "Đặt &hạn"
LOCK = "&Khóa số liệu"
UNLOCK = "Mở &khóa"
ROLL = "Chuyển &năm"
SET_AGE = "&Tuổi công dân"
SET_MODE = "&Quy trình"
TIP_SHOW = "Mở danh sách đăng ký, công nhận của thôn đang chọn (Enter)"
TIP_SET_DEADLINES = "Đặt ngày phải xong của từng bước"
TIP_LOCK = "Khóa để không ai sửa số liệu của năm; mở lại được khi có lý do"
TIP_UNLOCK = "Mở khóa để sửa số liệu của năm; phải ghi lý do"
TIP_ROLL = "Sang năm sau: mang theo bộ tiêu chí, hạn, chỉ tiêu và đăng ký"
TIP_SET_AGE = "Công dân từ tuổi nào thì được tính trong các tỷ lệ"
TIP_SET_MODE = "Đơn giản, hay phải bình xét và thẩm định xong mới đề nghị"

# Deadlines.
DEADLINES_TITLE = "Hạn các bước của năm {year}"
DEADLINES_INTRO = "Gõ ngày phải xong của từng bước, ví dụ 31/10/2026. Bước không có hạn thì để trống."
DEADLINES_DONE = "Đã ghi hạn các bước. Ctrl+Z để hoàn tác."

# Locking.
LOCK_TITLE = "Khóa số liệu năm {year}"
LOCK_INTRO = (
    "Khóa xong, không ai sửa được số liệu năm {year}; các tỷ lệ giữ đúng như lúc này. Mở khóa được khi có lý do."
)
LOCK_LEFT = "Còn những việc chưa xong:"
LOCK_CLEAN = "Không còn việc nào dở dang."
LOCK_YES = "&Khóa số liệu (Ctrl+S)"
LOCK_WHY = "&Lý do (có thể để trống)"
LOCK_WHY_HELP = "Ví dụ: đã nộp kết quả lên cấp trên."
LOCK_DONE = "Đã khóa số liệu năm {year}. Ctrl+Z để hoàn tác."
UNLOCK_TITLE = "Mở khóa năm {year}"
UNLOCK_INTRO = "Mở khóa thì sửa được số liệu năm {year}; lý do được giữ trong Nhật ký. Sửa xong nên khóa lại."
UNLOCK_YES = "Mở &khóa (Ctrl+S)"
UNLOCK_WHY = "&Lý do mở khóa"
UNLOCK_WHY_HELP = "Bắt buộc. Ví dụ: sửa theo Quyết định 130/QĐ-UBND."
UNLOCK_DONE = "Đã mở khóa năm {year}. Ctrl+Z để hoàn tác."

# Going over to the next year.
ROLL_TITLE = "Chuyển từ năm {before} sang năm {year}"
ROLL_INTRO = (
    "Năm {year} sẽ có: bộ tiêu chí như năm {before}; {deadlines}; {targets}; công dân tính từ {age} tuổi."
    " Danh sách hộ, người, thôn không đổi; điểm năm {before} hiện bên cạnh để đối chiếu."
)
ROLL_OPEN = " Năm {year} đã mở từ trước: chỉ thêm những gì còn thiếu."
ROLL_DEADLINES = "{count} hạn lùi đúng một năm"
ROLL_NO_DEADLINES = "chưa có hạn nào"
ROLL_TARGETS = "{count} chỉ tiêu"
ROLL_NO_TARGETS = "chưa có chỉ tiêu"
ROLL_SAVE = "&Chuyển sang năm {year} (Ctrl+S)"
ROLL_CARRY = "Mang đăng ký {title}?"
ROLL_ANEW = "\n\nDanh hiệu nào phải đăng ký lại từ đầu thì chọn Không."
ROLL_CARRY_HELP = "{carried} đã đăng ký năm {before} và vẫn còn{left}."
ROLL_LEFT = "; {left} không mang vì không còn ở đây hoặc đã có phiếu năm mới"
ROLL_ASK = "Chưa có đăng ký nào để mang theo. Chuyển sang năm {year}?"
ROLL_YES = "&Chuyển sang năm {year}"
ROLL_NO = "&Thôi"
ROLL_DONE = "Đã chuyển sang năm {year}. Ctrl+Z để hoàn tác."
GO_TITLE = "Đã mở năm {year}"
GO_TEXT = "Làm việc với năm {year} ngay bây giờ?"
GO_YES = "&Làm việc với năm {year}"
GO_NO = "Ở &lại năm {before}"

# The base age, and the way of the round.
AGE_TITLE = "Tuổi công dân được tính, năm {year}"
AGE_INTRO = (
    "Chưa rõ văn bản nào định tuổi này (nơi dùng 15, nơi dùng 16 hoặc 18): hỏi cấp trên rồi gõ. Người chưa đủ tuổi"
    " hoặc không rõ năm sinh vẫn được chấm, nhưng không tính vào tỷ lệ (riêng tỷ lệ người học của đơn vị tính mọi"
    " tuổi). Hiện tính {counted} người, không tính {out} người."
)
AGE_LABEL = "&Từ bao nhiêu tuổi"
AGE_MISSING = "Chưa gõ tuổi."
AGE_CURE = "Gõ số, ví dụ 18."
AGE_DONE = "Đã đặt tuổi công dân. Ctrl+Z để hoàn tác."
MODE_TITLE = "Quy trình xét"
MODE_INTRO = "Áp dụng cho mọi danh hiệu, mọi năm chưa khóa."
MODE_LABEL = "&Cách làm"
MODE_CHOICES = (
    ("simple", "Đơn giản: đăng ký, chấm điểm, đề nghị"),
    ("full", "Đủ các bước: thêm bình xét và thẩm định"),
)
MODE_DONE = "Đã đặt quy trình xét. Ctrl+Z để hoàn tác."
