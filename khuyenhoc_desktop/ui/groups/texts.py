"""The words of the page «Thôn, tổ dân phố»."""

TITLE = "Thôn, tổ dân phố"
TABLE_NAME = "Danh sách thôn, tổ dân phố"

NUMBER = "STT"
NAME = "Tên thôn, tổ"
KIND = "Loại"
FROM = "Từ năm"
TO = "Đến năm"
HOUSEHOLDS = "Số hộ"
MERGED = "Sáp nhập vào"
NEVER = "–"

COUNT = "{groups} thôn, tổ dân phố; {households} hộ trong năm {year}"
WITH_ENDED = "Hiện cả thôn, tổ đã &kết thúc"
EMPTY_TITLE = "Chưa có thôn, tổ dân phố nào"
EMPTY_TEXT = (
    "Bấm Thêm rồi gõ tên các thôn, mỗi dòng một tên; dán cả danh sách từ Excel cũng được.\n"
    "Nếu nhập hộ từ Excel thì các thôn được lấy cùng một lúc."
)
EMPTY_ADD = "Thêm thôn, &tổ"
EMPTY_IMPORT = "Nhập từ &Excel"

ADD = "&Thêm"
EDIT = "&Sửa"
DELETE = "&Xóa"
MERGE = "Sáp &nhập"
SHOW = "Xem các &hộ"
TIP_ADD = "Thêm một hay nhiều thôn, tổ dân phố"
TIP_EDIT = "Sửa tên, loại, năm của thôn đang chọn (Enter)"
TIP_DELETE = "Xóa thôn chưa từng có hộ nào"
TIP_MERGE = "Nhập thôn đang chọn vào một thôn khác, giữ kết quả các năm trước"
TIP_SHOW = "Mở danh sách hộ của thôn đang chọn"

ADD_TITLE = "Thêm thôn, tổ dân phố"
ADD_INTRO = "Các thôn này có từ năm {year}."
NAMES = "Tên, mỗi dòng &một thôn"
NAMES_HELP = "Ví dụ: Thôn Hạ, Tổ dân phố số 3. Dán được từ Excel."
KIND_LABEL = "&Loại"
KIND_BY_NAME = "Tự nhận theo tên"
ADDED = "Đã thêm {what}. Ctrl+Z để hoàn tác."
ADDED_MANY = "{count} thôn, tổ"
NO_NAMES = "Chưa có tên thôn, tổ nào."
NO_NAMES_CURE = "Gõ ít nhất một tên, ví dụ: Thôn Hạ."

EDIT_TITLE = "Sửa {name}"
NAME_LABEL = "&Tên thôn, tổ"
FROM_LABEL = "Có &từ năm"
TO_LABEL = "Đế&n hết năm"
TO_HELP = "Để trống nếu thôn vẫn còn. Thôn đã nhập vào nơi khác: dùng nút Sáp nhập."
EDITED = "Đã sửa {name}."
NO_FROM = "Chưa có năm bắt đầu."
NO_FROM_CURE = "Gõ năm, ví dụ 2020."
BAD_YEAR = "Năm {year} không hợp lệ."
BAD_YEAR_CURE = "Gõ năm từ 1945 đến 2100."
STILL_LIVED_IN = "{name} còn {count} hộ trong năm {year}."
STILL_LIVED_IN_CURE = "Dùng nút Sáp nhập để chuyển các hộ sang thôn khác mà vẫn giữ kết quả cũ."
NO_KIND = "Chưa chọn loại."
NO_KIND_CURE = "Chọn một dòng trong danh sách."

MERGE_TITLE = "Sáp nhập {name}"
INTO = "Nhập &vào"
FROM_YEAR = "Từ &năm"
YEAR = "Năm {year}"
PREVIEW_CHOOSE = "Chọn thôn nhận để xem trước kết quả."
PREVIEW = (
    "Từ năm {year}: {count} hộ của {source} sang {into}. {into} sẽ có {together} hộ.\n"
    "Kết quả các năm trước {year} vẫn ghi ở {source}.\n"
    "{source} không còn trong danh sách từ năm {year}."
)
PREVIEW_ENDED = "{name} không có trong năm {year}. Chọn năm khác hoặc thôn khác."
NO_INTO = "Chưa chọn thôn nhận."
NO_INTO_CURE = "Chọn một thôn trong danh sách."
NO_YEAR = "Chưa chọn năm."
MERGED_SAID = "Đã nhập {source} vào {into}: {count} hộ. Ctrl+Z để hoàn tác."
ONLY_ONE_TITLE = "Chưa sáp nhập được"
ONLY_ONE = "Phải có ít nhất hai thôn, tổ còn hoạt động mới sáp nhập được."

DELETED = "Đã xóa {name}. Ctrl+Z để lấy lại."

# The pane of a community.
RESULTS = "&Cộng đồng"
WHOLE = "Toàn đị&a bàn"
TIP_RESULTS = "Kết quả của thôn đang chọn: Cộng đồng học tập, và các danh hiệu trong thôn"
TIP_WHOLE = "Kết quả của cả xã, phường: Cộng đồng học tập cấp xã, và các danh hiệu trên địa bàn"
COMMUNITY_NAME = "Kết quả của cộng đồng"
CLOSE = "Đóng (Esc)"
AWARD = "Danh hiệu {title}"
INSIDE = "Các danh hiệu trên địa bàn"
NOT_THERE = "Không có trong năm {year}."
OPEN_SHEET = "Mở &phiếu"
LOOK = "Xem"
LOOK_AT = "Xem danh sách: {what}"
PARTS = {
    "learning_citizen": "Công dân (người lớn)",
    "learning_family": "Gia đình",
    "learning_clan": "Dòng họ",
    "learning_unit": "Đơn vị",
    "learning_community": "Thôn, tổ dân phố",
}
PART = (
    "{what}: {recognised}/{total} được công nhận ({of_all} tổng số)\n"
    "{registered} đăng ký, công nhận {of_registered} số đăng ký"
)
PART_NOBODY_REGISTERED = "{what}: {recognised}/{total} được công nhận ({of_all} tổng số)\nchưa có đăng ký"
NONE_THERE = "{what}: chưa có trong danh sách"
