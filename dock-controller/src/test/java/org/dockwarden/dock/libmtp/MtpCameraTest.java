package org.dockwarden.dock.libmtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.volume.VolumeLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MtpCameraTest {
  private static final String A = "00010001/DCIM/A.MP4";

  private final FakeMtpCamera device = new FakeMtpCamera();
  private final int dcim = device.folder(0, "DCIM");
  private final MtpCamera<ErasingSession> camera =
      new MtpCamera<>(device, new VolumeLimits(100, 4));

  @AfterEach
  void letGo() throws IOException {
    camera.close();
    assertFalse(device.isTaken());
  }

  private static byte[] raw(String path) {
    return path.getBytes(UTF_8);
  }

  private List<String> listed() throws IOException {
    return camera.list().files().stream().map(MtpFile::toString).sorted().toList();
  }

  private BayReason faultOfListing() {
    return assertThrows(BayException.class, camera::list).reason();
  }

  @Test
  void givesEachObjectThePathOfItsFoldersBelowItsStorage() throws IOException {
    int day = device.folder(dcim, "Mai – été");
    device.file(day, "Ωmega ünïcode.mp4", new byte[3]);
    device.file(0, "at root.txt", new byte[1]);
    assertEquals(
        List.of("00010001/DCIM/Mai – été/Ωmega ünïcode.mp4", "00010001/at root.txt"), listed());
  }

  @Test
  void takesTheCamerasLocalTimeAsIfItWereUtc() throws IOException {
    int id = device.file(dcim, "A.MP4", new byte[3]);
    assertEquals(Instant.ofEpochSecond(1_000 + id), camera.list().files().getFirst().modified());
  }

  @Test
  void reportsAPlaylistAsNoFile() throws IOException {
    device.playlist(dcim, "list");
    MtpCamera.Listing listing = camera.list();
    assertEquals(List.of(), listing.files());
    assertEquals(1, listing.others().size());
  }

  @Test
  void hidesNoneOfTwoObjectsWithOneName() {
    device.file(dcim, "A.MP4", new byte[3]);
    device.file(dcim, "A.MP4", new byte[4]);
    assertEquals(BayReason.VOLUME_DAMAGED, faultOfListing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../../etc/passwd"})
  void takesNoNameThatLeadsElsewhere(String name) {
    device.file(dcim, name, new byte[3]);
    assertEquals(BayReason.VOLUME_DAMAGED, faultOfListing());
  }

  @Test
  void endsAtAFolderThatContainsItself() {
    int inner = device.folder(dcim, "inner");
    device.file(inner, "A.MP4", new byte[3]);
    device.move(dcim, inner);
    assertEquals(BayReason.VOLUME_DAMAGED, faultOfListing());
  }

  @Test
  void endsAtAFileThatLiesInAFile() {
    int file = device.file(dcim, "A.MP4", new byte[3]);
    device.file(file, "B.MP4", new byte[3]);
    assertEquals(BayReason.VOLUME_DAMAGED, faultOfListing());
  }

  @Test
  void listsNoMoreThanAnyCameraHolds() {
    for (int i = 0; i <= 100; i++) {
      device.file(dcim, "A%d.MP4".formatted(i), new byte[1]);
    }
    assertEquals(BayReason.TOO_MANY_FILES, faultOfListing());
  }

  @Test
  void looksInANewSessionSinceTheOldOneTellsWhatItWasToldFirst() throws IOException {
    int id = device.file(dcim, "A.MP4", new byte[3]);
    camera.list();
    device.change(id, new byte[5], 9_000);
    MtpFile now = camera.look(raw(A));
    assertEquals(5, now.bytes());
    assertEquals(Instant.ofEpochSecond(9_000), now.modified());
    assertEquals(1, device.listings());
  }

  @Test
  void readsByThePathWhereHandlesDoNotLast() throws IOException {
    device.file(dcim, "B.MP4", "other".getBytes(UTF_8));
    device.file(dcim, "A.MP4", "footage".getBytes(UTF_8));
    camera.list();
    device.giveNewHandles();
    camera.close();
    assertArrayEquals("foot".getBytes(UTF_8), camera.read(raw(A), 0, 4));
    assertArrayEquals("age".getBytes(UTF_8), camera.read(raw(A), 4, 3));
    assertEquals(7, camera.look(raw(A)).bytes());
  }

  /** A handle that was given to another file must not bring that file's bytes. */
  @Test
  void neverReadsAnotherFileThroughAHandleThatWasGivenAway() throws IOException {
    int a = device.file(dcim, "A.MP4", "footage".getBytes(UTF_8));
    int elsewhere = device.folder(0, "OTHER");
    camera.list();
    camera.close();
    device.move(a, elsewhere);
    assertThrows(NoSuchFileException.class, () -> camera.read(raw(A), 0, 4));
  }

  @Test
  void saysOfAFileThatIsGoneThatItIsGone() throws IOException {
    int a = device.file(dcim, "A.MP4", new byte[3]);
    camera.list();
    try (ErasingSession session = closedThenFresh()) {
      session.erase(a);
    }
    assertThrows(NoSuchFileException.class, () -> camera.look(raw(A)));
  }

  private ErasingSession closedThenFresh() throws IOException {
    camera.close();
    return device.openFresh();
  }

  @Test
  void readsNothingOutsideOfAFile() throws IOException {
    device.file(dcim, "A.MP4", new byte[10]);
    camera.list();
    assertThrows(IOException.class, () -> camera.read(raw(A), 8, 3));
    assertThrows(IOException.class, () -> camera.read(raw(A), -1, 1));
    assertThrows(IOException.class, () -> camera.read(raw(A), Long.MAX_VALUE, 1));
    assertThrows(IOException.class, () -> camera.read(raw(A), 0, 0));
    assertThrows(NoSuchFileException.class, () -> camera.read(raw("00010001/B"), 0, 1));
  }
}
