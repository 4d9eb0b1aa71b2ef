package org.dockwarden.agent.health;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.dockwarden.agent.health.command.CommandDesk;
import org.dockwarden.agent.health.command.DockControls;
import org.dockwarden.agent.health.outbox.Outbox;
import org.dockwarden.agent.status.StatusSource;

/** Puts an edge node together. */
public final class HealthNodes {
  private HealthNodes() {}

  /** An edge node that has not begun yet. */
  public static HealthNode of(
      NodeSettings settings,
      StatusSource source,
      Facts facts,
      Outbox outbox,
      DockControls controls,
      Numbering numbering) {
    InstantSource clock = InstantSource.system();
    Ledger ledger =
        new Ledger(
            source,
            facts,
            outbox,
            CommandDesk.among(CommandDesk.NODE, settings.commands()),
            CommandDesk.among(CommandDesk.BAY, settings.commands()),
            clock,
            System::nanoTime);
    CommandDesk desk = new CommandDesk(settings.commands(), controls, ledger::result, clock);
    Links links =
        (broker, will, topics) ->
            BrokerLink.open(
                broker,
                settings.node(),
                broker.startsWith("ssl:") ? settings.tls() : Optional.empty(),
                will,
                topics);
    return new HealthNode(
        settings, links, ledger, desk, numbering, System::nanoTime, new SecureRandom());
  }
}
