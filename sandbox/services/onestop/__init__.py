"""The one-stop desk (Một cửa): dossiers of citizens from the counter to the result, by Nghị định 118/2025/NĐ-CP."""
