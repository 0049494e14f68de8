"""`python -m scenarios`: writes the committed JSON Schema anew."""

from scenarios.schema import COPY, written

if __name__ == "__main__":
    COPY.write_text(written(), encoding="utf-8", newline="\n")
