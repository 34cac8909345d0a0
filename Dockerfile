# The first stage installs and collects; the second takes over what runs, and nothing that builds.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock .
RUN python -m venv --without-pip /venv \
    && pip --python /venv install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY . .
RUN chmod -R a+rX,go-w . && /venv/bin/python -m compileall -q . \
    && SECRET_KEY_FILE=/tmp/build-only DATA_DIR=/tmp/data /venv/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim
RUN groupadd --gid 10001 newsroom \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin newsroom \
    && install -d -o newsroom -g newsroom -m 750 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data BIND=0.0.0.0 PORT=8000
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["python", "-c", "import http.client, os, sys; \
site = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); \
site.request('GET', '/healthz'); sys.exit(site.getresponse().status != 200)"]
CMD ["python", "manage.py", "serve"]
