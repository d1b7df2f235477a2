"""Bảng chấm điểm: many households' scores in one grid, typed as in Excel."""
