# A real InfluxDB of Debian's package, where the vendor's image cannot be pulled.
FROM millwright/debian:bookworm
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends influxdb \
 && rm -rf /var/lib/apt/lists/*
ENV INFLUXDB_REPORTING_DISABLED=true \
    INFLUXDB_META_DIR=/var/lib/influxdb/meta \
    INFLUXDB_DATA_DIR=/var/lib/influxdb/data \
    INFLUXDB_DATA_WAL_DIR=/var/lib/influxdb/wal \
    INFLUXDB_DATA_INDEX_VERSION=tsi1 \
    INFLUXDB_HTTP_LOG_ENABLED=false \
    INFLUXDB_MONITOR_STORE_ENABLED=false
EXPOSE 8086
CMD ["influxd"]
