"""Two spellings of a type are equal, two types are not."""

import pytest

from designdoc.code.canonical import canonical, without_absence

SAME = [
    ("Array<string>", "string[]", "typescript"),
    ("ReadonlyMap<A, B>", "Map<A,B>", "typescript"),
    ("'a' | \"b\"", '"b"|"a"', "typescript"),
    ("{ x: number; y: string; }", "{x:number,y:string}", "typescript"),
    ("import('./x').Row", "Row", "typescript"),
    ("(a: string) => void | null", "(a:string)=>void|null", "typescript"),
    ("Optional[str]", "str | None", "python"),
    ("Union[int, List[str], None]", "int | list[str] | None", "python"),
    ("'User'", "User", "python"),
    ("typing.Dict[str, int]", "dict[str,int]", "python"),
    ("map[string]metav1.Time", "map[string]Time", "go"),
    ("interface{}", "any", "go"),
]


@pytest.mark.parametrize(("one", "other", "language"), SAME)
def test_spellings(one: str, other: str, language: str) -> None:
    assert canonical(one, language) == canonical(other, language)


@pytest.mark.parametrize(
    ("written", "language", "wanted"),
    [
        ("string | null | undefined", "typescript", "string"),
        ("Option<User>", "rust", "User"),
        ("*string", "go", "string"),
        ("Optional<Key>", "java", "Key"),
        ("int?", "csharp", "int"),
        ("None", "python", "None"),
    ],
)
def test_absence(written: str, language: str, wanted: str) -> None:
    assert without_absence(written, language) == wanted


def test_other_types_differ() -> None:
    assert canonical("string", "typescript") != canonical("string[]", "typescript")
    assert canonical("'a' | 'b'", "typescript") != canonical("'a'", "typescript")
    assert canonical("Map<A, B>", "typescript") != canonical("Map<B, A>", "typescript")
