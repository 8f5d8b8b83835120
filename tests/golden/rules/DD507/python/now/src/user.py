class User:
    id: str
    tags: list[str]
    mail: str | None = None
    age: float
