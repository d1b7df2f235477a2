"""The words of the page «Sao lưu», of the automatic copies and of the preview before restoring."""

TITLE = "Sao lưu"
INTRO = (
    "Chương trình tự sao lưu khi đóng, sau mỗi 30 phút làm việc và trước mỗi việc lớn. Mỗi bản là toàn bộ dữ liệu"
    " của xã. Nên có thêm một bản trên USB, cất ở nơi khác với máy này."
)
TABLE_NAME = "Các bản sao lưu, bản mới nhất ở trên"
WHEN = "Lúc sao lưu"
WHY = "Vì sao có"
HOUSEHOLDS = "Số hộ"
SCORES = "Số điểm"
SIZE = "Dung lượng"
STATE = "Kiểm tra"
FILE = "Tên tệp"
SIZE_WORDS = "{} MB"
REASONS = {
    "manual": "Bấm Sao lưu ngay",
    "closing": "Khi đóng",
    "half_hour": "Tự động khi làm việc",
    "second": "Bản thứ hai (USB)",
    "import": "Trước khi nhập Excel",
    "merge": "Trước khi sáp nhập, gộp",
    "new_year": "Trước khi mở năm",
    "carry": "Trước khi chuyển phiếu sang bộ mới",
    "restore": "Trước khi phục hồi",
    "erase": "Sau khi xóa hẳn dữ liệu cá nhân",
    "": "Bản sao lưu",
}
KEPT_REASONS = {
    "truoc-phuc-hoi": "Tệp được thay khi phục hồi",
    "truoc-nang-cap": "Trước khi nâng cấp",
    "tep-hong": "Tệp hỏng, giữ lại",
}
CHECKED_ALL = "Đã kiểm tra kỹ"
CHECKED = "Đã kiểm tra"
NOT_CHECKED = "Chưa kiểm tra"
UNREADABLE = "Không mở được"
EMPTY_TITLE = "Chưa có bản sao lưu nào"
EMPTY_TEXT = "Bấm Sao lưu ngay: chương trình chép toàn bộ dữ liệu ra một tệp và kiểm tra tệp đó."
EMPTY_MAKE = "Sao lưu &ngay"

MAKE = "&Sao lưu ngay"
TO_USB = "Chép ra &USB"
RESTORE = "&Phục hồi bản đang chọn"
RESTORE_FILE = "Phục hồi từ &tệp khác"
RESCUE = "&Cứu dữ liệu"
CHANGE_SECOND = "Đổi nơ&i chép…"
TIP_MAKE = "Chép toàn bộ dữ liệu vào thư mục sao lưu của máy này"
TIP_TO_USB = "Chép toàn bộ dữ liệu ra USB hoặc thư mục đã chọn"
TIP_RESTORE = "Xem bản đang chọn khác dữ liệu hiện nay thế nào, rồi đưa dữ liệu trở lại như lúc sao lưu"
TIP_RESTORE_FILE = "Phục hồi từ một bản sao lưu trên USB"
TIP_RESCUE = "Khi tệp dữ liệu bị hỏng: đọc lại những gì còn đọc được"
WORKING = "Đang sao lưu và kiểm tra bản sao"
CLOSING = "Đang sao lưu trước khi đóng, xin chờ một chút…"
RESTORING = "Đang phục hồi dữ liệu từ bản sao lưu"
PASSWORD_KEPT = (
    "Mật khẩu: bản sao lưu này không có mật khẩu đang dùng; phục hồi xong, dữ liệu vẫn được bảo vệ bằng mật khẩu"
    " đang dùng."
)
PASSWORD_COMES = (
    "Mật khẩu: dữ liệu hiện nay không có mật khẩu, bản sao lưu này có; phục hồi xong, mỗi lần mở phải gõ mật khẩu"
    " của bản sao lưu."
)
COMPARING = "Đang kiểm tra và so sánh bản sao lưu"
MADE = "Đã sao lưu và kiểm tra: {name}"
AGAIN_FAILED = "Lần này cũng chưa sao lưu tự động được"
CLOSING_FAILED = "Lần đóng trước chưa sao lưu được: {} Vào Sao lưu và bấm Sao lưu ngay."
SECOND_NONE = "Bản thứ hai trên USB: chưa có. Bấm Chép ra USB."
SECOND = "Bản thứ hai ở {folder}: {when}."
SECOND_REMINDER = "Bản sao lưu ở {folder} đã cũ ({when}): cắm USB, mở trang Sao lưu, bấm Chép ra USB."
SECOND_OLD = "Bản thứ hai ở {folder}: {when}. Cắm USB và bấm Chép ra USB."
ROOM = "Trong máy này: {copies} bản sao lưu, {copies_size}, tự bỏ bớt bản cũ (giữ theo giờ, ngày, tuần, tháng)."
ROOM_ASIDE = (
    "Tệp giữ lại khi phục hồi, nâng cấp, cứu dữ liệu: {aside} tệp, {aside_size}; chương trình không tự xóa. Không"
    " cần nữa thì xóa trong thư mục «backups» và «cuu-du-lieu» cạnh tệp dữ liệu."
)
USB_TITLE = "Chọn USB hoặc thư mục để chép bản sao lưu"
USB_DONE_TITLE = "Đã chép ra USB"
USB_DONE = "Bản sao lưu đã được ghi và kiểm tra:\n{path}\nHãy tháo USB đúng cách trước khi rút ra."
FILE_TITLE = "Chọn bản sao lưu để phục hồi"
FILES = "Bản sao lưu (*.db)"

ASK_TITLE = "Phục hồi dữ liệu?"
ASK_HEAD = "Dữ liệu của xã sẽ trở lại như lúc sao lưu:\n{name} ({when})"
ASK_SIDES = "Hiện nay: {now}\nBản sao lưu: {copy}"
SIDE = "{households} hộ, {others}{scores} điểm, {years}"
SIDE_OTHERS = {"persons": "{} người, ", "clans": "{} dòng họ, ", "units": "{} đơn vị, "}
YEARS = "các năm {}"
ONE_YEAR = "năm {}"
SAME = "Hai bên giống nhau từng dòng."
DIFFERENT = "Khác nhau: {}."
DIFFERENT_HOUSEHOLDS = "{} hộ"
DIFFERENT_SUBJECTS = "{} người, dòng họ, đơn vị"
DIFFERENT_SCORES = "{count} điểm năm {year}"
DIFFERENT_SHEETS = "{count} phiếu (đăng ký, công nhận) năm {year}"
DIFFERENT_DECISIONS = "{} quyết định"
DIFFERENT_OTHERS = "{} dòng khác (thôn, các bước xét, thiết lập)"
OLDER_SCHEMA = "Bản sao lưu do bản chương trình cũ ghi; khi mở, chương trình tự nâng cấp."
LATER = "{count} việc làm sau lúc sao lưu sẽ không còn trong chương trình:\n{lines}"
LATER_MORE = "… và {} việc khác"
NO_LINE = (
    "Bản sao lưu này không làm từ dữ liệu đang mở (ví dụ làm ở máy khác), nên không kể được những việc sẽ mất."
)
ASK_FOOT = "Dữ liệu hiện nay được giữ lại trong thư mục sao lưu, với tên bắt đầu bằng «truoc-phuc-hoi»."
ASK_YES = "&Phục hồi"
ASK_NO = "&Thôi"
OTHER_TITLE = "Bản sao của xã khác"
OTHER_TEXT = "Bản sao này là của {copy}, còn dữ liệu đang mở là của {now}.\nVẫn thay bằng dữ liệu của {copy}?"
OTHER_CHOICES = ["&Thôi", "&Vẫn thay"]  # Enter takes the first

RESCUE_TITLE = "Cứu dữ liệu?"
RESCUE_TEXT = (
    "Chương trình đóng tệp dữ liệu, đọc lại từng trang và so với bản sao lưu gần nhất, rồi để anh chị chọn."
    " Tệp hiện nay không bị thay đổi cho đến khi chọn xong."
)
RESCUE_YES = "&Bắt đầu"
BEHIND_TITLE = "Tệp dữ liệu cũ hơn bản sao lưu"
BEHIND_TEXT = (
    "Bản sao lưu gần nhất có việc ghi lúc {copy}, sau việc cuối trong tệp dữ liệu ({own}). Có thể một phần tệp"
    " dữ liệu đã bị mất (chép thiếu, mất điện). Nên so sánh ngay, trước khi ghi tiếp."
)
BEHIND_YES = "&So sánh ngay"
BEHIND_NO = "Để &sau"

TODAY = "hôm nay"
YESTERDAY = "hôm qua"
DAYS_AGO = "{} ngày trước"
NEVER = "chưa có"
