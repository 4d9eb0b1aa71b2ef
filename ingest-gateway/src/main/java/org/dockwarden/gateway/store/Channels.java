package org.dockwarden.gateway.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Opens the files that the store writes: the place where a test makes a disk fail. */
@FunctionalInterface
public interface Channels {
  /** The channels of the operating system. */
  Channels SYSTEM = FileChannel::open;

  /** Opens a file. */
  FileChannel open(Path file, OpenOption... options) throws IOException;
}
