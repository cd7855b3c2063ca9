"""Facts of boxes."""

from kinerja_graph.analysis.network_details import facts


def test_the_latest_year_is_told_alone() -> None:
    told = facts(
        {
            "id": "I1",
            "measure_unit": "persen",
            "polarity": None,
            "target_years": [2025, 2026],
            "targets": [70.0, 80.0],
            "range_years": [],
            "range_lows": None,
            "range_highs": None,
            "realisation_years": [2024],
            "realisations": [0.0],
        }
    )
    assert told == {
        "measure_unit": "persen",
        "target": 80.0,
        "target_year": 2026,
        "realisation": 0.0,
        "realisation_year": 2024,
    }


def test_a_later_range_wins_over_a_number() -> None:
    told = facts(
        {
            "id": "I1",
            "target_years": [2025],
            "targets": [70.0],
            "range_years": [2026],
            "range_lows": [80.0],
            "range_highs": [90.0],
        }
    )
    assert told == {"target_low": 80.0, "target_high": 90.0, "target_year": 2026}


def test_what_is_unknown_is_left_out() -> None:
    assert facts({"id": "T1", "activity": None, "duration_minutes": 0.0}) == {
        "duration_minutes": 0.0
    }
