"""How gunicorn serves the newsroom; ``manage.py serve`` starts it with this file.

Anything may be changed without touching it: gunicorn also reads GUNICORN_CMD_ARGS.
"""

import os

from gunicorn.glogging import Logger

from newsroom.logs import JsonFormatter

wsgi_app = "newsroom.wsgi:application"
bind = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
timeout = 60
keepalive = 65  # longer than a load balancer's minute, or it would send a request down a closing connection
control_socket_disable = True
if os.access("/dev/shm", os.W_OK):  # noqa: S108 - gunicorn makes private files there; a heartbeat must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# What a client may send before Django looks at it.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# Only these may say that a request came by HTTPS; with none named, nobody may.
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "")


class JsonLogger(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(JsonFormatter())


logger_class = JsonLogger
loglevel = "warning"
accesslog = None  # the proxy's business; "-" prints it here


def when_ready(server):
    print(f"Open for readers: {os.environ.get('SITE_URL') or f'http://{bind}'}/", flush=True)
