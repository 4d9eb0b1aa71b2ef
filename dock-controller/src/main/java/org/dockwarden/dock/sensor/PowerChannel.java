package org.dockwarden.dock.sensor;

import java.io.IOException;

/** What measures one bay. */
@FunctionalInterface
public interface PowerChannel {
  /** Measures now; throws when it does not answer. */
  PowerReading read() throws IOException;
}
