"""Log lines as JSON, one object a line, safe to print: no control characters, no secrets."""

import json
import logging
import re
from datetime import UTC, datetime

# Tokens in addresses, passwords in database URLs, and anything that calls itself a secret.
SECRET = re.compile(
    r"(/preview/|://[^/\s:@]*:|\b(?:password|passwd|secret|secret_key|token|csrfmiddlewaretoken|authorization|"
    r"cookie|sessionid|api_?key)\b[\"']?\s*[:=]\s*[\"']?(?:Bearer\s+|Basic\s+)?)[^\s/@&;,\"'}]+",
    re.IGNORECASE,
)


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        line = {key: SECRET.sub(r"\1***", value) if isinstance(value, str) else value for key, value in line.items()}
        return json.dumps(line).replace("\x7f", "\\u007f")  # json escapes the other control characters itself
