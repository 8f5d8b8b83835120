@router.get("/visitors")
def visitors(limit: int, request: Request):
    return request.visitors[:limit]


def passes(limit: int, store: Store):
    return store.passes[:limit]
