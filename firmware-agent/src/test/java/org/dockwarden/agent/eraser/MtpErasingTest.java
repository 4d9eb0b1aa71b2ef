package org.dockwarden.agent.eraser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.agent.eraser.EraseAnswer.Result;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I2 on MTP cameras: each of these tries to have something erased that no receipt vouches for. */
final class MtpErasingTest {
  private static final byte[] CONTENT = "the original".getBytes(UTF_8);
  private static final byte[] OTHER = "another one!".getBytes(UTF_8);
  private static final Instant MODIFIED = Instant.ofEpochSecond(1_000);
  private static final CameraPath PATH = new CameraPath("00010001/one.mp4");

  private final TestPki pki = new TestPki("receipts");
  private FakeMtpCamera camera = new FakeMtpCamera();

  @BeforeEach
  void plug() {
    camera = camera();
  }

  private static FakeMtpCamera camera() {
    FakeMtpCamera camera = new FakeMtpCamera();
    camera.put("one.mp4", CONTENT, 1_000);
    camera.put("two.mp4", OTHER, 1_000);
    return camera;
  }

  private EraseRequest.Item item(CameraPath path, Stage stage, byte[] receipted)
      throws IOException {
    return new EraseRequest.Item(
        path,
        new FileIdentity(FakeMtpCamera.STORAGE, 0, receipted.length, MODIFIED),
        false,
        TestReceipts.receipt(pki, stage, path, receipted));
  }

  private List<EraseAnswer> erase(String volume, EraseRequest.Item... items) throws IOException {
    List<EraseAnswer> answers = new ArrayList<>();
    EraseRequest request = new EraseRequest(Path.of(volume), List.of(items));
    new Eraser(
            new DocumentVerifier(Set.of(pki.certificate()), List.of()),
            Stage.DELIVERED,
            false,
            List.of(),
            Optional.of(new MtpErasing(this::at)))
        .run(EraseJson.decode(EraseJson.encode(request)), answers::add);
    return answers;
  }

  private FakeMtpCamera at(BayNumber bay) throws IOException {
    if (bay.number() != 3) {
      throw new IOException("bay " + bay + ": empty");
    }
    return camera;
  }

  private EraseAnswer erase(EraseRequest.Item item) throws IOException {
    return erase("mtp:3", item).getFirst();
  }

  private void assertKept(Result result, ErrorCode code, EraseAnswer answer) {
    assertEquals(result, answer.result(), answer.toString());
    assertEquals(Optional.of(code), answer.code(), answer.toString());
    assertTrue(camera.has("one.mp4"));
    assertEquals(0, camera.erasedCount());
  }

  @Test
  void erasesTheFileThatTheReceiptVouchesForAndNoOther() throws IOException {
    assertEquals(Result.ERASED, erase(item(PATH, Stage.DELIVERED, CONTENT)).result());
    assertFalse(camera.has("one.mp4"));
    assertTrue(camera.has("two.mp4"));
  }

  @Test
  void readsAgainWhateverTheRequestSays() throws IOException {
    camera.put("one.mp4", OTHER, 1_000); // Same length, same time.
    assertKept(
        Result.REFUSED, ErrorCode.RELEASE_REFUSED, erase(item(PATH, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void readsEveryFileToItsEnd() throws IOException {
    byte[] original = new byte[3 << 20];
    byte[] altered = original.clone();
    altered[altered.length - 1] = 1;
    camera.put("one.mp4", altered, 1_000);
    assertKept(
        Result.REFUSED, ErrorCode.RELEASE_REFUSED, erase(item(PATH, Stage.DELIVERED, original)));
    camera.put("one.mp4", original, 1_000);
    assertEquals(Result.ERASED, erase(item(PATH, Stage.DELIVERED, original)).result());
  }

  /** F-24: what was digested need not be what lies there by then. */
  @Test
  void looksAgainAfterReading() throws IOException {
    camera.afterRead(() -> camera.put("one.mp4", OTHER, 2_000));
    assertKept(
        Result.REFUSED, ErrorCode.RELEASE_REFUSED, erase(item(PATH, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void refusesAFileOfAnotherTimeOrLength() throws IOException {
    camera.put("one.mp4", CONTENT, 1_001);
    assertKept(
        Result.REFUSED, ErrorCode.RELEASE_REFUSED, erase(item(PATH, Stage.DELIVERED, CONTENT)));
    camera.put("one.mp4", (new String(CONTENT, UTF_8) + "+").getBytes(UTF_8), 1_000);
    assertKept(
        Result.REFUSED, ErrorCode.RELEASE_REFUSED, erase(item(PATH, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void refusesAReceiptOfAnEarlierStage() throws IOException {
    assertKept(
        Result.REFUSED,
        ErrorCode.RECEIPT_STAGE_TOO_EARLY,
        erase(item(PATH, Stage.STORED, CONTENT)));
  }

  @Test
  void refusesAReceiptOfAnotherAuthority() throws IOException {
    EraseRequest.Item item =
        new EraseRequest.Item(
            PATH,
            new FileIdentity(FakeMtpCamera.STORAGE, 0, CONTENT.length, MODIFIED),
            false,
            TestReceipts.receipt(new TestPki("other"), Stage.DELIVERED, PATH, CONTENT));
    assertKept(Result.REFUSED, ErrorCode.CERTIFICATE_UNTRUSTED, erase(item));
  }

  @Test
  void saysOfAFileThatIsGoneThatItIsAbsent() throws IOException {
    EraseRequest.Item gone = item(new CameraPath("00010001/three.mp4"), Stage.DELIVERED, CONTENT);
    assertEquals(Result.ABSENT, erase(gone).result());
  }

  @Test
  void keepsWhatAReadOnlyStorageKeeps() throws IOException {
    camera.makeReadOnly();
    assertKept(
        Result.FAILED, ErrorCode.RELEASE_FAILED, erase(item(PATH, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void answersForEveryFileOfACameraThatCannotBeOpened() throws IOException {
    EraseRequest.Item item = item(PATH, Stage.DELIVERED, CONTENT);
    List<EraseAnswer> answers = erase("mtp:4", item, item);
    assertEquals(2, answers.size());
    assertKept(Result.FAILED, ErrorCode.RELEASE_FAILED, answers.getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mtp:0", "mtp:129", "mtp:3/x", "mtp:03", "mtp:", "x/mtp:3"})
  void takesNoOtherVolumeForACamera(String volume) throws IOException {
    assertKept(
        Result.REFUSED,
        ErrorCode.RELEASE_REFUSED,
        erase(volume, item(PATH, Stage.DELIVERED, CONTENT)).getFirst());
  }

  /** Whenever the file becomes another, or the camera leaves, nothing but the original has gone. */
  @Test
  void erasesNothingElseWhateverHappensAtAnyCall() throws IOException {
    erase(item(PATH, Stage.DELIVERED, CONTENT));
    int calls = camera.calls();
    assertTrue(calls > 3);
    for (int call = 0; call < calls; call++) {
      camera = camera();
      camera.at(call, () -> camera.put("one.mp4", OTHER, 2_000));
      EraseAnswer swapped = erase(item(PATH, Stage.DELIVERED, CONTENT));
      // At the last call, which erases, it is too late for anybody to tell.
      assertEquals(call == calls - 1, swapped.result() == Result.ERASED, "call " + call);

      camera = camera();
      camera.at(call, camera::pull);
      assertKept(
          Result.FAILED, ErrorCode.RELEASE_FAILED, erase(item(PATH, Stage.DELIVERED, CONTENT)));
      assertTrue(camera.has("two.mp4"));

      if (call < calls - 1) { // Within a session handles stay, so the last call has the right one.
        camera = camera();
        camera.at(call, camera::renumber);
        erase(item(PATH, Stage.DELIVERED, CONTENT));
        assertTrue(camera.has("two.mp4"), "call " + call);
      }
    }
  }
}
