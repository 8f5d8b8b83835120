class Guard:
    def __init__(self, name: str) -> None:
        self.name = name


class Keeper(Guard):
    def __init__(self) -> None:
        super().__init__("night")
        self.shift: str = "night"

    def open(self) -> None: ...
