"""Write the documents that follow from the code: `python tasks.py docs`."""

from pathlib import Path

from generator import PAGES

DOCS = Path(__file__).parent


def main() -> None:
    """Write every page whose text is not yet what the code says, and name it."""
    written = 0
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote docs/{name}")
            written += 1
    print(f"{len(PAGES) - written} of {len(PAGES)} documents were up to date")


if __name__ == "__main__":
    main()
