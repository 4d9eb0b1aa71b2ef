package org.dockwarden.gateway.admin;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.http.HttpWatch;
import org.dockwarden.gateway.intake.IntakeWatch;
import org.dockwarden.gateway.verify.VerificationWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's metrics, all named {@code dockwarden_gateway_…}. */
public final class Metrics implements IntakeWatch, VerificationWatch, HttpWatch {
  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
  private static final String PREFIX = "dockwarden_gateway_";
  private static final double UNKNOWN = Double.NaN;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter received = counter("received_bytes", "Bytes of bodies written");
  private final Counter wrong = counter("chunk_checksums_wrong", "Bodies with another digest");
  private final Counter interrupted = counter("chunks_interrupted", "Bodies that ended early");
  private final Counter verified = counter("verifications", "Recordings read back and right");
  private final Counter verifiedBytes = counter("verified_bytes", "Sealed bytes read back");
  private final Counter quarantined =
      Counter.builder()
          .name(PREFIX + "quarantined")
          .help("Uploads and recordings put apart")
          .labelNames("error")
          .register(registry);
  private final Counter requests =
      Counter.builder()
          .name(PREFIX + "requests")
          .help("Requests answered")
          .labelNames("status")
          .register(registry);
  private final Counter handshakes = counter("handshakes_failed", "TLS handshakes that failed");
  private final Gauge connections =
      Gauge.builder().name(PREFIX + "connections").help("Open").register(registry);

  /** A number that is asked for when metrics are read. */
  public interface Reading {
    double now() throws IOException;
  }

  /** Adds a gauge; a reading that fails is NaN, and health says why elsewhere. */
  public void gauge(String name, String help, Reading reading) {
    GaugeWithCallback.builder()
        .name(PREFIX + name)
        .help(help)
        .callback(callback -> callback.call(read(reading)))
        .register(registry);
  }

  /** Adds a constant fact as labels with the value 1. */
  public void fact(String name, String help, String label, String value) {
    Gauge gauge =
        Gauge.builder().name(PREFIX + name).help(help).labelNames(label).register(registry);
    gauge.labelValues(value).set(1);
  }

  private static double read(Reading reading) {
    try {
      return reading.now();
    } catch (IOException e) {
      LOG.info("metric: {}", e.getMessage());
      return UNKNOWN;
    }
  }

  private Counter counter(String name, String help) {
    return Counter.builder().name(PREFIX + name).help(help).register(registry);
  }

  /** Prometheus text format. */
  byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder()
        .setIncludeCreatedTimestamps(false)
        .build()
        .write(text, registry.scrape());
    return text.toByteArray();
  }

  @Override
  public void received(long bytes) {
    received.inc(bytes);
  }

  @Override
  public void checksumWrong() {
    wrong.inc();
  }

  @Override
  public void interrupted() {
    interrupted.inc();
  }

  @Override
  public void verified(RecordingId recording, long sealedBytes) {
    verified.inc();
    verifiedBytes.inc(sealedBytes);
  }

  @Override
  public void quarantined(RecordingId recording, ErrorCode error, String detail) {
    quarantined.labelValues(error.code()).inc();
  }

  @Override
  public void connectionOpened() {
    connections.inc();
  }

  @Override
  public void connectionClosed() {
    connections.dec();
  }

  @Override
  public void handshakeFailed() {
    handshakes.inc();
  }

  @Override
  public void answered(int status) {
    requests.labelValues(Integer.toString(status)).inc();
  }
}
