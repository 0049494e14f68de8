"""Ký số: tokens with a PIN, signatures of officials and of the organisation, and their verification."""
