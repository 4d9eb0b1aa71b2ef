package org.dockwarden.agent.health.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.agent.health.metric.DockFacts;
import org.dockwarden.dock.sensor.Thermometer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a board says, on files like those of a Raspberry Pi and of a board that has none. */
final class BoardProbeTest {
  private static final Instant START = Instant.parse("2026-11-28T06:00:00Z");
  private static final Instant END = Instant.parse("2027-11-28T06:00:00Z");
  private static final String THROTTLED = "sys/devices/platform/soc/soc:firmware/get_throttled";
  private static final String ROUTES =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

  @TempDir private Path root = Path.of("");
  private final AtomicLong nanos = new AtomicLong();
  private Optional<Thermometer> thermometer = Optional.empty();

  @BeforeEach
  void haveADisk() throws IOException {
    Files.createDirectory(root.resolve("spool"));
  }

  private BoardProbe probe() {
    return new BoardProbe(
        root, root.resolve("spool"), thermometer, Optional.of(END), START, nanos::get);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String route(String name, String destination, int metric) {
    return "%s\t%s\t0101A8C0\t0003\t0\t0\t%d\t00000000\t0\t0\t0\n"
        .formatted(name, destination, metric);
  }

  @Test
  void knowsNothingOfABoardThatSaysNothing() {
    DockFacts facts = probe().look();
    assertEquals(START, facts.startedAt());
    assertEquals(Optional.of(END), facts.certificateEnds());
    assertEquals(OptionalLong.empty(), facts.diskWearPercent());
    assertEquals(OptionalDouble.empty(), facts.celsius());
    assertEquals(Optional.empty(), facts.isThrottled());
    assertEquals(Optional.empty(), facts.link());
  }

  @Test
  void asksTheDiskOfTheSpool() throws IOException {
    DockFacts facts = probe().look();
    assertEquals(Files.getFileStore(root).getTotalSpace(), facts.diskBytes().orElseThrow());
    assertTrue(facts.diskFreeBytes().orElseThrow() <= facts.diskBytes().orElseThrow());
    Files.delete(root.resolve("spool"));
    DockFacts without = probe().look();
    assertEquals(OptionalLong.empty(), without.diskBytes());
    assertEquals(OptionalLong.empty(), without.diskFreeBytes());
  }

  @Test
  void readsTheWearOfTheMostWornDisk() throws IOException {
    file("sys/block/loop0/size", "0\n");
    file("sys/block/mmcblk0/device/life_time", "0x02 0x03\n");
    assertEquals(OptionalLong.of(30), probe().look().diskWearPercent());
    file("sys/block/mmcblk1/device/life_time", "0x0b 0x01\n");
    assertEquals(OptionalLong.of(110), probe().look().diskWearPercent());
    file("sys/block/mmcblk1/device/life_time", "what is this\n");
    assertEquals(OptionalLong.of(30), probe().look().diskWearPercent());
  }

  @Test
  void tellsWhatThrottlesNowFromWhatOnceDid() throws IOException {
    file(THROTTLED, "50000\n");
    assertEquals(Optional.of(false), probe().look().isThrottled());
    file(THROTTLED, "50005\n");
    assertEquals(Optional.of(true), probe().look().isThrottled());
    file(THROTTLED, "none\n");
    assertEquals(Optional.empty(), probe().look().isThrottled());
  }

  @Test
  void namesTheInterfaceOfTheBestDefaultRoute() throws IOException {
    file(
        "proc/net/route",
        ROUTES
            + route("wlan0", "00000000", 600)
            + route("eth0", "00000000", 100)
            + route("eth1", "0001A8C0", 0));
    assertEquals(
        Optional.of(new DockFacts.Link("eth0", OptionalLong.empty())), probe().look().link());
    file("sys/class/net/eth0/speed", "1000\n");
    assertEquals(
        Optional.of(new DockFacts.Link("eth0", OptionalLong.of(1000))), probe().look().link());
    file("sys/class/net/eth0/speed", "-1\n");
    assertEquals(
        Optional.of(new DockFacts.Link("eth0", OptionalLong.empty())), probe().look().link());
    file("proc/net/route", ROUTES);
    assertEquals(Optional.empty(), probe().look().link());
  }

  @Test
  void aThermometerThatFailsIsNotKnown() {
    thermometer = Optional.of(() -> 41.5);
    assertEquals(OptionalDouble.of(41.5), probe().look().celsius());
    thermometer =
        Optional.of(
            () -> {
              throw new IOException("gone");
            });
    assertEquals(OptionalDouble.empty(), probe().look().celsius());
  }

  @Test
  void looksAgainAfterHalfAMinute() throws IOException {
    BoardProbe probe = probe();
    assertEquals(Optional.empty(), probe.look().isThrottled());
    file(THROTTLED, "0\n");
    nanos.set(Duration.ofSeconds(29).toNanos());
    assertEquals(Optional.empty(), probe.look().isThrottled());
    nanos.set(Duration.ofSeconds(30).toNanos());
    assertEquals(Optional.of(false), probe.look().isThrottled());
  }
}
