package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dockwarden.agent.eraser.EraseAnswer.Result;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.ReceiptJson;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentVerifier;

/** Checks each file of a request, and erases those where everything holds; folders stay. */
final class Eraser {
  private final DocumentVerifier verifier;
  private final Stage required;
  private final boolean alwaysHash;
  private final List<Path> roots;
  private final Optional<MtpErasing> mtp;

  /** An eraser of files on mounted volumes alone. */
  Eraser(DocumentVerifier verifier, Stage required, boolean alwaysHash, List<Path> roots) {
    this(verifier, required, alwaysHash, roots, Optional.empty());
  }

  Eraser(
      DocumentVerifier verifier,
      Stage required,
      boolean alwaysHash,
      List<Path> roots,
      Optional<MtpErasing> mtp) {
    this.mtp = mtp;
    this.verifier = verifier;
    this.required = required;
    this.alwaysHash = alwaysHash;
    this.roots = List.copyOf(roots);
  }

  /** Answers for each file as soon as it is done; one that is refused does not stop the others. */
  void run(EraseRequest request, Consumer<EraseAnswer> answers) throws IOException {
    Optional<BayNumber> bay = MtpErasing.bay(request.volume());
    if (bay.isPresent() && mtp.isPresent()) {
      mtp.get().run(bay.get(), request, this::verified, answers);
      return;
    }
    Optional<String> objection = objection(request.volume());
    for (EraseRequest.Item item : request.files()) {
      answers.accept(
          objection.isPresent()
              ? refused(item, ErrorCode.RELEASE_REFUSED, objection.get())
              : answer(request.volume(), item));
    }
  }

  /** Why nothing on this volume may be touched, if so. */
  Optional<String> objection(Path volume) {
    try {
      // A volume whose own path leads through a link is not the one that was allowed.
      if (!volume.toRealPath().equals(volume)
          || !Files.isDirectory(volume, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of("volume: " + volume + " (expected: a folder by its real path)");
      }
      for (Path root : roots) {
        if (volume.startsWith(root.toRealPath())) {
          return Optional.empty();
        }
      }
      return Optional.of("volume: " + volume + " (expected: below " + roots + ")");
    } catch (IOException e) {
      return Optional.of("volume: " + e);
    }
  }

  private EraseAnswer answer(Path volume, EraseRequest.Item item) {
    try {
      Receipt receipt = verified(item);
      try (CameraFolder folder = CameraFolder.open(volume, item.path())) {
        return erase(folder, item, receipt);
      }
    } catch (NoSuchFileException e) {
      return new EraseAnswer(item.path(), Result.ABSENT, Optional.empty(), "not there any more");
    } catch (EvidenceException e) {
      return refused(item, e.code(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new EraseAnswer(
          item.path(), Result.FAILED, Optional.of(ErrorCode.RELEASE_FAILED), e.toString());
    }
  }

  private Receipt verified(EraseRequest.Item item) throws EvidenceException {
    Receipt receipt = ReceiptJson.decode(item.receipt().document());
    verifier.verify(item.receipt(), receipt.issuedAt());
    if (!receipt.stage().reaches(required)) {
      throw new EvidenceException(
          ErrorCode.RECEIPT_STAGE_TOO_EARLY,
          receipt.stage().text() + " (expected: " + required.text() + ")");
    }
    if (receipt.originalBytes() != item.identity().bytes()) {
      throw new EvidenceException(
          ErrorCode.RECEIPT_MISMATCH,
          "bytes: " + receipt.originalBytes() + " (expected: " + item.identity().bytes() + ")");
    }
    return receipt;
  }

  private EraseAnswer erase(CameraFolder folder, EraseRequest.Item item, Receipt receipt)
      throws IOException {
    BasicFileAttributes before = folder.look();
    if (!before.isRegularFile() || before.size() != receipt.originalBytes()) {
      return refused(
          item,
          ErrorCode.RELEASE_REFUSED,
          "file: " + before.size() + " bytes (expected: " + receipt.originalBytes() + ")");
    }
    if (alwaysHash || item.hash() || !CameraFolder.has(item.identity(), before)) {
      Digest found = folder.digest();
      if (!found.equals(receipt.original()) || !isSame(before, folder.look())) {
        return refused(
            item,
            ErrorCode.RELEASE_REFUSED,
            "sha256: " + found + " (expected: " + receipt.original() + ")");
      }
    }
    folder.erase();
    return new EraseAnswer(item.path(), Result.ERASED, Optional.empty(), "");
  }

  private static boolean isSame(BasicFileAttributes before, BasicFileAttributes after) {
    return before.size() == after.size()
        && before.lastModifiedTime().equals(after.lastModifiedTime());
  }

  private static EraseAnswer refused(EraseRequest.Item item, ErrorCode code, String detail) {
    return new EraseAnswer(item.path(), Result.REFUSED, Optional.of(code), detail);
  }
}
