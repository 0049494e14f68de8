"""Văn bản: incoming and outgoing documents, their registers, and the work files they end in (NĐ 30/2020/NĐ-CP)."""
