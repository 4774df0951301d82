"""The part of cel-expr-python that ccgcheck uses; the package ships no type marker."""

from collections.abc import Mapping, Sequence
from typing import Any

class Type:
    BOOL: Type
    DYN: Type
    ERROR: Type
    INT: Type
    LIST: Type
    MAP: Type
    STRING: Type

class Value:
    def plain_value(self) -> Any: ...
    def type(self) -> Type: ...
    def value(self) -> Any: ...

class Activation: ...

class Expression:
    def eval(self, activation: Activation | None = ...) -> Value: ...

class Overload:
    def __init__(
        self, id: str, return_type: Type, parameters: Sequence[Type], is_member: bool, impl: object
    ) -> None: ...

class FunctionDecl:
    def __init__(self, name: str, overloads: Sequence[Overload]) -> None: ...

class Env:
    def Activation(self, data: Mapping[str, Any]) -> Activation: ...
    def compile(self, expression: str) -> Expression: ...

def NewEnv(*, variables: Mapping[str, Type], functions: Sequence[FunctionDecl]) -> Env: ...
