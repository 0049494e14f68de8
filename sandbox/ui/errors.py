"""When a page cannot be shown: what happened and how to go on, without blame."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, g, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from sandbox.ui.words import _
from sandbox.world.params import N_

# Status → heading, what happened, how to go on.
PAGES = {
    400: (
        N_("Chưa đọc được yêu cầu này"),
        N_("Trang có thể đã mở quá lâu hoặc địa chỉ bị cắt mất một phần."),
        N_("Quay lại trang trước, tải lại rồi thử lần nữa."),
    ),
    403: (
        N_("Trang này không dành cho vai của bạn"),
        N_("Bạn đã đăng nhập, nhưng tài khoản chưa được giao quyền xem trang này."),
        N_("Nếu cần, hãy hỏi người hướng dẫn lớp hoặc quản trị hệ thống."),
    ),
    404: (
        N_("Không tìm thấy trang này"),
        N_("Địa chỉ có thể gõ nhầm, hoặc bản ghi không có trong lượt thực hành này."),
        N_("Kiểm tra lại mã, hoặc quay về và tìm từ danh sách."),
    ),
    405: (
        N_("Trang này không nhận thao tác đó"),
        N_("Địa chỉ này chỉ mở được từ một biểu mẫu."),
        N_("Quay lại trang trước và bấm nút trên trang."),
    ),
    409: (
        N_("Có thay đổi trong lúc bạn thao tác"),
        N_("Bản ghi vừa được người khác hoặc một cửa sổ khác thay đổi."),
        N_("Tải lại trang để xem nội dung mới rồi làm tiếp."),
    ),
    413: (
        N_("Tệp hoặc nội dung quá lớn"),
        N_("Hệ thống không nhận nội dung lớn như vậy."),
        N_("Chọn tệp nhỏ hơn rồi gửi lại."),
    ),
    422: (
        N_("Nội dung gửi lên chưa đọc được"),
        N_("Một số ô chưa đúng dạng."),
        N_("Quay lại trang trước, xem các ô có ghi chú màu đỏ."),
    ),
    429: (
        N_("Bạn thao tác quá nhanh"),
        N_("Để bảo vệ tài khoản, hệ thống tạm ngừng nhận yêu cầu từ bạn."),
        N_("Chờ vài phút rồi thử lại."),
    ),
    500: (
        N_("Hệ thống gặp lỗi"),
        N_("Việc vừa làm chưa được ghi; những việc trước đó vẫn còn nguyên."),
        N_("Thử lại sau ít phút. Nếu vẫn lỗi, hãy báo quản trị hệ thống."),
    ),
    503: (
        N_("Hệ thống đang bận"),
        N_("Máy chủ đang có nhiều người dùng hoặc đang khởi động."),
        N_("Chờ ít phút rồi thử lại."),
    ),
}
_log = logging.getLogger(__name__)


def page(status: int, said: str = "") -> tuple[str, int]:
    """The page for a status, and the status; `said` replaces the words about what happened."""
    heading, what, next_ = PAGES.get(status, PAGES[500 if status >= 500 else 400])
    inside = "screen" in g and request.path.startswith(g.screen.base)
    layout = "ui/error_inside.html" if inside and g.get("frame") is not None else "ui/error.html"
    shown = render_template(layout, status=status, heading=_(heading), what=said or _(what), next=_(next_), system=None)
    return shown, status


def _answer(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    status = error.code or 500
    if status < 400:
        return error
    shown, status = page(status)
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return shown, status, kept


def _failed(error: InternalServerError) -> Any:
    """Our own mistake: written to the log with its trace (by Flask), told in plain words."""
    try:
        return page(500)
    except Exception:
        _log.exception("the error page failed")
        return "Hệ thống gặp lỗi. Hãy thử lại sau ít phút.", 500


def init_app(app: Flask) -> None:
    """One page for every kind of error."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(InternalServerError, _failed)
