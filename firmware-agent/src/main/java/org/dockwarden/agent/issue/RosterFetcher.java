package org.dockwarden.agent.issue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayException;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.agent.upload.GatewayWatch.Talk;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.wire.HoldingsJson;
import org.dockwarden.evidence.wire.OfficerDirectoryJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the roster fresh (P-26 to P-28). What is too old shows, and is used all the same. */
final class RosterFetcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RosterFetcher.class);

  private final GatewayClient gateway;
  private final RosterCache cache;
  private final GatewayWatch watch;
  private final Duration refresh;
  private final Duration stale;
  private final InstantSource clock;
  private final Runnable fetched;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("officers").unstarted(this::work);
  private volatile Roster roster;
  private volatile Optional<Instant> directoryAt;
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean closing;

  /**
   * A fetcher; the roster is what the cache has until the first answer.
   *
   * @param refresh between two questions
   * @param stale an older directory is a degradation
   * @param fetched called after each answer
   */
  RosterFetcher(
      GatewayClient gateway,
      RosterCache cache,
      GatewayWatch watch,
      Duration refresh,
      Duration stale,
      InstantSource clock,
      Runnable fetched) {
    this.gateway = gateway;
    this.cache = cache;
    this.watch = watch;
    this.refresh = refresh;
    this.stale = stale;
    this.clock = clock;
    this.fetched = fetched;
    this.roster = cache.load();
    this.directoryAt = cache.directoryAt();
  }

  void start() {
    thread.start();
  }

  Roster roster() {
    return roster;
  }

  /** Ask soon. */
  void wake() {
    wake.release();
  }

  List<String> degradations() {
    List<String> all = new ArrayList<>(failure.stream().toList());
    cache.failure().ifPresent(all::add);
    Optional<Instant> at = directoryAt;
    if (at.isEmpty()) {
      all.add("officers: no directory yet: no card is known");
    } else if (at.get().plus(stale).isBefore(clock.instant())) {
      all.add(
          "officers: the directory is of " + at.get() + ": leavers and new cards are not known");
    }
    return all;
  }

  private void work() {
    while (!closing) {
      try {
        fetch();
        boolean woken = wake.tryAcquire(refresh.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("officers: woken {}", woken);
        wake.drainPermits();
      } catch (InterruptedException e) {
        return; // close() interrupts.
      }
    }
  }

  private void fetch() throws InterruptedException {
    try {
      Instant at = clock.instant(); // Before the answer: what happens meanwhile is newer.
      boolean known = fetchDirectory(at);
      fetchHoldings(at);
      roster = cache.load();
      directoryAt = cache.directoryAt();
      failure = Optional.empty();
      if (known) {
        watch.succeeded(Talk.OFFICERS);
      }
      fetched.run();
    } catch (GatewayException e) {
      watch.failed(Talk.OFFICERS, e.code(), e);
    } catch (IOException | RuntimeException e) {
      if (!closing) {
        LOG.error("officers: {}", e.toString(), e);
        failure = Optional.of("officers: " + e.getMessage());
      }
    }
  }

  /** False where the gateway has none: it is reachable, and nothing is wrong with this dock. */
  private boolean fetchDirectory(Instant at) throws IOException, InterruptedException {
    Optional<byte[]> before = cache.directory();
    try {
      byte[] now = gateway.changed("/v1/directory", before, OfficerDirectoryJson.MAX_BYTES);
      check(() -> OfficerDirectoryJson.decode(now));
      cache.keepDirectory(now, at);
      return true;
    } catch (GatewayException e) {
      if (e.code() == ErrorCode.DIRECTORY_UNKNOWN) {
        return false;
      }
      throw e;
    }
  }

  private void fetchHoldings(Instant at) throws IOException, InterruptedException {
    byte[] now = gateway.changed("/v1/holdings", cache.holdings(), HoldingsJson.MAX_BYTES);
    check(() -> HoldingsJson.decode(now));
    cache.keepHoldings(now, at);
  }

  /** Decodes, or throws. */
  private interface Decoder {
    Object decode() throws EvidenceException;
  }

  /** What cannot be read never replaces what could. */
  private static void check(Decoder decoder) throws EvidenceException {
    Object read = decoder.decode();
    LOG.trace("officers: {}", read);
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
