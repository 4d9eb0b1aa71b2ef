package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.agent.eraser.EraseAnswer.Result;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.libmtp.ErasingSession;
import org.dockwarden.dock.libmtp.MtpCamera;
import org.dockwarden.dock.libmtp.MtpFile;
import org.dockwarden.dock.libmtp.MtpPort;
import org.dockwarden.dock.volume.VolumeLimits;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.receipt.Receipt;

/**
 * Erases on a camera that speaks MTP. No handle and no time there tells that a file is the one that
 * was read, so each is read again as a whole and digested before it goes, whatever a request says;
 * then it is looked at in a new session, and erased in that one (R-5, F-24).
 */
final class MtpErasing {
  private static final Pattern VOLUME = Pattern.compile("mtp:([1-9][0-9]{0,2})");
  private static final int READ_BYTES = 1 << 20;

  private final Cameras cameras;

  /** The camera in a bay; throws where there is none that may be touched. */
  @FunctionalInterface
  interface Cameras {
    MtpPort<ErasingSession> at(BayNumber bay) throws IOException;
  }

  /** Gives a file's receipt, once it is verified. */
  @FunctionalInterface
  interface Receipts {
    Receipt verified(EraseRequest.Item item) throws EvidenceException;
  }

  MtpErasing(Cameras cameras) {
    this.cameras = cameras;
  }

  /** The bay, if the volume is that of an MTP camera. */
  static Optional<BayNumber> bay(Path volume) {
    Matcher matcher = VOLUME.matcher(volume.toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return number <= BayNumber.MAX ? Optional.of(new BayNumber(number)) : Optional.empty();
  }

  /** Answers for each file as soon as it is done. */
  void run(BayNumber bay, EraseRequest request, Receipts receipts, Consumer<EraseAnswer> answers)
      throws IOException {
    try (MtpCamera<ErasingSession> camera = camera(bay)) {
      Optional<IOException> objection = listed(camera);
      for (EraseRequest.Item item : request.files()) {
        answers.accept(
            objection.isPresent() ? failed(item, objection.get()) : answer(camera, item, receipts));
      }
    }
  }

  /** One that fails to open fails when it is listed, so that every file has its answer. */
  private MtpCamera<ErasingSession> camera(BayNumber bay) {
    return new MtpCamera<>(
        new MtpPort<>() {
          @Override
          public ErasingSession openListing() throws IOException {
            return cameras.at(bay).openListing();
          }

          @Override
          public ErasingSession openFresh() throws IOException {
            return cameras.at(bay).openFresh();
          }
        },
        VolumeLimits.STANDARD);
  }

  private static Optional<IOException> listed(MtpCamera<ErasingSession> camera) {
    try {
      camera.list();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private static EraseAnswer answer(
      MtpCamera<ErasingSession> camera, EraseRequest.Item item, Receipts receipts) {
    try {
      return erase(camera, item, receipts.verified(item));
    } catch (NoSuchFileException e) {
      return new EraseAnswer(item.path(), Result.ABSENT, Optional.empty(), "not there any more");
    } catch (EvidenceException e) {
      return refused(item, e.code(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(item, e);
    }
  }

  private static EraseAnswer erase(
      MtpCamera<ErasingSession> camera, EraseRequest.Item item, Receipt receipt)
      throws IOException {
    byte[] path = item.path().raw();
    MtpFile before = camera.look(path);
    if (before.bytes() != receipt.originalBytes()
        || !before.modified().equals(item.identity().modified())) {
      return refused(
          item,
          ErrorCode.RELEASE_REFUSED,
          "file: %d bytes of %s (expected: %d of %s)"
              .formatted(
                  before.bytes(),
                  before.modified(),
                  receipt.originalBytes(),
                  item.identity().modified()));
    }
    Digest found = digest(camera, path, before.bytes());
    if (!found.equals(receipt.original())) {
      return refused(
          item,
          ErrorCode.RELEASE_REFUSED,
          "sha256: " + found + " (expected: " + receipt.original() + ")");
    }
    MtpFile after = camera.look(path);
    if (after.bytes() != before.bytes() || !after.modified().equals(before.modified())) {
      return refused(item, ErrorCode.RELEASE_REFUSED, "file: changed while it was read");
    }
    camera.session().erase(after.id());
    return new EraseAnswer(item.path(), Result.ERASED, Optional.empty(), "");
  }

  private static Digest digest(MtpCamera<ErasingSession> camera, byte[] path, long bytes)
      throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    long offset = 0;
    while (offset < bytes) {
      byte[] part = camera.read(path, offset, (int) Math.min(READ_BYTES, bytes - offset));
      sha256.update(part);
      offset += part.length;
    }
    return Digest.of(sha256.digest());
  }

  private static EraseAnswer refused(EraseRequest.Item item, ErrorCode code, String detail) {
    return new EraseAnswer(item.path(), Result.REFUSED, Optional.of(code), detail);
  }

  private static EraseAnswer failed(EraseRequest.Item item, IOException cause) {
    return new EraseAnswer(
        item.path(), Result.FAILED, Optional.of(ErrorCode.RELEASE_FAILED), cause.toString());
  }
}
