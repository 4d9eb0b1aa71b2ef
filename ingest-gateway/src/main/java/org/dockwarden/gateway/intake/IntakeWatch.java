package org.dockwarden.gateway.intake;

/** Is told what intake does, for metrics. */
public interface IntakeWatch {
  /** Bytes were written, durable or not. */
  void received(long bytes);

  /** A body had another digest than announced. */
  void checksumWrong();

  /** A body ended early. */
  void interrupted();
}
