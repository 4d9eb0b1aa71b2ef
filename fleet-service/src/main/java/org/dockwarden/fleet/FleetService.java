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
import org.dockwarden.fleet.alerting.Alerting;
import org.dockwarden.fleet.alerting.AlertingService;
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
import org.dockwarden.fleet.watch.EventWatch;
import org.dockwarden.fleet.watch.FleetWatch;
import org.dockwarden.fleet.web.Console;
import org.dockwarden.fleet.web.ConsoleSettings;
import org.dockwarden.fleet.web.FleetPage;
import org.dockwarden.fleet.web.desk.CommandDesk;

/**
 * The running service: a listener for each broker, one table of docks, inventory, history, alerts,
 * the console, and a page for machines on loopback.
 */
public final class FleetService implements AutoCloseable {
  private final Parts parts;
  private final FleetSettings settings;
  private final Clock clock;
  private final SqliteInventory inventory;
  private final SqliteHistory history;
  private final AlertingService alerts;
  private final List<BrokerListener> listeners = new ArrayList<>();
  private final LiveFleet queries;
  private final CommandDesk commands;
  private final FleetWatch watch;
  private final FleetPage page;
  private final Optional<Console> console;

  private FleetService(FleetSettings settings, Clock clock, Parts parts) throws IOException {
    this.parts = parts;
    this.settings = settings;
    this.clock = clock;
    FleetSettings.Keeping keeping = settings.keeping();
    Path folder = Files.createDirectories(keeping.folder());
    SiteNames sites = new SiteNames(settings.hosting().groupSeparator());
    Path cameras = folder.resolve("inventory.db");
    this.inventory = SqliteInventory.open(cameras, sites, keeping.swapCycles(), clock);
    parts.add(inventory::close);
    Path changes = folder.resolve("history.db");
    this.history = SqliteHistory.open(changes, keeping.historyBytes(), keeping.historyAge(), clock);
    parts.add(history::close);
    this.alerts = AlertingService.start(settings.alerts(), clock);
    parts.add(alerts::close);

    Alerting alerting = alerts.alerting();
    CommandLedger sent = new CommandLedger();
    DockTable docks =
        new DockTable(
            new HealthListeners(
                List.of(
                    new CameraFollower(inventory::add),
                    new HistoryRecorder(history::add),
                    new EventWatch(alerting::observe),
                    sent)));
    SparkplugHost host = listen(docks);
    this.commands = new SparkplugCommands(sent, docks, new BrokerOutlet(docks, listeners), clock);
    LiveFleet.Limits limits = new LiveFleet.Limits(keeping.missingAfter(), keeping.lateAfter());
    this.queries =
        new LiveFleet(
            docks, host, sites, inventory, history, this::connected, alerts::health, limits, clock);
    this.watch =
        new FleetWatch(
            new FleetWatch.Sight(
                docks, queries::cameras, queries::health, history::problem, folder),
            alerting::observe,
            clock);
    parts.add(watch::close);
    this.page = openPage(docks);
    this.console = settings.console().isPresent() ? Optional.of(openConsole()) : Optional.empty();
  }

  /** Starts everything; a broker that is not there yet is tried again and again. */
  public static FleetService start(FleetSettings settings, Clock clock) throws IOException {
    Parts parts = new Parts();
    FleetService service;
    try {
      service = new FleetService(settings, clock, parts);
    } catch (IOException | RuntimeException e) {
      try {
        parts.close();
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
    service.watch.start();
    for (BrokerListener listener : service.listeners) {
      listener.start();
      parts.add(listener::close);
    }
    return service;
  }

  private SparkplugHost listen(DockTable docks) throws IOException {
    FleetSettings.Hosting hosting = settings.hosting();
    SparkplugHost host =
        new SparkplugHost(docks, hosting.reorderTimeout(), hosting.rebirthsPerSecond());
    Optional<SSLSocketFactory> tls = tls(settings.brokers());
    for (String url : settings.brokers().urls()) {
      listeners.add(new BrokerListener(url, settings.name(), tls, host, clock));
    }
    return host;
  }

  /** Reads the keys; none where no broker wants TLS. */
  static Optional<SSLSocketFactory> tls(FleetSettings.Brokers brokers) throws IOException {
    if (brokers.urls().stream().noneMatch(url -> url.startsWith("ssl:"))) {
      return Optional.empty();
    }
    return Optional.of(ClientTls.of(brokers.trust(), brokers.certificate(), brokers.key()));
  }

  private FleetPage openPage(DockTable docks) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    FleetPage opened =
        FleetPage.start(
            new InetSocketAddress(loopback, settings.web().port()),
            docks,
            () -> queries.health().degraded(),
            () -> FleetMetrics.write(queries.fleet(), queries.health()));
    parts.add(opened::close);
    return opened;
  }

  private Console openConsole() throws IOException {
    ConsoleSettings wanted = settings.console().orElseThrow();
    AlertingDesk alertDesk = new AlertingDesk(alerts.alerting(), clock);
    Console opened =
        Console.start(wanted, new Console.Fleet(queries, inventory, alertDesk, commands), clock);
    parts.add(opened::close);
    return opened;
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

  /** Where people change the inventory. */
  public StockRegister stock() {
    return inventory;
  }

  /** Where docks are told what to do. */
  public CommandDesk commands() {
    return commands;
  }

  /** Alerts that are open or ended, silences. */
  public Alerting alerting() {
    return alerts.alerting();
  }

  /** Where the page for machines is. */
  public InetSocketAddress address() {
    return page.address();
  }

  /** The console, where there is one. */
  public Optional<Console> console() {
    return console;
  }

  /** Ends everything; what was heard is written before. */
  @Override
  public void close() throws IOException {
    parts.close();
  }
}
