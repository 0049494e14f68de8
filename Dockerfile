# One image for the web; the data lives in PostgreSQL and in the volume /data (keys, secret).
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY sandbox sandbox
COPY scenarios scenarios
COPY seed seed
COPY grader grader
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data thaotruong && install -d -o thaotruong /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 THAOTRUONG_INSTANCE=/data
USER thaotruong
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["thaotruong", "serve", "--host", "0.0.0.0", "--port", "8000"]
