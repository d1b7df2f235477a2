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
    "assessment_year": {
        1: "Ghi chú",
        2: "Khóa số liệu",
        3: "Lý do khóa, mở khóa",
        4: "Chuyển từ năm",
        5: "Tuổi tính công dân",
    },
    "person": {
        1: "Mã",
        2: "Họ tên",
        3: "Ngày sinh",
        4: "Giới tính",
        5: "Nhóm",
        6: "Hộ",
        7: "Thôn",
        8: "Đơn vị",
        9: "Vai trò",
        10: "Dòng họ",
        11: "Số định danh",
        12: "Ghi chú",
        13: "Từ năm",
        14: "Đến năm",
        15: "Thùng rác",
    },
    "clan": {
        1: "Mã",
        2: "Tên",
        3: "Trưởng họ",
        4: "Địa chỉ",
        5: "Thôn",
        6: "Ghi chú",
        7: "Từ năm",
        8: "Đến năm",
        9: "Thùng rác",
    },
    "unit": {
        1: "Mã",
        2: "Tên",
        3: "Loại",
        4: "Người đứng đầu",
        5: "Địa chỉ",
        6: "Thôn",
        7: "Số người làm việc",
        8: "Số người học",
        9: "Ghi chú",
        10: "Từ năm",
        11: "Đến năm",
        12: "Thùng rác",
    },
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
    "decision": {
        1: "Năm",
        3: "Số",
        4: "Ngày",
        5: "Người ký",
        6: "Ghi chú",
        7: "Loại",
        8: "Điều chỉnh quyết định",
    },
    "assessment": {
        5: "Đăng ký",
        6: "Ngày đăng ký",
        7: "Đề nghị",
        8: "Công nhận",
        9: "Quyết định",
        10: "Ghi chú",
        11: "Bước đã xong",
        12: "Trả lại",
    },
    "target": {2: "Tỷ lệ", 3: "Tính"},
}
# The column that is already in the name of the row, so that a new row does not say it twice.
NAME_COLUMN = {"residential_group": 1, "household": 2, "person": 2, "clan": 2, "unit": 2, "decision": 3}
FLAGS = {("assessment", 5), ("assessment", 7), ("assessment", 12), ("assessment_year", 2)}
# What a new row has where nothing was chosen: not worth telling.
USUAL = {("assessment", 11): 0, ("decision", 7): "recognise"}
WASTEBASKET = {("household", 9), ("person", 15), ("clan", 9), ("unit", 12)}
# What a subject is called before its name, by the table in which it stands.
SUBJECTS = {"household": "Hộ ", "person": "Người ", "clan": "", "unit": "", "residential_group": ""}
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
    ("person", "INSERT"): "Thêm mới {} người",
    ("person", "UPDATE"): "Sửa thông tin {} người",
    ("person", "DELETE"): "Bỏ {} người",
    ("clan", "INSERT"): "Thêm {} dòng họ",
    ("clan", "UPDATE"): "Sửa {} dòng họ",
    ("clan", "DELETE"): "Bỏ {} dòng họ",
    ("clan_household", "INSERT"): "Ghi {} hộ vào dòng họ",
    ("clan_household", "UPDATE"): "Đổi dòng họ của {} hộ",
    ("clan_household", "DELETE"): "Đưa {} hộ ra khỏi dòng họ",
    ("unit", "INSERT"): "Thêm {} đơn vị",
    ("unit", "UPDATE"): "Sửa {} đơn vị",
    ("unit", "DELETE"): "Bỏ {} đơn vị",
    ("assessment", "INSERT"): "Bắt đầu {} phiếu",
    ("assessment", "UPDATE"): "Sửa phần đầu của {} phiếu (đăng ký, bộ tiêu chí, bước xét, đề nghị hoặc công nhận)",
    ("assessment", "DELETE"): "Bỏ {} phiếu",
    ("ruling", "INSERT"): "Ghi kết quả theo quyết định của {} phiếu",
    ("ruling", "DELETE"): "Bỏ kết quả theo quyết định của {} phiếu",
    ("workflow_event", "INSERT"): "Ghi {} việc vào quá trình xét",
    ("workflow_event", "DELETE"): "Bỏ {} việc khỏi quá trình xét",
    ("frozen_measure", "INSERT"): "Giữ lại {} số tính sẵn của năm khóa",
    ("frozen_measure", "DELETE"): "Thôi giữ {} số tính sẵn của năm khóa",
    ("score", "INSERT"): "Nhập {} ô điểm",
    ("score", "UPDATE"): "Sửa {} ô điểm",
    ("score", "DELETE"): "Xóa {} ô điểm",
    ("residential_group", "INSERT"): "Thêm {} thôn, tổ dân phố",
    ("residential_group", "UPDATE"): "Sửa {} thôn, tổ dân phố",
    ("residential_group", "DELETE"): "Bỏ {} thôn, tổ dân phố",
}
