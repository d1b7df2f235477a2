"""The wizard «Nhập từ Excel»: choose the file, match the columns, check, import."""
