package org.dockwarden.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes behind the end of a file with gathering writes. */
final class PosixUploadWriter implements UploadWriter {
  private final FileChannel file;

  PosixUploadWriter(FileChannel file) {
    this.file = file;
  }

  @Override
  public void append(ByteBuffer[] pieces) throws IOException {
    try {
      int first = 0;
      while (first < pieces.length) {
        file.write(pieces, first, pieces.length - first);
        while (first < pieces.length && !pieces[first].hasRemaining()) {
          first++;
        }
      }
    } catch (IOException e) {
      throw StoreFailure.of("write", e);
    }
  }

  @Override
  public void force() throws IOException {
    try {
      file.force(false); // fdatasync covers the length as well.
    } catch (IOException e) {
      throw StoreFailure.of("fsync", e);
    }
  }

  @Override
  public void cutBack(long length) throws IOException {
    file.truncate(length);
    file.position(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
