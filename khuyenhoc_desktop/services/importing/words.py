"""The words with which officers head the columns of their lists, by field; "|" stands between two of them.

Capitals, marks, punctuation and what stands in parentheses do not matter (see heading_words.heading_key).
"""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "stt": """
        stt | tt | số tt | số thứ tự | thứ tự | no |
        stt hộ | số thứ tự hộ
    """,
    "head_name": """
        họ và tên chủ hộ | họ tên chủ hộ | tên chủ hộ | chủ hộ | họ và tên | họ tên | họ, tên chủ hộ |
        họ và tên của chủ hộ | họ tên người đứng đầu hộ | họ và tên chủ hộ gia đình | tên hộ |
        tên hộ gia đình | hộ gia đình | chủ hộ gia đình | họ, chữ đệm và tên | họ và tên đại diện hộ |
        đại diện hộ | họ tên đại diện hộ gia đình | họ & tên chủ hộ | họ & tên |
        họ chữ đệm và tên khai sinh | họ tên chủ hộ gia đình | gia đình ông bà | hộ ông bà |
        chủ hộ ông bà |
        htch | họ tên ch | h tên chủ hộ | ông bà | tên gia đình | họ và tên người đại diện | họ và tên hộ |
        người đại diện hộ | họ tên chủ hộ người đại diện | danh sách chủ hộ | gia đình | họ và tên chủ hộ gđ
    """,
    "family_name": """
        họ đệm | họ và đệm | họ và tên đệm | họ tên đệm | họ, tên đệm | họ và chữ đệm | họ chữ đệm | họ
    """,
    "given_name": """
        tên
    """,
    "born": """
        năm sinh | ngày sinh | ngày tháng năm sinh | ngày, tháng, năm sinh | n sinh | sinh năm |
        năm sinh chủ hộ | ns | ngày sinh chủ hộ | ngày tháng năm sinh chủ hộ |
        ngày, tháng, năm sinh của chủ hộ | năm sinh của chủ hộ | ngày/tháng/năm sinh | năm sinh nam |
        năm sinh nữ | năm sinh của nam | năm sinh của nữ | ngày sinh nam | ngày sinh nữ | ntns |
        sinh ngày | tuổi năm sinh | ngày tháng năm sinh chủ hộ | năm sinh ch
    """,
    "member_count": """
        số khẩu | khẩu | nhân khẩu | số nhân khẩu | số người | số người trong hộ | tổng số khẩu |
        tổng số nhân khẩu | tổng khẩu | số thành viên | thành viên | số thành viên trong hộ |
        số thành viên gia đình | sk | tổng nhân khẩu | số nhân khẩu trong hộ | số khẩu trong hộ |
        số nhân khẩu tổng số | nhân khẩu tổng số | số khẩu tổng số | tổng số người | số khẩu tổng | nk |
        số khẩu thực tế thường trú | số nk | số người trong gia đình | số thành viên hộ |
        tổng số thành viên |
        n khẩu | khẩu/hộ | tổng nk | ts nk | tsnk | t số khẩu | s khẩu | nhân khẩu/hộ | số người/hộ |
        số nhân khẩu hiện có
    """,
    "school_age_count": """
        số trẻ trong độ tuổi đi học | trẻ đi học | số trẻ đi học | trẻ em đi học |
        số trẻ em trong độ tuổi đi học | số trẻ | trẻ em | số trẻ em | số trẻ trong độ tuổi |
        trẻ trong độ tuổi đi học | số con đi học | số con trong độ tuổi đi học | số cháu đi học |
        số học sinh | học sinh | trong độ tuổi đi học | số người đi học | số người trong độ tuổi đi học |
        đang đi học | số trẻ em đi học | số trẻ từ 6 đến 18 tuổi | con trong độ tuổi đi học |
        trẻ trong độ tuổi | con đi học | độ tuổi đi học | số con em đi học | số hs |
        số trẻ trong tuổi đi học | trẻ em trong độ tuổi đi học | nhân khẩu trong độ tuổi đi học |
        tđ đi học | trẻ | hssv | số hssv | trẻ em trong độ tuổi đến trường | trẻ đtđh | trẻ trong đtđh |
        số trẻ trong đtđh | số người trong đt đi học | trong đtđh | tuổi đi học | số người trong đtđh |
        trẻ đến trường |
        số trẻ đến trường | trẻ từ 6 đến 18 tuổi | trẻ 6 18 tuổi | trẻ 6 15 tuổi | số trẻ 6 15 tuổi |
        số te đi học |
        trẻ từ 6 đến 15 tuổi | người đang đi học | số người đang đi học | te trong độ tuổi đi học
    """,
    "group": """
        thôn/tdp | thôn | thôn, tổ dân phố | thôn/tổ dân phố | tổ dân phố | tdp | tổ | xóm | bản | ấp |
        buôn | khu phố | khóm | khu dân cư | thôn, xóm | thôn/xóm | thôn/bản | thôn, bản |
        thôn (tổ dân phố) | địa bàn | chi hội | tên thôn | thôn, tdp | thôn/tổ | thôn/ấp | ấp/khu phố |
        thôn/bản/tổ dân phố | thôn, bản, tổ dân phố | tổ/thôn | xóm/tổ | thôn/buôn | tổ dân phố/thôn |
        khu | làng | khối | khối phố | chi hội khuyến học | đơn vị thôn | thôn xóm | tên thôn/tdp |
        thôn bản | thôn/làng | thuộc thôn | thuộc thôn/tdp | cụm dân cư | tổ dp |
        kdc | kp | buôn/thôn | làng/thôn | tên khu | tổ số | xóm số | tổ nhân dân | đội | cụm | ban kh thôn |
        tiểu khu | phum sóc | phum/sóc | tổ dân cư | thôn nơi ở | thôn số | ấp/khóm | khóm/ấp |
        thôn/khu phố | tên xóm |
        tên ấp | tên bản | chi hội kh | tên tổ | bản/thôn | thôn bản khu phố
    """,
    "address": """
        địa chỉ | nơi ở | chỗ ở | chỗ ở hiện nay | nơi cư trú | số nhà | địa chỉ thường trú |
        nơi thường trú | nơi ở hiện nay | địa chỉ cư trú | số nhà, đường | địa chỉ nơi ở |
        số nhà đường phố | hộ khẩu thường trú | địa chỉ cụ thể | địa chỉ hiện tại |
        đc | số nhà, ngõ | ngõ | đ chỉ | hktt | nơi đăng ký hktt | nơi đăng ký hộ khẩu |
        số nhà, tên đường | ngõ xóm |
        số nhà, ngõ, xóm | chỗ ở hiện tại
    """,
    "personal_number": """
        số cccd | cccd | số căn cước | số căn cước công dân | căn cước công dân | căn cước | số định danh |
        mã định danh | số định danh cá nhân | cmnd | số cmnd | số cccd/cmnd | cmnd/cccd | cccd/cmnd |
        số cmnd/cccd | số định danh cá nhân/cccd | mã số định danh | số cc | số cccd chủ hộ | cccd chủ hộ |
        số cccd của chủ hộ | sđd | số thẻ cccd | số thẻ căn cước | đdcn | số đdcn | số giấy tờ |
        mã định danh cá nhân | số định danh/cccd | cmt | số cmt | chứng minh nhân dân | cccd/mã định danh |
        số căn cước/định danh | số giấy tờ tùy thân | cmtnd | số cccd/định danh | số đddcn/cmnd |
        số đdcn/cccd |
        sđd/cccd | sđdcn | mã đdcn | cc/cccd | số cc/cccd | cccd/đdcn | số gttt | định danh | cccd/sđd |
        số sđd |
        mã số đdcn | số cmnd/thẻ căn cước | cccd/số định danh | số cccd hoặc số định danh | số cccd/sđd
    """,
    "code": """
        mã hộ | mã số hộ | mã hộ gia đình | mã | mã gia đình | số sổ hộ khẩu | mã số | mã hộ gđ |
        ký hiệu hộ | mã hộ dân |
        số sổ hk | mã hộ khẩu | mã số hgđ | mã hgđ | số hiệu hộ | mã sổ hộ khẩu | số hk | số hộ khẩu
    """,
    "relation": """
        quan hệ với chủ hộ | quan hệ | qh với chủ hộ | quan hệ chủ hộ | mối quan hệ với chủ hộ | quan hệ với ch
    """,
    "note": """
        ghi chú | ghi chu | chú thích | lưu ý | gc | g chú |
        ghi chú khác
    """,
}
"""Headings of lists of households."""

SCORE_WORDS: Mapping[str, str] = {
    "total": """
        tổng điểm | tổng cộng | tổng số điểm | cộng điểm | tổng | cộng | điểm | điểm tự chấm |
        tổng điểm tự chấm | kết quả điểm | tổng điểm đạt | điểm tổng | tổng điểm đạt được
    """,
    "registered": """
        đăng ký | đăng kí | đk | đã đăng ký | đăng ký danh hiệu | đăng ký gđht | có đăng ký |
        đăng ký gia đình học tập
    """,
    "recognised": """
        công nhận | được công nhận | đạt danh hiệu | công nhận gđht | đạt | kết quả công nhận |
        công nhận gia đình học tập
    """,
}
"""Headings that only sheets of scores have."""

PERSON_WORDS: Mapping[str, str] = {
    "head_name": """
        họ và tên | họ tên | họ & tên | họ, tên | họ, chữ đệm và tên | họ chữ đệm và tên khai sinh | tên công dân |
        họ và tên công dân | họ tên công dân | họ và tên nhân khẩu | họ tên nhân khẩu | họ và tên thành viên |
        họ tên thành viên | thành viên | tên thành viên | họ và tên người dân | họ tên học sinh |
        họ và tên học sinh |
        họ và tên giáo viên | họ và tên cán bộ | họ và tên hội viên | họ tên hội viên | họ và tên người |
        họ và tên khai sinh | nhân khẩu | công dân | họ và tên các thành viên trong hộ | họ và tên từng người |
        danh sách thành viên | tên nhân khẩu | họ và tên đoàn viên | họ và tên học viên
    """,
    "sex": """
        giới tính | gt | giới | nam/nữ | nam nữ | phái | nam hay nữ | gtính
    """,
    "men": """
        giới tính nam | phái nam | giới nam
    """,
    "women": """
        nữ | giới tính nữ | phái nữ | giới nữ | là nữ
    """,
    "person_group": """
        nhóm đối tượng | đối tượng | nhóm | nhóm công dân | nhóm lao động | thành phần | nghề nghiệp | nghề |
        đối tượng công dân | loại công dân | nhóm đt | loại đối tượng | nhóm nghề | công việc |
        nghề nghiệp hiện nay |
        nhóm đối tượng công dân học tập
    """,
    "of_code": """
        mã hộ | mã số hộ | mã hộ gia đình | số sổ hộ khẩu | mã hộ gđ | ký hiệu hộ | số sổ hk | mã hộ khẩu |
        mã gia đình | mã số hgđ | mã hgđ | số hiệu hộ | mã sổ hộ khẩu | số hk | số hộ khẩu | mã hộ dân | hộ số |
        thuộc hộ mã
    """,
    "of_head": """
        họ và tên chủ hộ | họ tên chủ hộ | tên chủ hộ | chủ hộ | họ, tên chủ hộ | họ và tên của chủ hộ | thuộc hộ |
        thuộc hộ ông bà | chủ hộ gia đình | họ và tên chủ hộ gia đình | họ tên ch | hộ ông bà | con ông bà |
        tên hộ | hộ gia đình | gia đình | họ tên chủ hộ gia đình | thuộc gia đình | tên chủ hộ gia đình
    """,
    "unit": """
        đơn vị | tên đơn vị | nơi làm việc | cơ quan | trường | trường học | đơn vị công tác | nơi công tác |
        cơ quan đơn vị | nơi học tập | nơi học | nơi làm việc học tập | đơn vị học tập | tên trường | công ty |
        đơn vị làm việc | học tại trường | cơ quan công tác | trường lớp | thuộc đơn vị
    """,
    "unit_role": """
        vai trò | vai trò ở đơn vị | vai trò trong đơn vị | tư cách | người làm người học
    """,
    "clan": """
        dòng họ | thuộc dòng họ | họ tộc | tên dòng họ | chi họ | tộc họ
    """,
    "code": """
        mã công dân | mã nhân khẩu | mã người | mã cd | mã thành viên | mã nk | mã
    """,
    "stt": """
        stt người | stt nhân khẩu | số tt trong hộ | stt trong hộ | stt thành viên
    """,
    "note": """
        ghi chú | nhận xét
    """,
}
"""Headings of lists of persons, beside those that lists of households have too."""
