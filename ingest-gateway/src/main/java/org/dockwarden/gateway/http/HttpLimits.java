package org.dockwarden.gateway.http;

import java.time.Duration;

/**
 * Limits of the HTTP side.
 *
 * @param connectionsPerDock open connections of one dock
 * @param requests requests that are answered at a time, of all docks; above it 503
 * @param headTime how long a connection may take from one answer to the next whole request head
 * @param bodyTime how long a body may stand still
 * @param bodyBytesPerSecond how slow a body may be, averaged; 0: as slow as it likes
 * @param bodyRateTime over which time that is averaged
 */
public record HttpLimits(
    int connectionsPerDock,
    int requests,
    Duration headTime,
    Duration bodyTime,
    long bodyBytesPerSecond,
    Duration bodyRateTime) {
  /** Longest request line; ours are below 300 bytes. */
  static final int MAX_REQUEST_LINE_BYTES = 4096;

  /** Longest head, all headers together. */
  static final int MAX_HEAD_BYTES = 16 * 1024;

  /** Largest piece of a body that is handed on at once. */
  static final int MAX_PIECE_BYTES = 256 * 1024;

  /** Body bytes of one connection that may lie in memory; reading pauses above it. */
  static final int IN_FLIGHT_BYTES = 512 * 1024;

  /** An unwanted body up to this length is read and thrown away to keep the connection. */
  static final long MAX_DISCARDED_BYTES = 1024 * 1024;

  /** Connections of all docks, also those that are still shaking hands. */
  static final int MAX_CONNECTIONS = 4096;

  /** TLS handshakes that take longer are cut. */
  static final Duration HANDSHAKE_TIME = Duration.ofSeconds(10);

  /** A client that is told to go may take this long to read why. */
  static final Duration LINGER_TIME = Duration.ofSeconds(2);

  /** The pace of one body. */
  BodyPace pace() {
    return new BodyPace(bodyBytesPerSecond, bodyRateTime);
  }
}
