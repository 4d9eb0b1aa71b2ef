package org.dockwarden.evidence.age;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.segment.SegmentDigester;

/**
 * Prints how fast one thread seals and opens the same bytes in several ways: medians of MB a second
 * of CPU time, which other work on the machine disturbs less than wall time. See
 * docs/benchmarks.md.
 */
final class SealBenchmark {
  private static final int OBJECT_BYTES = 24 << 20;
  private static final int OBJECTS_A_ROUND = 5;
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final byte[] original = SeededRandom.bytes(1, 1 << 20);
  private final byte[] buffer = new byte[Payload.CHUNK_BYTES];
  private final byte[] sealed = sealedObject();

  private SealBenchmark() throws IOException {}

  /** One way to seal or open an object. */
  private interface Way {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    SealBenchmark benchmark = new SealBenchmark();
    Map<String, Way> ways = benchmark.ways();
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        double rate = benchmark.megabytesASecond(way.getValue());
        if (round >= 0) {
          rates.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(rate);
        }
      }
    }
    System.out.printf(Locale.ROOT, "start-up measurement chose %s%n", Samples.CIPHER);
    rates.forEach(
        (name, each) -> System.out.printf(Locale.ROOT, "%-44s %6.0f MB/s%n", name, median(each)));
  }

  private Map<String, Way> ways() {
    ChunkCipher conscrypt = ChunkCiphers.conscrypt().orElseThrow();
    ChunkCipher jdk = ChunkCiphers.jdk();
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("seal, Conscrypt", () -> seal(conscrypt));
    ways.put("seal, JDK", () -> seal(jdk));
    ways.put("seal, Jagged", this::sealWithJagged);
    ways.put("seal and digest original and segments", () -> sealAndDigest(conscrypt));
    ways.put("SHA-256 alone", this::digest);
    ways.put("open in a stream, Conscrypt", () -> openStream(conscrypt));
    ways.put("open in a stream, JDK", () -> openStream(jdk));
    ways.put("open in a stream, Jagged", this::openWithJagged);
    ways.put("open by random access, Conscrypt", () -> openChannel(conscrypt));
    return ways;
  }

  private double megabytesASecond(Way way) throws Exception {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < OBJECTS_A_ROUND; i++) {
      way.run();
    }
    long nanos = threads.getCurrentThreadCpuTime() - before;
    return 1e3 * OBJECTS_A_ROUND * OBJECT_BYTES / nanos;
  }

  private void seal(ChunkCipher cipher) throws IOException {
    try (OutputStream sealing =
        Sealer.to(Samples.recipients(1), cipher)
            .seal(OutputStream.nullOutputStream(), OBJECT_BYTES)) {
      for (int at = 0; at < OBJECT_BYTES; at += original.length) {
        sealing.write(original);
      }
    }
  }

  private void sealAndDigest(ChunkCipher cipher) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    SegmentDigester segments = new SegmentDigester();
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int sealedByte) {
            write(new byte[] {(byte) sealedByte}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            segments.update(bytes, offset, length);
          }
        };
    try (OutputStream sealing =
        Sealer.to(Samples.recipients(1), cipher).seal(target, OBJECT_BYTES)) {
      for (int at = 0; at < OBJECT_BYTES; at += original.length) {
        sha256.update(original);
        sealing.write(original);
      }
    }
  }

  private void digest() {
    MessageDigest sha256 = Digest.sha256();
    for (int at = 0; at < OBJECT_BYTES; at += original.length) {
      sha256.update(original);
    }
  }

  private void sealWithJagged() throws Exception {
    try (WritableByteChannel sealing =
        Jagged.sealing(OutputStream.nullOutputStream(), Samples.recipients(1))) {
      for (int at = 0; at < OBJECT_BYTES; at += original.length) {
        ByteBuffer source = ByteBuffer.wrap(original);
        while (source.hasRemaining()) {
          sealing.write(source);
        }
      }
    }
  }

  private void openStream(ChunkCipher cipher) throws IOException {
    try (InputStream opened =
        Opener.with(List.of(Samples.IDENTITY), cipher).open(new ByteArrayInputStream(sealed))) {
      while (opened.read(buffer) >= 0) {
        // Only the time counts.
      }
    }
  }

  private void openWithJagged() throws Exception {
    Jagged.open(sealed, Samples.IDENTITY, OutputStream.nullOutputStream());
  }

  private void openChannel(ChunkCipher cipher) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer);
    try (SeekableByteChannel opened =
        Opener.with(List.of(Samples.IDENTITY), cipher).open(new MemoryChannel(sealed))) {
      while (opened.read(target) >= 0) {
        target.clear();
      }
    }
  }

  private byte[] sealedObject() throws IOException {
    Sealer sealer = Sealer.to(Samples.recipients(1), Samples.CIPHER);
    int sealedBytes = Math.toIntExact(sealer.sealedBytes(OBJECT_BYTES));
    byte[] object = new byte[sealedBytes];
    ByteBuffer target = ByteBuffer.wrap(object);
    try (OutputStream sealing =
        sealer.seal(
            new OutputStream() {
              @Override
              public void write(int sealedByte) {
                target.put((byte) sealedByte);
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                target.put(bytes, offset, length);
              }
            },
            OBJECT_BYTES)) {
      for (int at = 0; at < OBJECT_BYTES; at += original.length) {
        sealing.write(original);
      }
    }
    return object;
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().toList().get(rates.size() / 2);
  }
}
