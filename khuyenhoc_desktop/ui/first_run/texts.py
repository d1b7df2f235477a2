"""The words of the first-run guide."""

WINDOW = "Khuyến học xã – Bắt đầu"
WELCOME = "Chào anh chị!"
WELCOME_TEXT = (
    "Chương trình giúp Hội Khuyến học xã, phường lập danh sách, chấm điểm sáu danh hiệu học tập, "
    "ghi công nhận, tổng hợp và nộp số liệu hằng năm. Mọi số liệu nằm trên máy này, không cần mạng."
)
OWN = "&Tạo tệp của xã tôi"
OWN_TEXT = "Trả lời nhiều nhất năm câu hỏi, mất chừng hai phút."
SAMPLE = "Thử với &xã mẫu"
SAMPLE_TEXT = "Xem và làm thử thoải mái trên một xã không có thật. Không ảnh hưởng gì đến số liệu của mình."
MAKING_SAMPLE = "Đang tạo xã mẫu…"
MAKING = "Đang tạo tệp của xã…"
BACK = "&Quay lại"
NEXT = "T&iếp tục (Enter)"
CREATE = "&Tạo tệp (Ctrl+Enter)"
STEP = "Câu {} trong {}"

KIND_LABEL = "Là &xã, phường hay đặc khu?"
NAME_LABEL = "&Tên (không gõ chữ xã, phường ở trước)"
PROVINCE_LABEL = "Tỉnh, &thành phố"
CODE_LABEL = "&Mã 5 chữ số"
CODE_HELP = "Mã đơn vị hành chính do Nhà nước cấp, ví dụ 08254. Chưa biết thì để trống, điền sau ở Thiết lập."
YEAR_LABEL = "&Năm"
GROUPS_LABEL = "Các thôn, tổ dân phố, &mỗi dòng một nơi"
GROUPS_HELP = (
    "Ví dụ: Thôn Đông, Tổ dân phố 3. Có thể để trống: khi nhập danh sách hộ từ Excel, "
    "chương trình lấy luôn tên thôn trong tệp."
)
QUESTIONS = {
    "name": "Xã, phường của anh chị tên là gì?",
    "province": "Thuộc tỉnh, thành phố nào?",
    "code": "Mã của xã, phường là gì?",
    "year": "Làm việc cho năm nào?",
    "groups": "Xã có những thôn, tổ dân phố nào?",
}
YEAR_PROBLEM = ("Năm này không hợp lệ.", "Gõ năm có bốn chữ số, ví dụ 2026.")
NAME_MISSING = ("Chưa có tên.", "Gõ tên, ví dụ: Yên Phú.")
DONE = "Đã tạo tệp của {}"
DONE_TEXT = "Việc tiếp theo: đưa danh sách hộ vào. Có sẵn tệp Excel thì nhập luôn bây giờ."
IMPORT_NOW = "&Nhập danh sách từ Excel"
LATER = "Để s&au"
