"""The words of the rescue screen."""

TITLE = "Cứu dữ liệu"
HEADING = "Tệp dữ liệu có chỗ bị hỏng hoặc bị mất"
READING = (
    "Chương trình đang đọc lại từng trang của tệp và tìm bản sao lưu tốt gần nhất."
    " Tệp dữ liệu không bị thay đổi gì."
)
CHOOSE = (
    "Đã đọc xong. Chọn bản để làm tiếp rồi bấm «Dùng bản đang chọn». Tệp hỏng được giữ nguyên trong"
    " thư mục sao lưu, tên bắt đầu bằng «tep-hong»; không có gì bị ghi đè."
)
ROLLED = "Bản sao lưu gần nhất, làm lại các việc sau đó theo nhật ký"
SALVAGED = "Những gì đọc được từ tệp hỏng"
BACKUP = "Bản sao lưu gần nhất, đúng như lúc sao lưu"
RECOMMENDED = "{} (nên chọn)"
HOLDS = "{side}. Việc cuối lúc {last}."
NOTHING_DONE = "Chưa có việc nào được ghi"
COMPLETE = "Đủ mọi việc còn đọc thấy trong nhật ký."
MISSING = "Thiếu {} việc trong nhật ký."
FILLED = (
    "Có {} dòng không đọc được đã được bù bằng bản sao lưu, hoặc bằng dòng ghi «(không đọc được)»;"
    " cần xem lại các dòng đó."
)
LOST = "Có {} của tệp không đọc được."
LOST_PAGES, LOST_RECORDS, LOST_AND = "{} trang", "{} dòng", " và "
WITHOUT_PASSWORD = (
    "Chưa gõ mật khẩu nên chưa đọc được tệp hỏng và các bản sao lưu có mật khẩu. Thoát rồi vào lại để gõ."
)
PUTTING = "Đang đưa bản đã chọn vào chỗ tệp hỏng"
USE = "&Dùng bản đang chọn"
OTHER = "Phục hồi từ &tệp khác"
LEAVE = "Th&oát, chưa làm gì"
FILE_TITLE = "Chọn bản sao lưu để phục hồi"
FILES = "Bản sao lưu (*.db)"
DONE_TITLE = "Đã cứu dữ liệu"
DONE = (
    "Chương trình mở bản đã chọn. Tệp hỏng được giữ ở:\n{}\n"
    "Các tệp đọc lại được nằm trong thư mục «cuu-du-lieu» cạnh tệp dữ liệu."
)
