"""Phiếu chấm điểm: one household's sheet, filled by keyboard."""
