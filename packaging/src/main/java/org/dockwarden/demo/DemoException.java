package org.dockwarden.demo;

import java.io.IOException;

/** A failure whose message is for the person at the terminal and needs no stack trace. */
final class DemoException extends IOException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }
}
