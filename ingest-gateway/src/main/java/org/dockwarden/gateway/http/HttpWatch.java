package org.dockwarden.gateway.http;

/** Is told what happens on the network, for metrics. */
public interface HttpWatch {
  /** A connection was opened; TLS may still fail. */
  void connectionOpened();

  /** A connection was closed. */
  void connectionClosed();

  /** A handshake failed, mostly for want of a good certificate. */
  void handshakeFailed();

  /** A request was answered. */
  void answered(int status);
}
