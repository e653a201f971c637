"""What a client does that no schema can say."""

import uuid

import schemathesis
from schemathesis import GenerationMode


@schemathesis.hook
def before_call(context, case, kwargs):
    """Well-made requests only: a badly made one keeps what is bad about it."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # A key names one request for good, so each request comes with one of its own.
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    # To JSON Schema 1381.0 is a whole number. To this server a count is written as one, as every printer of whole numbers does.
    case.body = written(case.body)


def written(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {name: written(item) for name, item in value.items()}
    return value
