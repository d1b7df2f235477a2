"""The page «Đơn vị»: schools, agencies, enterprises, cooperatives."""
