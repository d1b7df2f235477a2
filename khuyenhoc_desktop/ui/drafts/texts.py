"""All words about unfinished typing."""

TITLE = "Có phần đang gõ dở chưa ghi"
ONE_OF = "Phần {} trong {} phần. Mở phần này thì phần còn lại được hỏi ở lần mở chương trình sau.\n\n"
# True of a run that broke off, and of a copy put back that was made while somebody typed.
LEAD = "Lúc {when} đang gõ {what} mà chưa ghi:"
LEAD_OF = {  # where leaving it for later is usual
    "criteria": "Có bản nháp chưa ghi của {what}, soạn lần cuối lúc {when}:",
    "import": "Còn {what} chưa xong, lần cuối lúc {when}. Đã chọn:",
}
TEXT = (
    "{which}{lead}\n{typed}\n\n"
    "Phần này chưa ghi vào tệp. «Mở lại để xem» đưa chữ đã gõ về đúng chỗ đó, anh chị xem lại rồi mới ghi."
    " «Để lần sau»: lần mở chương trình tới sẽ hỏi lại."
)
CHOICES = ["&Mở lại để xem", "&Bỏ đi", "Để lần s&au"]
LINE, COUNT_LINE = "• {}: «{}»", "• {}: {}"
EMPTIED = "• {}: đã xóa trống"
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
    "import": "việc nhập tệp {name}",
}
WHAT_NEW = {
    "household": "hộ mới {name}",
    "person": "công dân mới {name}",
    "clan": "dòng họ mới {name}",
    "unit": "đơn vị mới {name}",
}
OF_YEAR = "{what} (lúc làm việc với năm {year})"

RESTORED = "Đã đưa lại {} ô đang gõ dở lúc {}. Xem lại rồi bấm Ghi (Ctrl+S)."
RESTORED_CELL = "Đã đưa lại chữ đang gõ dở lúc {} vào ô này. Enter là ghi, Esc là bỏ."
CHANGED = "Lưu ý: trong tệp đã có giá trị mới ở {} ô từ lúc đó; ô trên màn hình là chữ đang gõ dở."
GONE = "«{name}» không còn, hoặc đã khác trước, nên phần gõ dở không được đưa vào đâu cả."
LOCKED = "Số liệu năm {year} đã khóa nên phần gõ dở chưa đưa lại được; phần này vẫn được giữ."
LOCKED_CURE = "Mở khóa năm {year} ở trang Năm làm việc; lần mở chương trình sau sẽ hỏi lại."
UNSEEN = "Chưa thấy tệp «{name}» ở chỗ cũ nên chưa nhập tiếp được; những gì đã chọn vẫn được giữ."
UNSEEN_CURE = "Tệp ở USB thì cắm USB; lần mở chương trình sau sẽ hỏi lại."
OTHER_VALUE = "Ô này đã được sửa từ lúc đó (nay {now}) nên phần gõ dở không được đưa vào, để khỏi đè lên."
NOW, NOW_EMPTY = "ghi «{}»", "để trống"
COPY_IT = "Nội dung đã gõ, cần thì chép lại:\n{}"

ASK_TITLE = "Đưa lại phần đang gõ dở?"
ASK_TEXT = "Lúc {when} trong biểu này có {count} ô đã gõ mà chưa ghi:\n{typed}"
ASK_YES, ASK_NO = "Đưa &lại", "&Bỏ đi"
