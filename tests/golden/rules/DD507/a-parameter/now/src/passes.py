def pass_ends(now: datetime, seconds: int = 60) -> float:
    return now.timestamp() + seconds
