"""The words of the window «Giấy phép và phiên bản»."""

TITLE = "Giấy phép và phiên bản"
PROGRAM = "Khuyến học xã, bản {}"
OWN = (
    "Phần mềm tự do theo giấy phép MIT: được dùng, chép và sửa không mất tiền. "
    "Phần mềm của người khác ở trong chương trình và nơi lấy mã nguồn của Qt: xem danh sách dưới đây."
)
RUNS_ON = "Python {python} ({source}), Qt {qt}"
FROM_SOURCE = "chạy từ mã nguồn"
FROM = "lấy từ {}"
PACKAGES = "Gói {name} {version}, sha256 {sha256}"
LICENCES = "Xem &toàn văn:"
NO_TEXT = "Không đọc được tệp {}. Hãy chạy lại bộ cài để sửa."
OVERVIEW = "Danh sách phần mềm và mã nguồn"
