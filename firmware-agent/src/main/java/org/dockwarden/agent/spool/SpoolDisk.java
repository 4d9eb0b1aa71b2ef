package org.dockwarden.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** The few things that the spool asks of a disk, as a port: each may fail at any call. */
public interface SpoolDisk {
  /** Creates a file that must not exist, to write and read. */
  FileChannel create(Path file) throws IOException;

  /** Writes all that remains in the buffer. */
  void write(FileChannel file, ByteBuffer bytes) throws IOException;

  /** When this returns, the file's bytes are on stable storage. */
  void force(FileChannel file) throws IOException;

  /** Renames within the folder, atomically. */
  void rename(Path from, Path to) throws IOException;

  /** When this returns, the folder's names are on stable storage. */
  void forceFolder(Path folder) throws IOException;

  /** Deletes the file if it is there. */
  void delete(Path file) throws IOException;

  /** The names in the folder. */
  List<Path> list(Path folder) throws IOException;

  /** Bytes that may still be written on this disk. */
  long usableBytes(Path folder) throws IOException;
}
