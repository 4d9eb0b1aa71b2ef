package org.dockwarden.dock.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.helper.HelperAnswer;
import org.dockwarden.dock.helper.HelperPort;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@code dockwarden-mount} (packaging/helpers). Both calls end within the time limit; whatever
 * is not a success with the expected mount point is {@code mount-failed}.
 */
final class MountCommand {
  private final HelperPort helper;
  private final Path mountRoot;
  private final Duration limit;

  /**
   * A helper.
   *
   * @param mountRoot folder that every mount point lies in
   * @param limit longest run; a damaged volume can keep mount(8) busy for long
   */
  MountCommand(HelperPort helper, Path mountRoot, Duration limit) {
    this.helper = helper;
    this.mountRoot = mountRoot;
    this.limit = limit;
  }

  /** Mounts read-only and gives the mount point. */
  Path mount(BayNumber bay, String device) throws IOException {
    String output = ask(bay, "mount", bay.toString(), "/dev/" + device);
    Path expected = mountRoot.resolve("bay-" + bay);
    if (!output.equals(expected.toString())) {
      throw failed(bay, "another mount point (expected: " + expected + ")", null);
    }
    return expected;
  }

  /** Unmounts; succeeds when nothing is mounted. */
  void unmount(BayNumber bay) throws IOException {
    ask(bay, "unmount", bay.toString());
  }

  private String ask(BayNumber bay, String... arguments) throws BayException {
    HelperAnswer answer;
    try {
      answer = helper.ask(List.of(arguments), limit);
    } catch (IOException e) {
      throw failed(bay, "mount helper: " + e.getMessage(), e);
    }
    if (!answer.isDone()) {
      throw failed(bay, "mount helper exit " + answer.exitCode() + ": " + answer.message(), null);
    }
    return answer.output();
  }

  private static BayException failed(BayNumber bay, String what, @Nullable Exception cause) {
    return new BayException(BayReason.MOUNT_FAILED, "bay " + bay + ": " + what, cause);
  }
}
