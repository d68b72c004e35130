"""Where the words of an edge stand: on their own line, clear of boxes, of each other and of other lines."""

from graph.edge_words import place_words

ACROSS = "0,0 30,0 70,0 100,0"
CROSSING = "95,-40 95,-10 95,10 95,40"


def test_words_leave_a_place_that_another_line_runs_through() -> None:
    [alone] = place_words([(ACROSS, "căn cứ")], [])
    [beside, _] = place_words([(ACROSS, "căn cứ"), (CROSSING, "")], [])
    assert alone == ((100, 0), "căn cứ")
    assert beside is not None
    assert beside[0][0] < 95 - len("căn cứ") * 2
    assert beside[0][1] == 0


def test_words_stay_on_their_line_where_others_run_all_along() -> None:
    lines = [(ACROSS, "căn cứ"), *((f"{x},-40 {x},-10 {x},10 {x},40", "") for x in range(-20, 121, 10))]
    assert place_words(lines, [])[0] == ((100, 0), "căn cứ")


def test_words_without_a_free_place_are_left_out() -> None:
    assert place_words([(ACROSS, "căn cứ"), (ACROSS, "")], [(-60, -60, 160, 60)]) == [None, None]


def test_where_the_role_has_no_room_the_sign_of_what_is_wrong_stands_alone() -> None:
    beside = [(-60, -60, 30, 60), (70, -60, 160, 60)]  # two boxes with a short line between them
    [placed] = place_words([(ACROSS, "◷ triển khai")], beside)
    assert placed is not None
    assert placed[1] == "◷"
    assert place_words([(ACROSS, "triển khai")], beside) == [None]


def test_among_many_lines_a_role_stands_only_where_no_other_line_runs() -> None:
    lines = [(ACROSS, "căn cứ"), *((f"{x},-40 {x},-10 {x},10 {x},40", "") for x in range(-20, 121, 4))]
    assert place_words(lines, [])[0] is None
    assert place_words([(ACROSS, "✕ căn cứ"), *lines[1:]], [])[0] == ((100, 0), "✕ căn cứ")
