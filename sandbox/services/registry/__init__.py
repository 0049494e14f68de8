"""Population and civil status (Dân cư – Hộ tịch): look-ups of personal data, the register of births."""
