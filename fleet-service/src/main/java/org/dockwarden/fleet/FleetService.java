package org.dockwarden.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.dockwarden.fleet.command.CommandLedger;
import org.dockwarden.fleet.command.SparkplugCommands;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.HealthListeners;
import org.dockwarden.fleet.history.HistoryRecorder;
import org.dockwarden.fleet.host.SparkplugHost;
import org.dockwarden.fleet.inventory.CameraFollower;
import org.dockwarden.fleet.inventory.SiteNames;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.metrics.FleetMetrics;
import org.dockwarden.fleet.mqtt.BrokerListener;
import org.dockwarden.fleet.mqtt.BrokerOutlet;
import org.dockwarden.fleet.mqtt.ClientTls;
import org.dockwarden.fleet.query.FleetQueries;
import org.dockwarden.fleet.query.LiveFleet;
import org.dockwarden.fleet.sqlite.SqliteHistory;
import org.dockwarden.fleet.sqlite.SqliteInventory;
import org.dockwarden.fleet.web.FleetPage;
import org.dockwarden.fleet.web.desk.CommandDesk;

/** The running service: a listener for each broker, one table, inventory, history, one page. */
public final class FleetService implements AutoCloseable {
  private final SqliteInventory inventory;
  private final SqliteHistory history;
  private final LiveFleet queries;
  private final SparkplugCommands commands;
  private final List<BrokerListener> listeners = new ArrayList<>();
  private final FleetPage page;

  private FleetService(
      FleetSettings settings, SqliteInventory inventory, SqliteHistory history, Clock clock)
      throws IOException {
    this.inventory = inventory;
    this.history = history;
    SiteNames sites = sites(settings);
    CommandLedger sent = new CommandLedger();
    DockTable docks =
        new DockTable(
            new HealthListeners(
                List.of(
                    new CameraFollower(inventory::add), new HistoryRecorder(history::add), sent)));
    SparkplugHost host =
        new SparkplugHost(
            docks, settings.hosting().reorderTimeout(), settings.hosting().rebirthsPerSecond());
    Optional<SSLSocketFactory> tls = tls(settings.brokers());
    for (String url : settings.brokers().urls()) {
      listeners.add(new BrokerListener(url, settings.name(), tls, host, clock));
    }
    this.commands = new SparkplugCommands(sent, docks, new BrokerOutlet(docks, listeners), clock);
    LiveFleet.Limits limits =
        new LiveFleet.Limits(settings.keeping().missingAfter(), settings.keeping().lateAfter());
    this.queries =
        new LiveFleet(docks, host, sites, inventory, history, this::connected, limits, clock);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.page =
        FleetPage.start(
            new InetSocketAddress(loopback, settings.web().port()),
            docks,
            () -> queries.health().degraded(),
            () -> FleetMetrics.write(queries.fleet(), queries.health()));
  }

  /** Starts everything; a broker that is not there yet is tried again and again. */
  public static FleetService start(FleetSettings settings, Clock clock) throws IOException {
    Path folder = Files.createDirectories(settings.keeping().folder());
    FleetSettings.Keeping keeping = settings.keeping();
    SqliteInventory inventory =
        SqliteInventory.open(
            folder.resolve("inventory.db"), sites(settings), keeping.swapCycles(), clock);
    SqliteHistory history;
    try {
      history =
          SqliteHistory.open(
              folder.resolve("history.db"), keeping.historyBytes(), keeping.historyAge(), clock);
    } catch (IOException e) {
      inventory.close();
      throw e;
    }
    FleetService service;
    try {
      service = new FleetService(settings, inventory, history, clock);
    } catch (IOException e) {
      close(inventory, history);
      throw e;
    }
    service.listeners.forEach(BrokerListener::start);
    return service;
  }

  private static SiteNames sites(FleetSettings settings) {
    return new SiteNames(settings.hosting().groupSeparator());
  }

  /** Reads the keys; none where no broker wants TLS. */
  static Optional<SSLSocketFactory> tls(FleetSettings.Brokers brokers) throws IOException {
    if (brokers.urls().stream().noneMatch(url -> url.startsWith("ssl:"))) {
      return Optional.empty();
    }
    return Optional.of(ClientTls.of(brokers.trust(), brokers.certificate(), brokers.key()));
  }

  private SortedMap<String, Boolean> connected() {
    SortedMap<String, Boolean> connected = new TreeMap<>();
    listeners.forEach(listener -> connected.put(listener.url(), listener.isConnected()));
    return connected;
  }

  /** Everything that can be asked. */
  public FleetQueries queries() {
    return queries;
  }

  /** Where docks are told what to do. */
  public CommandDesk commands() {
    return commands;
  }

  /** Where people change the inventory. */
  public StockRegister stock() {
    return inventory;
  }

  /** Where the page is. */
  public InetSocketAddress address() {
    return page.address();
  }

  /** Ends everything; what was heard is written before. */
  @Override
  public void close() throws IOException {
    page.close();
    listeners.forEach(BrokerListener::close);
    close(inventory, history);
  }

  private static void close(SqliteInventory inventory, SqliteHistory history) throws IOException {
    try (inventory) {
      history.close();
    }
  }
}
