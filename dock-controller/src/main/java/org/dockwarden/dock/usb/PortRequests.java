package org.dockwarden.dock.usb;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.helper.HelperAnswer;
import org.dockwarden.dock.helper.HelperPort;

/**
 * Asks {@code dockwarden-port} (packaging/helpers). What returns has been confirmed by the kernel;
 * what throws may have happened. Thread-safe.
 */
public final class PortRequests {
  /** The kernel answers in less than a second; a hub that is asked by uhubctl in some seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HelperPort helper;

  public PortRequests(HelperPort helper) {
    this.helper = helper;
  }

  /** Lets drivers bind to the device with this number, if that is what the bay still holds. */
  public void authorise(BayNumber bay, int deviceNumber) throws IOException {
    ask("authorise", bay.toString(), Integer.toString(deviceNumber));
  }

  /** Takes all drivers from whatever the bay holds; done when it is empty as well. */
  public void forbid(BayNumber bay) throws IOException {
    ask("forbid", bay.toString());
  }

  /** Switches the bay's port. */
  void power(BayNumber bay, boolean on, PowerMethod method) throws IOException {
    ask(on ? "power-on" : "power-off", bay.toString(), method.word());
  }

  /** Whether the bay's port has power. */
  boolean isPowered(BayNumber bay, PowerMethod method) throws IOException {
    String state = ask("power-state", bay.toString(), method.word());
    return switch (state) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IOException("bay " + bay + ": power: " + state + " (expected: on, off)");
    };
  }

  private String ask(String... words) throws IOException {
    HelperAnswer answer = helper.ask(List.of(words), LIMIT);
    if (!answer.isDone()) {
      throw new IOException(
          "port helper, %s: exit %d: %s"
              .formatted(String.join(" ", words), answer.exitCode(), answer.message()));
    }
    return answer.output();
  }
}
