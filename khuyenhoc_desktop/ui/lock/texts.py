"""The words of the dialogs that ask for a password."""

TITLE = "Mật khẩu dữ liệu"
OPEN_INTRO = "Dữ liệu của xã trong thư mục này có mật khẩu:\n{}"
COPY_INTRO = "Tệp này có mật khẩu riêng:\n{}"
LOCKED_TITLE = "Màn hình đang khóa"
LOCKED_INTRO = (
    "Chương trình tự khóa vì đã lâu không có ai làm việc. Mọi thứ vẫn như trước lúc khóa, kể cả chữ đang gõ dở."
)
PASSWORD = "&Mật khẩu"
CODE = "Mã khôi &phục"
CODE_HELP = "Dãy 11 nhóm chữ và số in trên «Phiếu khôi phục»; chữ hoa, chữ thường và dấu gạch đều được."
SHOW, HIDE = "Hiện", "Ẩn"  # no Alt letter: a dialog may have several
SHOW_NAME = "Hiện hoặc ẩn chữ đang gõ"
OPEN = "Mở &khóa"
FORGOT = "&Quên mật khẩu…"
HAVE_PASSWORD = "Gõ mật &khẩu"
CANCEL = "&Thôi"
QUIT = "Đón&g chương trình"
CHECKING = "Đang kiểm tra…"
NOTHING_TYPED = "Chưa gõ gì."
LOCK_NOW = "Đã khóa màn hình."
