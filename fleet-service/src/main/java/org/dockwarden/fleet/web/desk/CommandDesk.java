package org.dockwarden.fleet.web.desk;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.fleet.dock.DockKey;

/** Where the console sends commands to docks (spec/health-topics.md, 7) and sees results. */
public interface CommandDesk {
  /** Sends it, or says why not; a command that was sent may still be refused by its dock. */
  Sending send(Command command) throws IOException;

  /** Commands, the latest first. */
  List<Line> lines(Optional<DockKey> dock, int limit) throws IOException;

  /** Whether the dock says that it takes this command; yes where nobody can tell. */
  default boolean isAllowed(Name name, DockKey dock, Optional<String> bay) {
    return true;
  }

  /** What can be asked of a dock. */
  enum Name {
    REBIRTH(false),
    FIND(false),
    SIGNAL(true),
    POWER_CYCLE(true),
    PAUSE_UPLOAD(false),
    RESUME_UPLOAD(false),
    BANDWIDTH(false),
    SUPPORT_BUNDLE(false),
    RESTART(false);

    private final boolean isForBay;

    Name(boolean isForBay) {
      this.isForBay = isForBay;
    }

    /** Whether it goes to a bay, else to the dock. */
    public boolean isForBay() {
      return isForBay;
    }

    /** As in the topics: {@code power-cycle}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The command of a code. */
    public static Optional<Name> of(String code) {
      for (Name name : values()) {
        if (name.code().equals(code)) {
          return Optional.of(name);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A command.
   *
   * @param arguments as in the specification; checked by the console, and by the dock again
   * @param by an account's name
   */
  record Command(
      Name name,
      DockKey dock,
      Optional<String> bay,
      SortedMap<String, String> arguments,
      String by) {
    public Command {
      arguments = new TreeMap<>(arguments);
    }
  }

  /** How sending went. */
  sealed interface Sending {
    record Sent(String id) implements Sending {}

    /** The dock is not there to hear it. */
    record Offline() implements Sending {}

    /** It could not be sent; the reason is for people who read logs. */
    record Failed(String reason) implements Sending {}
  }

  /**
   * A result, as the dock tells it.
   *
   * @param code {@code ok}, or why not
   */
  record Result(Instant at, String code, String detail) {}

  /** A command and what became of it. */
  record Line(String id, Command command, Instant sentAt, Optional<Result> result) {}
}
