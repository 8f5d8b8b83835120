class User:
    id: str
    age: int
