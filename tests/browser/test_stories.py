"""A day of each kind of person, through a real browser."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_trainee_finds_the_next_thing_does_it_and_reads_what_was_missing(visit):
    nhung = visit("hv01")
    assert nhung.heading.startswith("Bài tập của tôi")
    title = nhung.words(".next h2")
    nhung.presses("Bắt đầu có hướng dẫn")
    assert nhung.sees(title)
    assert re.match(r"r/[a-z2-7]{16}/", nhung.path)
    nhung.opens("/desk")
    assert nhung.words("[data-exercise] .chip") == "Đang làm" or nhung.sees("Đang làm")
    nhung.follows("Làm tiếp").follows("Nộp bài")
    nhung.clicks("main form button.first, main form .go button")
    assert nhung.heading.startswith("Phiếu điểm")
    assert nhung.words(".total .verdict") == "Chưa đạt"
    assert nhung.words(".total .points").startswith("0")
    nhung.follows("Việc tiếp theo")
    assert nhung.sees("Nên làm lại")
    assert nhung.trouble == []


def test_a_trainee_works_without_scripts_too(visit):
    pao = visit("hv05", scripts=False)
    pao.clicks(pao.page.locator("[data-exercise] a").last).presses("Luyện tập")
    assert re.match(r"r/[a-z2-7]{16}/", pao.path)


def test_an_instructor_sees_who_is_stuck_and_looks_over_their_shoulder(visit):
    sinh = visit("giaovien")
    assert sinh.heading == "Lớp thử nghiệm"
    assert "Giàng Thị Mỷ" in sinh.words(".where .stuck")
    sinh.clicks(".matrix .m-stuck a")
    assert re.match(r"r/[a-z2-7]{16}/", sinh.path)
    assert sinh.sees("Chỉ xem")
    assert sinh.page.locator(".bar .acts a").count() == 0
    assert sinh.trouble == []


def test_the_board_keeps_itself_fresh_until_one_goes_elsewhere(visit):
    sinh = visit("giaovien").follows("Tự cập nhật mỗi 30 giây")
    sinh.page.locator("[data-refresh]").evaluate("board => { board.dataset.refresh = 1; board.dataset.old = 'yes'; }")
    sinh.page.locator("[data-refresh]:not([data-old])").wait_for(state="attached", timeout=15_000)
    assert sinh.page.locator(".matrix").count() == 1
    sinh.follows("Bài được giao")
    sinh.page.wait_for_timeout(1500)
    assert sinh.sees("Giao bài, hoặc sửa cách giao")
    assert sinh.trouble == []


def test_an_instructor_sets_an_exam_and_the_trainee_finds_it(visit):
    sinh = visit("giaovien").follows("Bài được giao")
    sinh.clicks(sinh.page.get_by_role("button", name=re.compile("^Bỏ giao")).first)
    assert sinh.sees("Đã bỏ giao")
    sinh.page.locator("main form.ask select, main form.ask input[type=radio]").first.evaluate(
        "one => one.tagName === 'SELECT' ? (one.selectedIndex = 1) : one.click()"
    )
    sinh.page.get_by_label("Kiểm tra", exact=True).check()
    sinh.fills("Đóng lúc (không bắt buộc)", "hôm nào đó").presses("Giao bài")
    assert sinh.words("#errors").startswith("Chưa gửi được")
    sinh.fills("Đóng lúc (không bắt buộc)", "31/12/2036 17:00").presses("Giao bài")
    assert sinh.sees("Đã giao bài cho lớp")
    assert visit("hv06").sees("31/12/2036 17:00")


def test_a_reviewer_goes_from_finding_to_evidence_by_keys_and_marks_with_a_reason(visit):
    thinh = visit("nguoicham").follows("Bàn Văn Dũng")
    run = thinh.path.split("/")[1][:16]
    thinh.has_keys().presses_key("j").presses_key("j").opens_with_enter()
    assert thinh.path.startswith(f"r/{run}@2/")
    thinh.goes_back()
    missed = thinh.page.locator("[data-outcome=missed]").first
    missed.locator("input[name=points]").first.fill("1")
    missed.locator("input[name=reason]").first.fill("Đã trình bày được cách làm")
    thinh.clicks(missed.get_by_role("button").first)
    assert thinh.sees("Đã ghi điểm của người chấm")
    assert thinh.sees("Đã trình bày được cách làm")
    dung = visit("hv03").opens(f"/sheets/{run}")
    assert dung.sees("đã có người chấm sửa")
    assert thinh.trouble == []


def test_evidence_on_a_sheet_opens_the_office_as_it_stood_then(visit):
    pao = visit("hv02").opens("/desk")
    pao.clicks("[data-exercise] .best a")
    pao.page.locator("[data-criterion] summary").first.click()
    pao.clicks("[data-criterion] [data-evidence]")
    assert re.match(r"r/[a-z2-7]{16}@\d+/", pao.path)
    assert pao.page.locator("#office").count() == 1


def test_an_administrator_makes_an_account_and_its_owner_sets_a_password(visit):
    long = visit("quantri").follows("Thêm một người")
    long.fills("Tên đăng nhập", "moi.den").fills("Họ và tên", "Mùa A Chống <b>").presses("Tạo tài khoản")
    password = long.words("[data-password]")
    assert "Mùa A Chống <b>" in long.words("main")
    chong = visit("moi.den", password)
    assert chong.path == "account"
    assert chong.sees("mật khẩu tạm")
    chong.changes_the_password(password, "suối trong rừng già")
    assert chong.sees("Đã đổi mật khẩu")
    chong.logs_out()
    assert chong.heading == "Đăng nhập"
    assert visit("moi.den", "suối trong rừng già").heading.startswith("Bài tập của tôi")


def test_a_wrong_password_is_told_without_losing_the_login(visit):
    somebody = visit("hv07", "không phải mật khẩu này")
    assert somebody.sees("Tên đăng nhập hoặc mật khẩu không đúng.")
    assert somebody.page.get_by_label("Tên đăng nhập").input_value() == "hv07"
