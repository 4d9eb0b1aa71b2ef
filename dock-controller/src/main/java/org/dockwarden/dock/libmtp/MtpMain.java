package org.dockwarden.dock.libmtp;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * {@code dockwarden-mtp}: serves one connection, which is its standard input, as systemd gives it
 * (Accept=yes).
 */
public final class MtpMain {
  /** sysexits.h EX_USAGE. */
  private static final int EXIT_USAGE = 64;

  /** sysexits.h EX_IOERR. */
  private static final int EXIT_BROKEN = 74;

  private MtpMain() {}

  static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: dockwarden mtp PORTS SYSFS <>CONNECTION");
      return EXIT_USAGE;
    }
    BayDevice bays = new BayDevice(Path.of(arguments[0]), Path.of(arguments[1]));
    try (InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new FileOutputStream(FileDescriptor.in)) {
      new MtpService(bay -> LibMtpPort.of(bays.find(bay)), in, out).run();
      return 0;
    } catch (IOException e) {
      System.err.println("dockwarden-mtp: " + e.getMessage());
      return EXIT_BROKEN;
    }
  }
}
