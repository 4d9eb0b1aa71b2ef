package org.dockwarden.system.volumes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files out of an exFAT image by the published specification ("exFAT file system
 * specification", Microsoft, 2019) and nothing else, as an oracle beside whatever mounts it.
 */
final class ExfatReader implements AutoCloseable {
  private static final int ENTRY = 32;
  private static final int FILE_ENTRY = 0x85; // section 7.4
  private static final int STREAM_ENTRY = 0xC0; // section 7.6
  private static final int NAME_ENTRY = 0xC1; // section 7.7
  private static final int ATTRIBUTE_DIRECTORY = 0x10;
  private static final int FLAG_NO_FAT_CHAIN = 0x02;
  private static final int NAME_CHARACTERS = 15;
  private static final long END_OF_CHAIN = 0xFFFFFFF7L;

  private final FileChannel image;
  private final long fatOffset;
  private final long heapOffset;
  private final long clusterBytes;
  private final long rootCluster;

  /** A file or folder. */
  record Entry(
      String path, long bytes, long firstCluster, boolean isContiguous, boolean isFolder) {}

  ExfatReader(Path file) throws IOException {
    image = FileChannel.open(file);
    ByteBuffer boot = read(0, 512);
    int sectorShift = boot.get(108);
    fatOffset = unsigned(boot.getInt(80)) << sectorShift;
    heapOffset = unsigned(boot.getInt(88)) << sectorShift;
    rootCluster = unsigned(boot.getInt(96));
    clusterBytes = 1L << (sectorShift + boot.get(109));
  }

  /** Every file, folders walked. */
  List<Entry> files() throws IOException {
    List<Entry> files = new ArrayList<>();
    collect("", rootCluster, Long.MAX_VALUE, false, files);
    return files;
  }

  /** The bytes of a file. */
  InputStream open(Entry file) throws IOException {
    return new ClusterStream(clusters(file), file.bytes());
  }

  /** In how many runs of consecutive clusters a file lies. */
  int pieces(Entry file) throws IOException {
    int pieces = 0;
    long expected = -1;
    for (long cluster : clusters(file)) {
      if (cluster != expected) {
        pieces++;
      }
      expected = cluster + 1;
    }
    return pieces;
  }

  @Override
  public void close() throws IOException {
    image.close();
  }

  private void collect(
      String folder, long cluster, long bytes, boolean isContiguous, List<Entry> files)
      throws IOException {
    ByteBuffer entries = directory(cluster, bytes, isContiguous);
    while (entries.remaining() >= ENTRY && entries.get(entries.position()) != 0) {
      int start = entries.position();
      int secondaries = 0;
      if ((entries.get(start) & 0xFF) == FILE_ENTRY) {
        secondaries = entries.get(start + 1);
        Entry entry = entry(folder, entries, start, secondaries);
        if (entry.isFolder()) {
          collect(
              entry.path() + "/", entry.firstCluster(), entry.bytes(), entry.isContiguous(), files);
        } else {
          files.add(entry);
        }
      }
      entries.position(start + ENTRY * (1 + secondaries));
    }
  }

  private static Entry entry(String folder, ByteBuffer entries, int start, int secondaries)
      throws IOException {
    int stream = start + ENTRY;
    if ((entries.get(stream) & 0xFF) != STREAM_ENTRY) {
      throw new IOException("no stream entry at " + stream);
    }
    StringBuilder name = new StringBuilder();
    for (int at = stream + ENTRY; at < start + ENTRY * (1 + secondaries); at += ENTRY) {
      if ((entries.get(at) & 0xFF) == NAME_ENTRY) {
        byte[] characters = new byte[2 * NAME_CHARACTERS];
        entries.get(at + 2, characters);
        name.append(new String(characters, StandardCharsets.UTF_16LE));
      }
    }
    name.setLength(entries.get(stream + 3) & 0xFF);
    return new Entry(
        folder + name,
        entries.getLong(stream + 24),
        unsigned(entries.getInt(stream + 20)),
        (entries.get(stream + 1) & FLAG_NO_FAT_CHAIN) != 0,
        (entries.getShort(start + 4) & ATTRIBUTE_DIRECTORY) != 0);
  }

  private ByteBuffer directory(long cluster, long bytes, boolean isContiguous) throws IOException {
    List<Long> clusters = clusters(new Entry("", bytes, cluster, isContiguous, true));
    ByteBuffer all =
        ByteBuffer.allocate((int) (clusters.size() * clusterBytes)).order(ByteOrder.LITTLE_ENDIAN);
    for (long one : clusters) {
      all.put(read(offset(one), (int) clusterBytes));
    }
    return all.flip();
  }

  private List<Long> clusters(Entry file) throws IOException {
    List<Long> clusters = new ArrayList<>();
    long cluster = file.firstCluster();
    for (long left = file.bytes();
        left > 0 && cluster >= 2 && cluster < END_OF_CHAIN;
        left -= clusterBytes) {
      clusters.add(cluster);
      cluster =
          file.isContiguous() ? cluster + 1 : unsigned(read(fatOffset + 4 * cluster, 4).getInt(0));
    }
    return clusters;
  }

  private long offset(long cluster) {
    return heapOffset + (cluster - 2) * clusterBytes;
  }

  private ByteBuffer read(long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (image.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("image ends before " + position);
      }
    }
    return buffer.flip();
  }

  private static long unsigned(int value) {
    return value & 0xFFFFFFFFL;
  }

  /** A cluster at a time. */
  private final class ClusterStream extends InputStream {
    private final List<Long> clusters;
    private final long bytes;
    private long position;

    ClusterStream(List<Long> clusters, long bytes) {
      this.clusters = clusters;
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position >= bytes) {
        return -1;
      }
      long inCluster = position % clusterBytes;
      long here = Math.min(clusterBytes - inCluster, bytes - position);
      int count = (int) Math.min(here, length);
      long cluster = clusters.get((int) (position / clusterBytes));
      ExfatReader.this.read(offset(cluster) + inCluster, count).get(target, offset, count);
      position += count;
      return count;
    }
  }
}
