"""``python -m designdoc``."""

from designdoc.cli.main import main

if __name__ == "__main__":
    main()
