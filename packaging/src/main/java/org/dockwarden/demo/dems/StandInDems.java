package org.dockwarden.demo.dems;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the hot folder and answers each bag once: accepted with a reference and the digest that
 * it computed itself, or rejected with a reason (B-5). An answer appears whole, by rename.
 */
public final class StandInDems implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandInDems.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int REFERENCE_DIGITS = 12;

  /** N-6. */
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path bags;
  private final Path acknowledgements;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Thread watcher;

  private StandInDems(Path bags, Path acknowledgements) {
    this.bags = bags;
    this.acknowledgements = acknowledgements;
    this.watcher = Thread.ofPlatform().name("stand-in-dems").daemon().unstarted(this::watch);
  }

  /** Starts to watch; both folders exist when this returns. */
  public static StandInDems start(Path bags, Path acknowledgements) throws IOException {
    Files.createDirectories(bags);
    Files.createDirectories(acknowledgements);
    StandInDems dems = new StandInDems(bags, acknowledgements);
    dems.watcher.start();
    return dems;
  }

  /** Bags accepted since the start. */
  public long accepted() {
    return accepted.get();
  }

  /** Bags rejected since the start. */
  public long rejected() {
    return rejected.get();
  }

  private void watch() {
    try {
      while (true) {
        answerAll();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerAll() {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(bags, this::isBag)) {
      for (Path bag : found) {
        Path answer = acknowledgements.resolve(bag.getFileName() + ".json");
        if (!Files.exists(answer)) {
          answer(bag, answer);
        }
      }
    } catch (IOException e) {
      LOG.warn("The hot folder cannot be read; trying again", e);
    }
  }

  private boolean isBag(Path entry) {
    return Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".");
  }

  private void answer(Path bag, Path file) throws IOException {
    String name = bag.getFileName().toString();
    ObjectNode answer = json.createObjectNode().put("bag", name);
    switch (BagCheck.check(bag)) {
      case BagCheck.Sound sound -> {
        String reference = sound.payload().hex().substring(0, REFERENCE_DIGITS);
        answer
            .put("sha256", sound.payload().hex())
            .put("status", "accepted")
            .put("reference", "EV-" + reference.toUpperCase(Locale.ROOT));
        accepted.incrementAndGet();
      }
      case BagCheck.Unsound unsound -> {
        LOG.warn("Rejected bag {}: {}", name, unsound.reason());
        answer.put("status", "rejected").put("reason", unsound.reason());
        rejected.incrementAndGet();
      }
    }
    publish(file, json.writeValueAsBytes(answer.put("at", INSTANT.format(Instant.now()))));
  }

  private void publish(Path file, byte[] content) throws IOException {
    Path unfinished = acknowledgements.resolve("." + file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(content));
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    watcher.interrupt();
    try {
      watcher.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
