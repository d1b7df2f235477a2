"""The words of the dialogs that ask for a password."""

TITLE = "Mật khẩu dữ liệu"
OPEN_INTRO = "Dữ liệu của xã trong thư mục này có mật khẩu:\n{}"
COPY_INTRO = "Tệp này có mật khẩu riêng:\n{}"
DAMAGED_INTRO = (
    "Tệp dữ liệu bị hỏng và có mật khẩu. Gõ mật khẩu để chương trình đọc lại từng trang của tệp:\n{}\n"
    "Quên mật khẩu thì gõ mã in trên phiếu khôi phục. Bấm Thôi thì chỉ dùng được bản sao lưu không có mật khẩu."
)
LOCKED_TITLE = "Màn hình đang khóa"
LOCKED_INTRO = "Gõ mật khẩu dữ liệu để làm tiếp. Mọi thứ vẫn như trước lúc khóa, kể cả chữ đang gõ dở."
PASSWORD = "&Mật khẩu"
CODE = "Mã khôi &phục"
CODE_HELP = "Dãy 11 nhóm chữ và số in trên «Phiếu khôi phục»; chữ hoa, chữ thường và dấu gạch đều được."
SHOW, HIDE = "Hiện", "Ẩn"  # no Alt letter: a dialog may have several
SHOW_NAME = "Hiện hoặc ẩn chữ đang gõ"
OPEN = "Mở &khóa"
FORGOT = "&Quên mật khẩu…"
HAVE_PASSWORD = "Gõ mật &khẩu"
CANCEL = "&Thôi"
NOTHING_TYPED = "Chưa gõ gì."
