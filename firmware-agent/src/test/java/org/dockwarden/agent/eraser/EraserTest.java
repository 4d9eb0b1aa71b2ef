package org.dockwarden.agent.eraser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.agent.eraser.EraseAnswer.Result;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** I2 and R-5: one file, one verified receipt, the same bytes; else nothing is touched. */
final class EraserTest {
  private static final byte[] CONTENT = "the original".getBytes(UTF_8);

  @TempDir private Path temporary = Path.of("");
  private final TestPki pki = new TestPki("receipts");
  private Path volume = Path.of("");
  private CameraPath path = new CameraPath("DCIM/one.mp4");

  @BeforeEach
  void makeVolume() throws IOException {
    volume = Files.createDirectories(temporary.toRealPath().resolve("volumes/camera"));
    Files.createDirectories(volume.resolve("DCIM"));
    Files.write(volume.resolve("DCIM/one.mp4"), CONTENT);
  }

  private FileIdentity identity() throws IOException {
    return TestReceipts.identity(volume.resolve("DCIM/one.mp4"));
  }

  private SignedDocument receipt(TestPki signing, Stage stage, byte[] content) throws IOException {
    return TestReceipts.receipt(signing, stage, path, content);
  }

  private EraseAnswer erase(FileIdentity identity, boolean hash, SignedDocument receipt)
      throws IOException {
    return erase(identity, hash, receipt, false);
  }

  private EraseAnswer erase(
      FileIdentity identity, boolean hash, SignedDocument receipt, boolean alwaysHash)
      throws IOException {
    EraseRequest request =
        new EraseRequest(volume, List.of(new EraseRequest.Item(path, identity, hash, receipt)));
    List<EraseAnswer> answers = new ArrayList<>();
    new Eraser(
            new DocumentVerifier(Set.of(pki.certificate()), List.of()),
            Stage.DELIVERED,
            alwaysHash,
            List.of(temporary.resolve("volumes")))
        .run(EraseJson.decode(EraseJson.encode(request)), answers::add);
    return EraseJson.decodeAnswer(EraseJson.encode(answers.getFirst()));
  }

  private void assertRefused(ErrorCode code, EraseAnswer answer) {
    assertEquals(Result.REFUSED, answer.result(), answer.toString());
    assertEquals(Optional.of(code), answer.code(), answer.toString());
    assertTrue(Files.exists(volume.resolve("DCIM/one.mp4")));
  }

  @Test
  void erasesTheFileThatTheReceiptVouchesFor() throws IOException {
    EraseAnswer answer = erase(identity(), false, receipt(pki, Stage.DELIVERED, CONTENT));
    assertEquals(Result.ERASED, answer.result(), answer.toString());
    assertFalse(Files.exists(volume.resolve("DCIM/one.mp4")));
    assertTrue(Files.isDirectory(volume.resolve("DCIM")));
  }

  @Test
  void aFileThatIsGoneIsAbsent() throws IOException {
    FileIdentity identity = identity();
    Files.delete(volume.resolve("DCIM/one.mp4"));
    assertEquals(
        Result.ABSENT, erase(identity, false, receipt(pki, Stage.DELIVERED, CONTENT)).result());
  }

  @Test
  void refusesAReceiptOfAnotherAuthority() throws IOException {
    TestPki other = new TestPki("other");
    assertRefused(
        ErrorCode.CERTIFICATE_UNTRUSTED,
        erase(identity(), false, receipt(other, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void refusesAReceiptOfAnEarlierStage() throws IOException {
    assertRefused(
        ErrorCode.RECEIPT_STAGE_TOO_EARLY,
        erase(identity(), false, receipt(pki, Stage.STORED, CONTENT)));
  }

  @Test
  void refusesAReceiptForAnotherLength() throws IOException {
    assertRefused(
        ErrorCode.RECEIPT_MISMATCH,
        erase(identity(), false, receipt(pki, Stage.DELIVERED, "longer original".getBytes(UTF_8))));
  }

  @Test
  void readsTheFileAgainWhereItsIdentityDiffers() throws IOException {
    FileIdentity identity = identity();
    SignedDocument receipt = receipt(pki, Stage.DELIVERED, CONTENT);
    Files.write(volume.resolve("DCIM/one.mp4"), "THE ORIGINAL".getBytes(UTF_8));
    Files.setLastModifiedTime(volume.resolve("DCIM/one.mp4"), FileTime.fromMillis(1_000));
    assertRefused(ErrorCode.RELEASE_REFUSED, erase(identity, false, receipt));
    Files.write(volume.resolve("DCIM/one.mp4"), CONTENT);
    assertEquals(Result.ERASED, erase(identity, false, receipt).result());
  }

  @Test
  void readsTheFileAgainWhenAskedTo() throws IOException {
    SignedDocument receipt = receipt(pki, Stage.DELIVERED, CONTENT);
    Files.write(volume.resolve("DCIM/one.mp4"), "THE ORIGINAL".getBytes(UTF_8));
    assertRefused(ErrorCode.RELEASE_REFUSED, erase(identity(), true, receipt));
  }

  @Test
  void readsEveryFileAgainWhereTheConfigurationSaysSo() throws Exception {
    SignedDocument receipt = receipt(pki, Stage.DELIVERED, CONTENT);
    Files.write(volume.resolve("DCIM/one.mp4"), "THE ORIGINAL".getBytes(UTF_8));
    assertRefused(ErrorCode.RELEASE_REFUSED, erase(identity(), false, receipt, true));
    Files.write(volume.resolve("DCIM/one.mp4"), CONTENT);
    assertEquals(Result.ERASED, erase(identity(), false, receipt, true).result());
  }

  @Test
  void readsTheFileAgainWhereTheRequestNamesAnotherDeviceOrInode() throws IOException {
    SignedDocument receipt = receipt(pki, Stage.DELIVERED, CONTENT);
    Files.write(volume.resolve("DCIM/one.mp4"), "THE ORIGINAL".getBytes(UTF_8));
    FileIdentity now = identity();
    for (FileIdentity other :
        List.of(
            new FileIdentity(now.device() + 1, now.inode(), now.bytes(), now.modified()),
            new FileIdentity(now.device(), now.inode() + 1, now.bytes(), now.modified()))) {
      assertRefused(ErrorCode.RELEASE_REFUSED, erase(other, false, receipt));
    }
  }

  @Test
  void wantsTheLastStageWhereItsConfigurationIsSilent() throws Exception {
    Path file =
        Files.writeString(
            temporary.resolve("eraser.toml"),
            "[receipts]\ntrust = \"ca.pem\"\n[volumes]\nroots = [\".\"]\n");
    assertEquals(Stage.DELIVERED, EraserSettings.read(file).stage());
  }

  @Test
  void takesFromItsConfigurationWhetherToReadEveryFileAgain() throws Exception {
    String rest = "[receipts]\ntrust = \"ca.pem\"\n[volumes]\nroots = [\".\"]\n";
    Path file = Files.writeString(temporary.resolve("eraser.toml"), rest);
    assertFalse(EraserSettings.read(file).alwaysHash());
    Files.writeString(file, rest + "[release]\nalways_hash = true\n");
    assertTrue(EraserSettings.read(file).alwaysHash());
  }

  @Test
  void neverFollowsALinkOutOfTheVolume() throws IOException {
    FileIdentity identity = identity();
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.move(volume.resolve("DCIM/one.mp4"), outside.resolve("one.mp4"));
    Files.delete(volume.resolve("DCIM"));
    Files.createSymbolicLink(volume.resolve("DCIM"), outside);
    EraseAnswer answer = erase(identity, false, receipt(pki, Stage.DELIVERED, CONTENT));
    assertEquals(Result.FAILED, answer.result());
    assertTrue(Files.exists(outside.resolve("one.mp4")));
  }

  @Test
  void neverErasesALink() throws IOException {
    FileIdentity identity = identity();
    Path outside = Files.write(temporary.resolve("outside.mp4"), CONTENT);
    Files.delete(volume.resolve("DCIM/one.mp4"));
    Files.createSymbolicLink(volume.resolve("DCIM/one.mp4"), outside);
    assertRefused(
        ErrorCode.RELEASE_REFUSED, erase(identity, false, receipt(pki, Stage.DELIVERED, CONTENT)));
    assertTrue(Files.exists(outside));
  }

  @Test
  void refusesAVolumeOutsideItsRoots() throws IOException {
    Path elsewhere = Files.createDirectories(temporary.toRealPath().resolve("elsewhere"));
    Files.move(volume.resolve("DCIM"), elsewhere.resolve("DCIM"));
    volume = elsewhere;
    assertRefused(
        ErrorCode.RELEASE_REFUSED,
        erase(identity(), false, receipt(pki, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void refusesAVolumeWhoseNameBeginsLikeARoot() throws IOException {
    Path beside = Files.createDirectories(temporary.toRealPath().resolve("volumes2/camera"));
    Files.move(volume.resolve("DCIM"), beside.resolve("DCIM"));
    volume = beside;
    assertRefused(
        ErrorCode.RELEASE_REFUSED,
        erase(identity(), false, receipt(pki, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void refusesAVolumeThatALinkLeadsTo() throws IOException {
    Path elsewhere = Files.createDirectories(temporary.toRealPath().resolve("elsewhere/camera"));
    Files.move(volume.resolve("DCIM"), elsewhere.resolve("DCIM"));
    Path link = temporary.toRealPath().resolve("volumes/link");
    Files.createSymbolicLink(link, elsewhere.resolveSibling(""));
    volume = link.resolve("camera");
    assertRefused(
        ErrorCode.RELEASE_REFUSED,
        erase(identity(), false, receipt(pki, Stage.DELIVERED, CONTENT)));
  }

  @Test
  void makesTheVolumeReadOnlyAgainWhateverBecomesOfTheFiles() throws IOException {
    Path calls = temporary.resolve("calls");
    Files.writeString(temporary.resolve("ca.pem"), pki.certificatePem());
    Path config =
        Files.writeString(
            temporary.resolve("eraser.toml"),
            """
            [receipts]
            trust = "ca.pem"
            [volumes]
            roots = ["volumes"]
            remount = ["/bin/sh", "-c", "echo $2 >>%s", "sh"]
            """
                .formatted(calls));
    for (Stage stage : List.of(Stage.STORED, Stage.DELIVERED)) {
      Files.deleteIfExists(calls);
      SignedDocument receipt = receipt(pki, stage, CONTENT);
      EraseRequest.Item item = new EraseRequest.Item(path, identity(), false, receipt);
      run(config, new EraseRequest(volume, List.of(item)));
      assertEquals(
          "remount,rw,nosuid,nodev,noexec\nremount,ro,nosuid,nodev,noexec\n",
          Files.readString(calls));
    }
  }

  @Test
  void makesNothingWritableOutsideItsRoots() throws IOException {
    Path marker = temporary.resolve("remounted");
    Files.writeString(temporary.resolve("ca.pem"), pki.certificatePem());
    Path config =
        Files.writeString(
            temporary.resolve("eraser.toml"),
            """
            [receipts]
            trust = "ca.pem"
            [volumes]
            roots = ["volumes"]
            remount = ["/bin/sh", "-c", "touch %s"]
            """
                .formatted(marker));
    SignedDocument receipt = receipt(pki, Stage.DELIVERED, CONTENT);
    EraseRequest.Item item = new EraseRequest.Item(path, identity(), false, receipt);
    run(config, new EraseRequest(temporary.toRealPath(), List.of(item)));
    assertFalse(Files.exists(marker));
    run(config, new EraseRequest(volume, List.of(item)));
    assertTrue(Files.exists(marker));
    assertFalse(Files.exists(volume.resolve("DCIM/one.mp4")));
  }

  private static void run(Path config, EraseRequest request) {
    EraserMain main =
        new EraserMain(
            new ByteArrayInputStream(EraseJson.encode(request)),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    assertEquals(0, new CommandLine(main).execute("--config", config.toString()));
  }
}
