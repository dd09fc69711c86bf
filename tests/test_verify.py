"""Verify: differences are told by their meaning; the comparison itself, on small files."""

import io

import numpy as np
import pytest
from matplotlib import image

from analysis.verify import _digest, compare_lines, compare_pictures, compare_tables


def png(pixels) -> bytes:
    buffer = io.BytesIO()
    image.imsave(buffer, pixels, format="png")
    return buffer.getvalue()


def test_a_changed_cell_is_told_by_table_key_and_column():
    old, new = b"total_id,low,high\nt1,5,9\nt2,1,1\n", b"total_id,low,high\nt1,5,8\nt3,1,1\n"
    found = compare_tables("totals", old, new)
    assert found == ["row t2 is gone", "row t3 is new", "row t1, high: 9 became 8"]
    assert compare_tables("totals", old, old) == []


def test_a_tolerance_covers_floats_and_not_more():
    old, new = b"a,b\n1,0.500000\n", b"a,b\n1,0.500001\n"
    assert compare_tables("x", old, new, 1e-3) == [] and len(compare_tables("x", old, new)) == 1
    assert len(compare_tables("x", old, b"a,b\n1,0.6\n", 1e-3)) == 1


def test_other_columns_are_told():
    assert compare_tables("x", b"a,b\n1,2\n", b"a,c\n1,2\n") == ["columns a, b became a, c"]


def test_pixels_are_counted():
    left = np.ones((10, 10, 3))
    right = left.copy()
    right[0, :3] = 0
    assert compare_pictures(png(left), png(right)) == ["3 of 100 pixels differ"]
    assert compare_pictures(png(left), png(right), tolerance=0.05) == []
    assert "became" in compare_pictures(png(left), png(np.ones((5, 10, 3))))[0]


def test_lines_are_shown_and_a_long_list_is_cut():
    assert compare_lines("a\nb\n", "a\nc\n") == ["line 2: 'b' became 'c'"]
    many = compare_lines("\n".join("a" * 1 for _ in range(40)), "\n".join("b" for _ in range(40)))
    assert len(many) == 13 and many[-1] == "… and 28 more"


def test_the_digest_is_that_of_dvc(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("a", encoding="utf-8")
    assert _digest(tmp_path / "folder" / "a.txt") == "0cc175b9c0f1b6a831c399e269772661"
    assert _digest(tmp_path / "folder").endswith(".dir")


@pytest.mark.parametrize("value", [0.0, 0.1])
def test_the_same_pictures_differ_in_nothing(value):
    picture = png(np.zeros((4, 4, 3)))
    assert compare_pictures(picture, picture, value) in ([], ["the same pixels, other bytes"])
