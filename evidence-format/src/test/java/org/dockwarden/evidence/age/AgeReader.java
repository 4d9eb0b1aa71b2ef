package org.dockwarden.evidence.age;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Our two ways to open a sealed object; every vector and every fault runs through both. */
enum AgeReader {
  STREAM {
    @Override
    void open(Opener opener, byte[] sealed, ByteArrayOutputStream original) throws IOException {
      try (InputStream opened = opener.open(new ByteArrayInputStream(sealed))) {
        byte[] read = new byte[4096];
        for (int count = opened.read(read); count >= 0; count = opened.read(read)) {
          original.write(read, 0, count);
        }
      }
    }
  },

  RANDOM_ACCESS {
    @Override
    void open(Opener opener, byte[] sealed, ByteArrayOutputStream original) throws IOException {
      try (SeekableByteChannel opened = opener.open(new MemoryChannel(sealed, 10_000))) {
        ByteBuffer read = ByteBuffer.allocate(4096);
        while (opened.read(read) >= 0) {
          original.write(read.array(), 0, read.position());
          read.clear();
        }
      }
    }
  };

  /** Writes to {@code original} what the reader hands out before it ends or fails. */
  abstract void open(Opener opener, byte[] sealed, ByteArrayOutputStream original)
      throws IOException;

  byte[] open(Opener opener, byte[] sealed) throws IOException {
    ByteArrayOutputStream original = new ByteArrayOutputStream();
    open(opener, sealed, original);
    return original.toByteArray();
  }
}
