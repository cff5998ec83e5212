"""Outlines in the page are small and draw no streaks."""

import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo_events.maps.shapes import encode_shape, label_point, polygons


def decode(shape, scale):
    """Read a shape as the page does."""
    read = []
    for rings in shape:
        points = []
        for ring in rings:
            x = y = 0
            corners = []
            for dx, dy in zip(ring[::2], ring[1::2], strict=True):
                x, y = x + dx, y + dy
                corners.append((x / scale, y / scale))
            points.append(corners)
        read.append(Polygon(points[0], points[1:]))
    return MultiPolygon(read)


def test_a_shape_is_read_back_within_half_a_step():
    country = Polygon([(1.234, 2.345), (8.5, 2.1), (7.77, 9.99)], [[(4, 3), (5, 3), (4.5, 4)]])
    back = decode(encode_shape(country, scale=100), 100)
    assert back.hausdorff_distance(MultiPolygon([country])) <= 0.0071
    assert len(back.geoms[0].interiors) == 1


def test_parts_smaller_than_a_step_are_left_out():
    assert encode_shape(box(0, 0, 0.001, 0.001), scale=100) == []
    assert encode_shape(None, scale=100) == []


def test_a_polygon_across_the_date_line_is_cut_in_two():
    fiji = Polygon([(178, -16), (-179, -16), (-179, -18), (178, -18)])
    parts = list(polygons(fiji))
    assert sorted(part.bounds for part in parts) == [(-180, -18, -179, -16), (178, -18, 180, -16)]


def test_a_polygon_that_is_cut_at_the_date_line_already_stays_as_it_is():
    chukotka = MultiPolygon([box(170, 62, 180, 70), box(-180, 62, -170, 70)])
    assert [part.bounds for part in polygons(chukotka)] == [part.bounds for part in chukotka.geoms]


def test_the_label_lies_inside_the_largest_part():
    crescent = Point(0, 0).buffer(10).difference(Point(3, 0).buffer(9))
    latitude, longitude, width = label_point(MultiPolygon([crescent, box(50, 0, 51, 1)]))
    assert crescent.contains(Point(longitude, latitude))
    assert width == pytest.approx(crescent.bounds[2] - crescent.bounds[0], abs=0.01)
