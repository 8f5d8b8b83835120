def counter(name: str) -> None:
    print(name)
