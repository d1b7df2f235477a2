"""The words of the page «Kiểm tra dữ liệu»."""

TITLE = "Kiểm tra dữ liệu"
INTRO = (
    "Chương trình xem toàn bộ tệp dữ liệu có chỗ nào hỏng, thiếu, trùng hoặc mâu thuẫn không, rồi sửa giúp những"
    " chỗ chắc chắn sửa đúng. Chỗ nào cần người quyết định thì nói rõ phải làm gì."
)
CHECKING = "Đang kiểm tra dữ liệu"
REPAIRING = "Đang sửa những lỗi sửa được"
TABLE_NAME = "Những lỗi và điều cần xem trong dữ liệu"
SOUND_TITLE = "Dữ liệu tốt"
SOUND_TEXT = "Đã kiểm tra lúc {when}: không có lỗi nào và không có gì cần xem lại."
UNCHECKED_TITLE = "Chưa kiểm tra"
UNCHECKED_TEXT = "Bấm Kiểm tra lại để xem dữ liệu có lỗi không."
TILE_REPAIRABLE = "loại lỗi chương trình sửa được"
TILE_ERRORS = "loại lỗi cần người xử lý"
TILE_WARNINGS = "điều nên xem lại"

CHECK = "Kiểm tra &lại"
REPAIR = "&Sửa những lỗi sửa được"
GO = "Đến &chỗ cần sửa"
TIP_CHECK = "Xem lại toàn bộ tệp dữ liệu"
TIP_REPAIR = "Sửa mọi lỗi không cần người quyết định; hoàn tác được trong Nhật ký"
TIP_GO = "Mở trang có chỗ cần sửa"

ASK_TITLE = "Sửa {count} loại lỗi?"
ASK_TEXT = (
    "Chương trình sẽ sửa:\n{what}\n\nKhông có số liệu nào bị xóa. Việc sửa ghi thành một dòng trong Nhật ký"
    " và hoàn tác được."
)
ASK_YES = "&Sửa"
ASK_NO = "&Thôi"
ASK_MORE = "… và {} loại nữa"
DONE_TITLE = "Đã sửa xong"
DONE = "Đã sửa {repaired} loại lỗi.{left}"
DONE_ENTRY = " Việc sửa nằm ở dòng mới nhất của Nhật ký."
DONE_LEFT = " Còn {} loại cần người xem; danh sách bên dưới nói rõ phải làm gì."
