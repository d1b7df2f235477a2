"""The words of the card «Bảo vệ dữ liệu» and its dialogs."""

CARD = "Bảo vệ dữ liệu"
PLAIN = "Dữ liệu chưa có mật khẩu: ai mở được máy này hoặc cầm được bản sao lưu đều đọc được."
PROTECTED = "Dữ liệu và các bản sao lưu trong máy có mật khẩu."
SHEET_DUE = "Chưa in phiếu khôi phục cho mật khẩu này. Quên mật khẩu mà không có phiếu thì không ai mở lại được."

SET = "Đặt mật khẩ&u…"
CHANGE = "Đổi mật khẩ&u…"
REMOVE = "&Bỏ mật khẩu…"
PRINT = "&In phiếu khôi phục…"
LOCK_NOW = "Khóa màn &hình (Ctrl+L)"
LOCK_AFTER = "Tự khóa khi không làm việc"
MINUTES = "Sau {} phút"
NEVER = "Không tự khóa"

SET_TITLE, CHANGE_TITLE, REMOVE_TITLE = "Đặt mật khẩu", "Đổi mật khẩu", "Bỏ mật khẩu"
SET_INTRO = (
    "Mỗi lần mở chương trình sẽ hỏi mật khẩu này. Bản sao lưu làm từ nay cũng cần nó. Không ai, kể cả người làm"
    " chương trình, mở được dữ liệu nếu mất cả mật khẩu lẫn phiếu khôi phục; vì vậy bước sau sẽ in phiếu để cất"
    " riêng."
)
REMOVE_INTRO = "Sau khi bỏ, ai mở được máy này đều đọc được dữ liệu. Gõ mật khẩu đang dùng để xác nhận."
OLD = "Mật khẩu đang &dùng"
OLD_HELP = "Quên thì gõ mã in trên phiếu khôi phục."
NEW = "Mật khẩu &mới"
NEW_HELP = "Ít nhất 8 ký tự. Dễ nhớ mà khó đoán: ba, bốn từ không liên quan, ví dụ kiểu «thuyền giấy nắng cam»."
AGAIN = "Gõ &lại mật khẩu mới"
STRENGTH = "Độ mạnh: {} {}. {}"
FULL, EMPTY = "●", "○"
NO_STRENGTH = "Độ mạnh: chưa gõ."
NOTHING = "Chưa gõ mật khẩu."

SHEET_TITLE = "Đã đặt mật khẩu"
SHEET_TEXT = (
    "Hãy in phiếu khôi phục ngay bây giờ và cất ở tủ của cơ quan, không để cùng máy. Quên mật khẩu thì gõ mã trên"
    " phiếu để mở lại dữ liệu."
)
SHEET_CHOICES = ["&In phiếu khôi phục", "&Lưu thành tệp PDF", "Để s&au"]
PDF_TITLE = "Lưu phiếu khôi phục"
PDF_NAME = "phieu-khoi-phuc.pdf"
PDF_DONE = "Đã lưu phiếu khôi phục vào {}. Chép sang USB cất riêng rồi xóa khỏi máy này."

SEAL = "Đó&ng gói gửi đi…"
SEAL_TIP = "Đặt một tệp bất kỳ (gói nộp, bản sao lưu) vào gói .khb có mật khẩu trước khi gửi qua thư hoặc USB"
UNSEAL = "Mở gói .&khb…"
SEAL_CHOOSE = "Chọn tệp cần gửi"
SEAL_SAVE = "Lưu gói có mật khẩu"
SEAL_FORM_TITLE = "Mật khẩu của gói"
SEAL_INTRO = "Người nhận cần mật khẩu này để mở gói. Nói cho họ qua điện thoại, không ghi trong cùng thư."
SEAL_DONE_TITLE = "Đã đóng gói"
SEAL_DONE = "Gói có mật khẩu: {}\nTệp bên trong: {}"
UNSEAL_CHOOSE = "Chọn gói .khb"
UNSEAL_FOLDER = "Chọn thư mục để lấy tệp ra"
UNSEAL_TITLE = "Mở gói {}"
UNSEAL_YES = "&Mở gói (Ctrl+S)"
UNSEAL_INTRO = "Gói này có mật khẩu. Gõ mật khẩu mà người gửi đã báo cho anh chị, rồi chọn nơi để tệp bên trong."
UNSEAL_DONE_TITLE = "Đã lấy tệp ra"
UNSEAL_DONE = "Tệp trong gói: {}"
BOXES = "Gói có mật khẩu (*.khb)"

ANONYMOUS = "Lập bản ẩn &danh…"
ANONYMOUS_TIP = "Bản để gửi người hỗ trợ hoặc tập làm: tên người, thôn, xã là tên bịa; điểm và kết quả giữ nguyên"
ANONYMOUS_FOLDER = "Chọn nơi để bản ẩn danh"
ANONYMOUS_DONE_TITLE = "Đã lập bản ẩn danh"
ANONYMOUS_DONE = (
    "Bản ẩn danh nằm trong thư mục:\n{}\nTrong đó không có tên, địa chỉ, số định danh, ghi chú và nhật ký của xã."
)
SENDING = "Gửi dữ liệu ra ngoài"

# The printed sheet.
PAPER_TITLE = "PHIẾU KHÔI PHỤC DỮ LIỆU"
PAPER_WHAT = "Chương trình Khuyến học xã – dữ liệu của {commune}, {province}"
PAPER_CODE = "Mã khôi phục (mở được dữ liệu khi quên mật khẩu):"
PAPER_HOW = (
    "Cách dùng: mở chương trình, ở ô hỏi mật khẩu bấm «Quên mật khẩu…», gõ mã trên (chữ hoa, chữ thường và dấu"
    " gạch đều được), rồi vào Thiết lập đặt mật khẩu mới và in phiếu mới."
)
PAPER_KEEP = (
    "Cất phiếu này trong tủ có khóa của cơ quan, không để cùng máy tính, không chụp ảnh gửi đi. Ai cầm phiếu và"
    " tệp dữ liệu thì đọc được toàn bộ dữ liệu. Phiếu hết tác dụng với dữ liệu khi đổi mật khẩu; các bản sao lưu"
    " giữ ở nơi khác từ trước lần đổi vẫn cần phiếu này."
)
PAPER_FILE = "Tệp: {}"
PAPER_DATE = "In ngày {:%d/%m/%Y}"
PAPER_SIGN = "Người giữ phiếu (ký, ghi rõ họ tên)"

ERASING = "Xóa theo yêu cầu của người dân"
ERASE = "Xó&a hẳn dữ liệu cá nhân của một hộ…"
ERASE_TIP = "Khi người dân yêu cầu: xóa tên, ngày sinh, địa chỉ, số định danh, ghi chú khỏi dữ liệu và nhật ký"
ERASE_TITLE = "Xóa hẳn dữ liệu cá nhân của một hộ"
ERASE_INTRO = (
    "Dùng khi người dân yêu cầu xóa dữ liệu cá nhân (Luật 91/2025/QH15). Tìm hộ, chọn đúng một hộ rồi bấm Tiếp"
    " tục; bước sau còn hỏi lại. Chỉ muốn bỏ hộ ra khỏi danh sách thì dùng Xóa ở Danh sách hộ."
)
ERASE_PERSON = "Xóa hẳn dữ liệu &cá nhân của một người…"
ERASE_PERSON_TITLE = "Xóa hẳn dữ liệu cá nhân của một người"
ERASE_PERSON_INTRO = (
    "Dùng khi một người (hoặc cha mẹ của trẻ) yêu cầu xóa dữ liệu cá nhân (Luật 91/2025/QH15). Tìm và chọn"
    " đúng một người rồi bấm Tiếp tục; bước sau còn hỏi lại. Chỉ muốn bỏ người đó ra khỏi danh sách thì dùng Xóa ở"
    " trang Công dân."
)
ERASE_PERSON_FIND, ERASE_PERSON_LIST = "Tìm người theo tên, mã", "Những người tìm thấy"
ERASE_PERSON_NAME, ERASE_PERSON_CODE = "Họ và tên", "Mã"
ERASE_PERSON_GONE = "Không còn tính"
ERASE_FIND = "Tìm hộ theo tên, mã, thôn"
ERASE_LIST = "Các hộ tìm thấy"
ERASE_DO = "&Tiếp tục"
ERASE_LEAVE = "Th&ôi"
ERASE_NAME, ERASE_BORN, ERASE_GROUP, ERASE_CODE, ERASE_STATE = (
    "Chủ hộ",
    "Năm sinh",
    "Thôn, tổ dân phố",
    "Mã hộ",
    "Tình trạng",
)
ERASE_IN_BASKET, ERASE_AWAY = "Trong thùng rác", "Đã chuyển đi"
ERASE_ASK_TITLE = "Xóa hẳn, không lấy lại được?"
ERASE_ASK = (
    "Hộ {name} ({group}).\n\nXóa hẳn: họ tên, mã, ngày sinh, địa chỉ, số định danh, ghi chú và câu trả lời viết"
    " bằng lời của hộ này và những người trong hộ, ở mọi năm, cả trong nhật ký. Hoàn tác không đưa lại được.\n\n"
    "Giữ lại: điểm, đăng ký, kết quả công nhận, thôn và năm sinh của những người trong hộ, dưới tên «Hộ đã xóa"
    " dữ liệu …», nên số liệu các năm không đổi.\n\nQuyết định, danh sách đã in và gói đã nộp ở nơi khác không"
    " thay đổi."
)
ERASE_PERSON_ASK = (
    "{name} ({group}).\n\nXóa hẳn: họ tên, mã, ngày và tháng sinh, giới tính, số định danh, ghi chú và câu trả lời"
    " viết bằng lời của người này, ở mọi năm, cả trong nhật ký. Hoàn tác không đưa lại được.\n\n"
    "Giữ lại: năm sinh (để biết có tính là công dân hay không), điểm, đăng ký, kết quả, hộ, thôn, đơn vị, dòng họ,"
    " dưới tên «Người đã xóa dữ liệu …», nên số liệu các năm không đổi.\n\nQuyết định, danh sách đã in và gói đã"
    " nộp ở nơi khác không thay đổi."
)
ERASE_HEADS = (
    "Họ tên này còn ghi ở:\n{lines}\nNếu đúng là người đó thì bấm «Xóa hẳn cả tên ở đó»: ô người đứng đầu để"
    " trống, cả trong nhật ký."
)
ERASE_HEAD_OF = {"clan": "• Trưởng họ của {}", "unit": "• Người đứng đầu {}"}
ERASE_STAYS = (
    "Họ tên giống hệt còn ở những chỗ sau và giữ nguyên, vì có thể là người khác cùng tên, hoặc là người ký giấy"
    " tờ với tư cách chức vụ; cần thì tự sửa ở đó:\n{lines}"
)
ERASE_STAYS_IN = {
    "household": "• Tên chủ hộ của hộ người này (trang Danh sách hộ; hoặc xóa hẳn dữ liệu của cả hộ)",
    "clan": "• Trưởng họ của {} dòng họ khác (trang Dòng họ)",
    "unit": "• Người đứng đầu {} đơn vị khác (trang Đơn vị)",
    "decision": "• Người ký {} quyết định (trang Đăng ký – Công nhận)",
    "workflow_event": "• Người nhận, trả lại phiếu của hộ, người khác: {} lần",
    "criteria_confirmation": "• Người xác nhận {} bộ tiêu chí (trang Bộ tiêu chí)",
    "setting": "• Thông tin của xã: {} chỗ (trang Thiết lập)",
    "journal": "• Người làm việc ghi trong nhật ký",
}
ERASE_YES_HEADS = "Xóa hẳn &cả tên ở đó"
ERASE_YES, ERASE_NO = "&Xóa hẳn", "Th&ôi"
ERASE_WORKING = "Đang xóa hẳn dữ liệu cá nhân"
ERASE_DONE_TITLE = "Đã xóa hẳn dữ liệu cá nhân"
ERASE_DONE = "Đã xóa khỏi dữ liệu và nhật ký, và đã sao lưu lại: {copy}."
ERASE_STILL = (
    "{done}\n\nCòn {count} tệp sao lưu và tệp giữ lại có (hoặc có thể có) dữ liệu đó:\n{lines}\n\nXóa các tệp này"
    " thì không còn trở lại được những lúc trước đó; bản sao lưu vừa làm vẫn còn. Bản ở USB không cắm và ở máy"
    " khác phải tự tìm và xóa."
)
ERASE_MORE = "… và {} tệp khác"
ERASE_REMOVE, ERASE_KEEP = "Xóa các tệp &cũ", "&Giữ lại"
ERASE_REMOVED = "Đã xóa {} tệp cũ."
ERASE_LEFT = "Chưa xóa được {} tệp; đóng chương trình đang mở chúng, hoặc cắm USB, rồi xóa bằng tay:\n{}"
