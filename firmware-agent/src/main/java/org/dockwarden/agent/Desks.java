package org.dockwarden.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.configuration.IssueSettings;
import org.dockwarden.agent.issue.DeskPorts;
import org.dockwarden.agent.issue.IssueDesk;
import org.dockwarden.agent.journal.AssignmentJournal;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.station.Station;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.card.AbsentReader;
import org.dockwarden.dock.card.CardReader;
import org.dockwarden.dock.card.PcscReader;
import org.dockwarden.dock.card.SimulatedReader;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.signing.DocumentSigner;

/** The desk that the configuration names. */
final class Desks {
  private Desks() {}

  /** Makes a desk that hears from the station; it is not started. */
  static IssueDesk open(
      AgentSettings settings,
      IssueSettings issue,
      Station station,
      AssignmentJournal journal,
      DocumentSigner signer,
      Supplier<DockClock> dockClock,
      InstantSource clock,
      GatewayClient gateway,
      GatewayWatch watch)
      throws IOException {
    CardReader reader = reader(issue, settings.dock().simulated().folder());
    try {
      IssueDesk desk =
          new IssueDesk(
              new IssueDesk.Parts(
                  settings.dock().id(),
                  issue.rules(),
                  reader,
                  bays(station),
                  journal,
                  signer,
                  dockClock,
                  clock,
                  gateway,
                  watch,
                  issue.cache(),
                  issue.refresh(),
                  issue.stale()));
      station.listen(desk);
      return desk;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static CardReader reader(IssueSettings issue, Path simulatedFolder)
      throws EvidenceException {
    try {
      return switch (issue.reader()) {
        case PCSC -> new PcscReader(issue.library());
        case SIMULATED -> new SimulatedReader(simulatedFolder);
        case NONE -> new AbsentReader();
      };
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID, "issue.library: " + e.getMessage(), e);
    }
  }

  private static DeskPorts bays(Station station) {
    return new DeskPorts() {
      @Override
      public List<BayStatus> bays() {
        return station.bays();
      }

      @Override
      public void find(BayNumber bay, Duration time) {
        station.find(bay, time);
      }

      @Override
      public void endFind(BayNumber bay) {
        station.endFind(bay);
      }
    };
  }
}
