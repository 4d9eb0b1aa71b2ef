package org.dockwarden.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DropReason;
import org.dockwarden.fleet.dock.HealthListener;
import org.dockwarden.fleet.host.SparkplugHost;
import org.dockwarden.fleet.mqtt.BrokerListener;
import org.dockwarden.fleet.mqtt.ClientTls;
import org.dockwarden.fleet.web.FleetPage;

/** The running service: a listener for each broker, one table, one page. */
public final class FleetService implements AutoCloseable {
  private final DockTable docks = new DockTable(HealthListener.NONE);
  private final SparkplugHost host = new SparkplugHost(docks, Duration.ofSeconds(2), 50);
  private final List<BrokerListener> listeners = new ArrayList<>();
  private final FleetPage page;

  private FleetService(FleetSettings settings, Clock clock) throws IOException {
    Optional<SSLSocketFactory> tls = tls(settings.brokers());
    for (String url : settings.brokers().urls()) {
      listeners.add(new BrokerListener(url, settings.name(), tls, host, clock));
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.page =
        FleetPage.start(
            new InetSocketAddress(loopback, settings.web().port()), docks, this::degraded);
  }

  /** Starts everything; a broker that is not there yet is tried again and again. */
  public static FleetService start(FleetSettings settings, Clock clock) throws IOException {
    FleetService service = new FleetService(settings, clock);
    service.listeners.forEach(BrokerListener::start);
    return service;
  }

  /** Reads the keys; none where no broker wants TLS. */
  static Optional<SSLSocketFactory> tls(FleetSettings.Brokers brokers) throws IOException {
    if (brokers.urls().stream().noneMatch(url -> url.startsWith("ssl:"))) {
      return Optional.empty();
    }
    return Optional.of(ClientTls.of(brokers.trust(), brokers.certificate(), brokers.key()));
  }

  private List<String> degraded() {
    List<String> reasons = new ArrayList<>();
    for (BrokerListener listener : listeners) {
      if (!listener.isConnected()) {
        reasons.add("broker " + listener.url() + ": not connected");
      }
    }
    long refused = docks.drops().of(DropReason.TOO_MANY_DOCKS);
    if (refused > 0) {
      reasons.add("docks: more than fit, " + refused + " messages refused");
    }
    return reasons;
  }

  /** Where the page is. */
  public InetSocketAddress address() {
    return page.address();
  }

  @Override
  public void close() {
    page.close();
    listeners.forEach(BrokerListener::close);
  }
}
