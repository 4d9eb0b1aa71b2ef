package org.dockwarden.dock.camera;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The files of a docked camera, to read and nothing else: no method changes, renames or erases.
 * Calls may come from several threads. After the camera is gone every call, and every read of a
 * channel that was opened before, throws {@link CameraGoneException} where the dock knows it and
 * another {@link IOException} where it does not; none blocks for ever.
 */
public interface CameraVolume extends AutoCloseable {
  /**
   * Visits every regular file once, in no order. Symbolic links are never followed; what is neither
   * a file nor a folder is reported by {@code skipped}, nothing is passed over silently. Throws a
   * {@link org.dockwarden.dock.bay.BayException} where the volume holds more files or deeper
   * folders than any camera's does.
   */
  void list(Consumer<VolumeFile> found, Consumer<SkippedEntry> skipped) throws IOException;

  /**
   * The file as it is now; throws {@code NoSuchFileException} if it is not there or is no regular
   * file.
   */
  VolumeFile look(byte[] rawPath) throws IOException;

  /**
   * Opens a file of this volume to read; never follows a symbolic link. The channel is closed with
   * the volume.
   */
  SeekableByteChannel open(byte[] rawPath) throws IOException;

  /**
   * Where the volume is mounted, {@code mtp:BAY} for one that is not; for the eraser's request and
   * for messages.
   */
  Path root();

  /**
   * Changes whenever the camera was, or may have been, disconnected: within one value a file's
   * identity suffices to know that it is the file that was read.
   */
  String connection();

  /**
   * Lets go of what only one process can hold, so that the eraser can have it; the next call takes
   * it again. Nothing to do for a volume that is mounted.
   */
  default void letGo() throws IOException {}

  /** Closes every channel of the volume and unmounts it. */
  @Override
  void close() throws IOException;
}
