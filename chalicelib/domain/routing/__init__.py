"""To which 纪检机构 a complaint goes, and why (H-10.1)."""
