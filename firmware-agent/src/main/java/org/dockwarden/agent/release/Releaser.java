package org.dockwarden.agent.release;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.agent.eraser.FileIdentity;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.agent.journal.ReceiptJournal;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.Releasable;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.receipt.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Releases what the journal's receipts allow, on docked cameras and in the spool. */
public final class Releaser {
  private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);

  private final EraserPort eraser;
  private final ReceiptJournal receipts;
  private final RecordingJournal recordings;
  private final Spool spool;
  private final Stage required;
  private final Duration hold;
  private volatile Optional<String> trouble = Optional.empty();

  public Releaser(
      EraserPort eraser,
      ReceiptJournal receipts,
      RecordingJournal recordings,
      Spool spool,
      Stage required,
      Duration hold) {
    this.eraser = eraser;
    this.receipts = receipts;
    this.recordings = recordings;
    this.spool = spool;
    this.required = required;
    this.hold = hold;
  }

  /**
   * Erases the files of one docking that may go now, at most one request's worth, once they are
   * gathered: all of them, a full request, or as many as came in time.
   *
   * @param sameConnection whether the connection is the one within which the files were read
   * @param gathering this docking's, the same at each call
   * @return how many files the journal now has another word about; 0 when nothing is left to do
   */
  public int release(UUID docking, Path volume, boolean sameConnection, Gathering gathering)
      throws IOException, InterruptedException {
    List<Releasable> files = receipts.releasable(docking, required, hold, EraseRequest.MAX_FILES);
    if (files.isEmpty()) {
      gathering.end();
      return 0;
    }
    if (gathering.isResting()) {
      return 0;
    }
    gathering.begin();
    boolean isFull = files.size() == EraseRequest.MAX_FILES;
    if (!isFull && !gathering.isOver() && receipts.isAwaiting(docking, required)) {
      return 0;
    }
    try {
      erase(files, volume, sameConnection);
    } catch (IOException e) {
      gathering.failed();
      throw e;
    }
    gathering.end();
    return files.size();
  }

  private void erase(List<Releasable> files, Path volume, boolean sameConnection)
      throws IOException, InterruptedException {
    List<EraseRequest.Item> items =
        files.stream().map(file -> item(file, !sameConnection)).toList();
    Erasure erasure = eraser.erase(new EraseRequest(volume, items));
    trouble = erasure.trouble();
    trouble.ifPresent(what -> LOG.error("eraser: {}", what));
    Map<CameraPath, EraseAnswer> answers =
        erasure.answers().stream()
            .collect(Collectors.toMap(EraseAnswer::path, Function.identity(), (first, _) -> first));
    for (Releasable file : files) {
      EraseAnswer answer = answers.get(file.file().file().path());
      if (answer == null) {
        receipts.notReleased(file, ErrorCode.RELEASE_FAILED.code());
      } else {
        note(file, answer);
      }
    }
  }

  private static EraseRequest.Item item(Releasable releasable, boolean hash) {
    ListedFile file = releasable.file().file();
    return new EraseRequest.Item(
        file.path(),
        new FileIdentity(file.device(), file.inode(), file.bytes(), file.modified()),
        hash,
        releasable.receipt());
  }

  private void note(Releasable file, EraseAnswer answer) throws IOException {
    switch (answer.result()) {
      case ERASED, ABSENT -> {
        receipts.released(file);
        LOG.info(
            "recording {} released, {} {}",
            file.recording(),
            answer.path().text(),
            answer.result().text());
      }
      case REFUSED, FAILED -> {
        ErrorCode code = answer.code().orElse(ErrorCode.RELEASE_FAILED);
        receipts.notReleased(file, code.code());
        LOG.error("{} not released, {}: {}", answer.path().text(), code.code(), answer.detail());
      }
    }
  }

  /** What went wrong at the eraser's last request, beyond what its answers say (I7). */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Deletes the spool's objects that receipts have made superfluous. */
  public void sweepSpool() throws IOException {
    for (List<UUID> objects = superfluous(); !objects.isEmpty(); objects = superfluous()) {
      for (UUID object : objects) {
        spool.delete(object);
        recordings.drop(object);
      }
    }
  }

  private List<UUID> superfluous() throws IOException {
    return receipts.superfluousObjects(required, EraseRequest.MAX_FILES);
  }
}
