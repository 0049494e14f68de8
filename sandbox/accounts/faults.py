"""What is wrong with an account, in words."""

from __future__ import annotations

from sandbox.ui.words import _
from sandbox.world.params import N_

_words = {
    "login_form": N_("Tên đăng nhập gồm 3–80 chữ cái không dấu, chữ số và các dấu . _ @ -"),
    "login_taken": N_("Tên đăng nhập này đã có người dùng."),
    "name_form": N_("Họ và tên chưa điền, hoặc có ký tự không hiển thị được."),
    "role_unknown": N_("Vai trò chưa chọn hoặc không có vai trò này."),
    "last_administrator": N_("Đây là quản trị viên cuối cùng đang hoạt động, không thể bỏ quyền hay khóa."),
    "password_short": N_("Mật khẩu cần ít nhất 8 ký tự."),
    "password_long": N_("Mật khẩu dài quá 128 ký tự."),
    "password_common": N_("Mật khẩu này quá dễ đoán; hãy dùng một câu ngắn mà chỉ bạn biết."),
    "password_like_login": N_("Mật khẩu không được giống tên đăng nhập."),
    "class_taken": N_("đã có lớp tên này"),
    "twice": N_("Tên đăng nhập này đã có ở một dòng phía trên."),
    "encoding": N_("Không đọc được tệp. Hãy lưu từ bảng tính ở dạng “CSV UTF-8”."),
    "empty": N_("Danh sách chưa có dòng nào."),
    "too_long": N_("Danh sách quá dài; mỗi lần nhiều nhất 1.000 dòng."),
    "columns": N_("Dòng đầu phải có các cột “Tên đăng nhập” và “Họ và tên”."),
}


def fault_words(code: str) -> str:
    """The sentence for a code of `BadAccount` or `BadList`."""
    return _(_words[code])
