"""The words that the pages of clans and units share; {noun} is "dòng họ" or "đơn vị"."""

# Columns of the lists.
NUMBER = "STT"
CODE = "Mã"
GROUP = "Thôn, tổ"
WHOLE_COMMUNE = "Toàn xã"
REGISTERED = "Đăng ký"
POINTS = "Điểm"
OUTCOME = "Kết quả"
RECOGNISED = "Công nhận"
YES = "Có"
ENDED_MARK = "đã thôi"
BASKET_MARK = "trong thùng rác"

# Filters.
SEARCH_TIP = "Gõ tên, mã, người đứng đầu hoặc địa chỉ; có dấu hay không dấu đều tìm được"
FILTER_STATE = "Lọc theo còn hoạt động hay không"
FILTER_STANDING = "Lọc theo đăng ký và kết quả"
STATES = (
    ("present", "Đang có"),
    ("ended", "Không còn trong năm"),
    ("deleted", "Thùng rác"),
    ("all", "Tất cả"),
)
EVERY_STANDING = "Mọi kết quả"
STANDINGS = (
    ("registered", "Đã đăng ký"),
    ("not_registered", "Chưa đăng ký"),
    ("reached", "Đạt"),
    ("not_reached", "Chưa đạt"),
    ("recognised", "Đã công nhận"),
    ("not_recognised", "Chưa công nhận"),
)

# The form.
STILL_THERE = "vẫn còn"
YEAR_LINE = "Năm {year}: {what}"
RESTS_ON = "Kết quả dựa vào"
LAST_TOTAL = "{points} điểm"

# Actions.
SHEET = "&Phiếu"
MERGE = "Gộp trùng"
TIP_SHEET = "Mở phiếu chấm điểm của mục này"
MERGE_TITLE = "Gộp {what}"
MERGE_INTRO = (
    "Dùng khi một {noun} bị ghi hai lần với tên viết khác nhau. Các hộ và người của {what} chuyển sang "
    "{noun} được chọn; {what} vào thùng rác cùng điểm đã chấm của nó."
)
MERGE_INTO = "Gộp &vào"
MERGED = "Đã gộp {what} vào {into}. Ctrl+Z để hoàn tác."
NO_INTO = "Chưa chọn {noun} nhận."
CHOOSE_ONE = "Chọn một dòng trong danh sách."
