"""All words about unfinished typing."""

TITLE = "Có phần đang gõ dở chưa ghi"
ONE_OF = "Phần {} trong {} phần.\n"
TEXT = (
    "{which}{lead}\n{typed}\n\n"
    "Phần này chưa ghi vào tệp. Bấm «Mở lại để xem»: chương trình mở đúng chỗ đó với chữ đã gõ, anh chị xem"
    " lại rồi mới ghi."
)
LEAD = "Lần trước chương trình dừng giữa chừng. Lúc {when} đang gõ {what}:"
LEAD_OF = {  # where leaving it for later is usual
    "criteria": "Có bản nháp chưa ghi của {what}, soạn lần cuối lúc {when}:",
}
CHOICES = ["&Mở lại để xem", "&Bỏ đi", "Để lần s&au"]
OTHERS = "Còn {} phần gõ dở khác; lần mở chương trình sau sẽ hỏi tiếp."
LINE = "• {}: {}"
EMPTIED = "(xóa trống)"
MORE = "… và {} ô khác"
MOST_LINES, LONGEST = 6, 90  # lines told of one draft; letters of each

# Per kind, for a record on file; a new one has an entry of its own.
WHAT = {
    "household": "thông tin hộ {name}",
    "person": "thông tin công dân {name}",
    "clan": "dòng họ {name}",
    "unit": "đơn vị {name}",
    "settings": "thông tin của xã ở Thiết lập",
    "form": "biểu «{name}»",
    "criteria": "bộ tiêu chí {name}",
    "sheet": "phiếu chấm điểm năm {year} của {name}",
    "grid": "một ô trong bảng chấm điểm năm {year} của {name}",
    "import": "lựa chọn khi nhập tệp {name}",
}
WHAT_NEW = {
    "household": "hộ mới {name}",
    "person": "công dân mới {name}",
    "clan": "dòng họ mới {name}",
    "unit": "đơn vị mới {name}",
}

RESTORED = "Đã đưa lại {} ô đang gõ dở lúc {}. Xem lại rồi bấm Ghi (Ctrl+S)."
RESTORED_CELL = "Đã đưa lại chữ đang gõ dở lúc {} vào ô này. Enter là ghi, Esc là bỏ."
CHANGED = "Lưu ý: trong tệp đã có giá trị mới ở {} ô từ lúc đó; ô trên màn hình là chữ đang gõ dở."
GONE_TITLE = "Không còn chỗ để đưa lại"
REASON_GONE = "«{name}» không còn trong tệp, hoặc đã khác trước, nên phần gõ dở không được đưa vào đâu cả."
REASON_LOCKED = (
    "Số liệu năm {year} đã khóa nên phần gõ dở chưa đưa lại được. Phần này vẫn được giữ: mở khóa năm rồi thì lần"
    " mở chương trình sau sẽ hỏi lại."
)
REASON_VALUE = "Ô này nay đã ghi giá trị khác ({now}) nên phần gõ dở không được đưa vào, để khỏi đè lên."
EMPTY_CELL = "để trống"
GONE_TEXT = "{reason}\nNội dung đã gõ:\n{typed}"

ASK_TITLE = "Đưa lại phần đang gõ dở?"
ASK_TEXT = "Lúc {when} trong biểu này có {count} ô đã gõ mà chưa ghi:\n{typed}"
ASK_YES, ASK_NO = "Đưa &lại", "&Bỏ đi"
