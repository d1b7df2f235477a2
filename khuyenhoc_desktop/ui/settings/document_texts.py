"""The words of the card about the papers."""

DOCUMENTS = "Thông tin in trên giấy tờ"
INTRO = "Tờ trình, quyết định, giấy công nhận, báo cáo lấy tên và người ký từ đây."
LABELS = {
    "place": "Địa danh trước ngày tháng",
    "committee": "Tên Ủy ban nhân dân",
    "committee_chairman": "Chủ tịch Ủy ban nhân dân (người ký quyết định)",
    "upper_association": "Hội cấp trên (dòng trên cùng bên trái)",
    "upper_level": "Nơi nhận báo cáo",
    "suffix": "Chữ viết tắt trong số văn bản của Hội",
}
USUAL = "Để trống thì in: {}"
DOTS = "Để trống thì in dấu chấm để ghi tay."
