"""The words of the page «Giấy tờ»."""

TITLE = "Giấy tờ"

CHOOSE = "Chọn giấy tờ cần in"
KIND = "&Loại giấy tờ"
OF_TITLE = "&Danh hiệu"
GROUP = "&Thôn, tổ dân phố"
WHO = "In &cho"
DECISION = "Theo &quyết định"
SIZE = "&Khổ giấy"
DAY = "Ngày &ghi trên giấy"
DAY_HELP = "Để trống thì in dấu chấm để ghi tay; quyết định in ngày của quyết định."
ALL_GROUPS = "Toàn xã"
SELECTED = "{count} mục đã chọn ở trang trước"

HOLDS = "Tờ này sẽ có"
ABOUT = {
    "registration_list": "Mỗi thôn một danh sách, có cột ký tên, để thôn ghi và nộp lại.",
    "score_sheet_blank": "Phiếu trống theo bộ tiêu chí của năm, để phát cho người tự chấm.",
    "score_sheet": "Phiếu ghi sẵn tên, địa chỉ và điểm đã nhập. Mã phiếu ở góc trên: gõ vào ô tìm (Ctrl+F) của"
    " trang Phiếu chấm điểm, hoặc quét mã vuông, là mở đúng phiếu.",
    "minutes": "Mỗi thôn một biên bản, có kết quả và lý do của từng trường hợp; chỗ trống để ghi tay khi họp.",
    "proposal_list": "Tờ trình của Hội Khuyến học gửi Ủy ban nhân dân, kèm danh sách.",
    "decision": "Quyết định của Chủ tịch Ủy ban nhân dân, kèm danh sách. Số, ngày lấy từ quyết định đã ghi trong"
    " Đăng ký – Công nhận; chưa có thì in bản dự thảo với dấu chấm.",
    "certificates": "Mỗi trường hợp một giấy, tất cả trong một tệp.",
    "summary_tables": "Các biểu tổng hợp của năm, có hai tỷ lệ: trên tổng số và trên số đăng ký.",
    "report": "Báo cáo đã điền số liệu; phần đánh giá, phương hướng để trống cho người viết.",
}
COUNT = "{count} {subjects} thuộc diện «{who}»."
NONE = "Chưa có {subjects} nào thuộc diện «{who}». Chọn thôn khác, hoặc chọn lại «In cho»."
WHOLE = "Số liệu của cả năm {year}."
WITHOUT_FIGURES = ("score_sheet_blank",)
BLANK = "Phiếu trống, chưa có tên ai và chưa có điểm."
LACKING = "Chưa có trong Thiết lập nên sẽ in dấu chấm: {what}."
TO_SETTINGS = "&Vào Thiết lập"

PREVIEW = "&Xem trước khi in"
TIP_PREVIEW = "Xem các trang như khi in ra; in ngay từ đó"
PRINT = "&In"
TIP_PRINT = "Chọn máy in rồi in"
WORD = "Lưu &Word"
TIP_WORD = "Lưu tệp Word để sửa thêm"
PDF = "Lưu &PDF"
TIP_PDF = "Lưu tệp PDF để gửi hoặc in sau"
EXCEL = "Lưu &Excel"
TIP_EXCEL = "Lưu các biểu thành tệp Excel"
TEMPLATES = "&Mẫu Word"
TIP_TEMPLATES = "Mở thư mục mẫu của xã để sửa câu chữ, cách trình bày bằng Word"

MAKING = "Đang làm giấy tờ …"
SAVING = "Đang ghi tệp …"
SAVE_AS = "Lưu thành"
FILES = {"docx": "Tệp Word (*.docx)", "pdf": "PDF (*.pdf)", "xlsx": "Tệp Excel (*.xlsx)"}
SAVED_TITLE = "Đã lưu"
SAVED_TEXT = "Đã lưu {name}."
SAVED_CHOICES = ["Mở tệp", "Mở thư mục", "Đóng"]
TOO_LONG = "Giấy tờ này quá dài để xem trước ({count})."
TOO_LONG_CURE = "Chọn từng thôn, hoặc bấm Lưu PDF rồi mở tệp PDF để xem và in."
CANNOT_OPEN = "Không mở được {name}."
CANNOT_OPEN_CURE = "Mở thư mục {folder} rồi mở tệp từ đó."
TEMPLATES_TITLE = "Mẫu Word của xã"
TEMPLATES_TEXT = (
    "Các mẫu nằm trong thư mục\n{folder}\n\nMở mẫu bằng Word để sửa câu chữ. Giữ nguyên các trường trong dấu hai"
    " ngoặc nhọn và các dòng có dấu phần trăm. Muốn trở lại mẫu có sẵn thì xóa tệp mẫu đó. Bản in và PDF của"
    " chương trình luôn theo mẫu có sẵn."
)
TEMPLATES_YES, TEMPLATES_NO = "Mở thư mục", "Để sau"
