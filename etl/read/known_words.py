"""Words that reports are made of, by which an encoding or a lost letter is recognised."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from data.catalog import catalog
from data.fold import fold
from data.provinces import provinces, rows_of

_WORD = re.compile(r"[^\W\d_]+")

# Words with marks that nearly every report holds beside its names; the rest come from the
# catalog and the reference tables.
_COMMON = """
    của và các đã được với những trong năm tháng ngày về cho là có không một hai ba bốn sáu bảy
    tám chín mười này đến từ tại theo để trên dưới đồng chí đảng bộ đoàn thể quốc dân tộc chính
    trị tỉnh huyện xã phường thị trấn thành ủy tuyên giáo vận truyền thông báo cáo hội nghị nghĩa
    quyết định chỉ đạo kế hoạch hướng dẫn kết luận thực hiện triển khai quán triệt học tập tổ
    chức kỷ niệm ngày lễ lớn lịch sử văn hóa hoá nghệ thuật giáo dục y tế khoa công nghệ số
    chuyển đổi kinh phát xây dựng nông thôn mới biển đảo biên giới phòng chống dịch bệnh tư tưởng
    đạo đức phong cách hồ chí minh chương trình phối hợp ban thường vụ trưởng phó đại biểu cán bộ
    viên cuộc thi giải nhất nhì thưởng bằng khen giấy tặng sách bản tin cuốn bài viết phóng sự
    chuyên mục trang mạng xã hội điện tử truyền hình phát thanh cơ sở tổng sơ khóa lớp bồi dưỡng
    lý luận nghiệp vụ trực tuyến tiếp lượt người số lượng tình hình dư luận nhiệm vụ trọng tâm
    quý đầu cuối kỳ nhân đại diễn ra tham gia dự mưu chủ đề tài liệu việt nam hà nội
"""


def words_of(text: str) -> set[str]:
    """Return the distinct words of a text that carry Vietnamese marks, in small letters."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return {word for word in words if not word.isascii()}


def _list_names() -> Iterable[str]:
    known = catalog()
    for items in known.lists.values():
        for item in items:
            yield from item.names()


def _form_names() -> Iterable[str]:
    return (name for kind in catalog().kinds.values() for f in kind.forms for name in f.names())


def _column_names() -> Iterable[str]:
    return (name for column in catalog().columns.values() for name in column.names())


def _place_names() -> Iterable[str]:
    yield from (row["alias"] for row in rows_of("province_aliases.csv"))
    for vintage in (63, 34):
        yield from (p.name for p in provinces(vintage).values())


@cache
def known_words() -> frozenset[str]:
    """Return the marked words of headers, lists, forms, provinces and everyday reports."""
    names = (*_column_names(), *_list_names(), *_form_names(), *_place_names(), _COMMON)
    return frozenset(words_of(" ".join(names)))


@cache
def known_names() -> frozenset[str]:
    """Return the fold keys a header, a place or a list value can have."""
    names = (*_column_names(), *_list_names(), *_place_names())
    return frozenset(key for key in map(fold, names) if len(key) > 3)
