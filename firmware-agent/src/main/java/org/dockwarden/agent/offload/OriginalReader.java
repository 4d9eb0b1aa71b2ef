package org.dockwarden.agent.offload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one original from its first to its last byte. A read error is retried from the same offset
 * some times; bytes beyond the listed length, or fewer, mean that the file changed.
 */
final class OriginalReader implements AutoCloseable {
  private static final int MAX_RETRIES = 3;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

  private final DockedCamera camera;
  private final ListedFile file;
  private final Settling settling;
  private @Nullable SeekableByteChannel channel;
  private long position;
  private int retries;

  OriginalReader(DockedCamera camera, ListedFile file, Settling settling) {
    this.settling = settling;
    this.camera = camera;
    this.file = file;
  }

  /**
   * The next bytes.
   *
   * @return how many; 0 when all have been read and the file still is what was listed
   */
  int read(ByteBuffer target) throws IOException, InterruptedException {
    while (true) {
      if (camera.stay().isOver()) {
        throw gone(null);
      }
      try {
        int read = open().read(target);
        if (read >= 0) {
          position += read;
          camera.stay().read(read);
          requireNotLonger();
          return read == 0 && target.hasRemaining() ? read(target) : read;
        }
        requireUnchanged();
        return 0;
      } catch (EvidenceException e) {
        throw e;
      } catch (CameraGoneException e) {
        throw gone(e);
      } catch (IOException e) {
        retryOrGiveUp(e);
      }
    }
  }

  private SeekableByteChannel open() throws IOException {
    SeekableByteChannel opened = channel;
    if (opened == null) {
      opened = camera.volume().open(file.path().raw()).position(position);
      channel = opened;
    }
    return opened;
  }

  private void retryOrGiveUp(IOException failure) throws IOException, InterruptedException {
    close();
    retries++;
    if (camera.stay().isOver() || !camera.stay().isHere()) {
      throw gone(failure);
    }
    if (retries > MAX_RETRIES) {
      throw new EvidenceException(
          ErrorCode.CAMERA_READ_FAILED,
          file.path().text() + " at " + position + ": " + failure,
          failure);
    }
    camera.stay().await(RETRY_PAUSE);
  }

  private void requireNotLonger() throws EvidenceException {
    if (position > file.bytes()) {
      throw changed("longer than " + file.bytes());
    }
  }

  private void requireUnchanged() throws IOException, InterruptedException {
    if (position != file.bytes()) {
      throw changed(position + " bytes (expected: " + file.bytes() + ")");
    }
    settling.await(camera, file);
    if (camera.stay().isOver()) {
      throw gone(null);
    }
    VolumeFile now = camera.volume().look(file.path().raw());
    if (now.bytes() != file.bytes() || !now.modified().equals(file.modified())) {
      throw changed("size or time changed while it was read");
    }
  }

  private EvidenceException changed(String how) {
    return new EvidenceException(ErrorCode.CAMERA_FILE_CHANGED, file.path().text() + ": " + how);
  }

  private EvidenceException gone(@Nullable IOException cause) {
    return new EvidenceException(
        ErrorCode.CAMERA_GONE, camera.docking().camera() + " at " + file.path().text(), cause);
  }

  @Override
  public void close() throws IOException {
    SeekableByteChannel opened = channel;
    channel = null;
    if (opened != null) {
      opened.close();
    }
  }
}
