"""What columns and settings are called on the history page, and which of them tell the officer nothing."""

NOTHING = "(trống)"
NOT_ENTERED = "chưa nhập"
GONE = "(đã bỏ)"  # what an id stood for, when it is no longer on file

SETTINGS = {
    "commune.code": "Mã xã",
    "commune.name": "Tên xã",
    "commune.province": "Tỉnh",
    "commune.kind": "Loại (xã, phường, đặc khu)",
    "association.name": "Tên Hội Khuyến học",
    "association.chairman": "Chủ tịch Hội",
    "place": "Địa danh trên giấy tờ",
    "people_committee.name": "Tên Ủy ban nhân dân",
    "people_committee.chairman": "Chủ tịch Ủy ban nhân dân",
    "document.upper_association": "Hội cấp trên",
    "document.association_suffix": "Chữ viết tắt trong số văn bản",
    "upper_level.name": "Nơi nhận báo cáo",
}

# Table -> number of the column -> its name. Columns that are not here (ids, codes of titles and sets) are unsaid.
COLUMNS: dict[str, dict[int, str]] = {
    "assessment_year": {1: "Ghi chú"},
    "residential_group": {1: "Tên", 2: "Loại", 3: "Thứ tự", 4: "Từ năm", 5: "Đến năm", 6: "Sáp nhập vào"},
    "household": {
        1: "Mã hộ",
        2: "Chủ hộ",
        3: "Năm sinh",
        4: "Số khẩu",
        5: "Số trẻ đi học",
        6: "Địa chỉ",
        7: "Số định danh",
        8: "Ghi chú",
        9: "Thùng rác",
    },
    "decision": {1: "Năm", 3: "Số", 4: "Ngày", 5: "Người ký", 6: "Ghi chú"},
    "assessment": {
        5: "Đăng ký",
        6: "Ngày đăng ký",
        7: "Đề nghị",
        8: "Công nhận",
        9: "Quyết định",
        10: "Ghi chú",
    },
    "target": {2: "Tỷ lệ", 3: "Tính"},
}
# The column that is already in the name of the row, so that a new row does not say it twice.
NAME_COLUMN = {"residential_group": 1, "household": 2, "decision": 3}
FLAGS = {("assessment", 5), ("assessment", 7)}
DAYS = {("assessment", 6), ("decision", 4)}
DECIDED = {None: "chưa xét", 0: "không công nhận", 1: "công nhận"}

# (table, what happened) -> the line that counts, for entries too long to be told row by row.
COUNTED = {
    ("household", "INSERT"): "Thêm mới {} hộ",
    ("household", "UPDATE"): "Sửa thông tin {} hộ",
    ("household", "DELETE"): "Bỏ {} hộ",
    ("residence", "INSERT"): "Ghi nơi ở của {} hộ",
    ("residence", "UPDATE"): "Đổi nơi ở của {} hộ",
    ("residence", "DELETE"): "Bỏ nơi ở đã ghi của {} hộ",
    ("assessment", "INSERT"): "Bắt đầu phiếu của {} hộ",
    ("assessment", "UPDATE"): "Sửa đăng ký, đề nghị, công nhận của {} hộ",
    ("assessment", "DELETE"): "Bỏ phiếu của {} hộ",
    ("score", "INSERT"): "Nhập {} ô điểm",
    ("score", "UPDATE"): "Sửa {} ô điểm",
    ("score", "DELETE"): "Xóa {} ô điểm",
    ("residential_group", "INSERT"): "Thêm {} thôn, tổ dân phố",
    ("residential_group", "UPDATE"): "Sửa {} thôn, tổ dân phố",
    ("residential_group", "DELETE"): "Bỏ {} thôn, tổ dân phố",
}
