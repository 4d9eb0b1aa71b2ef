package org.dockwarden.dock.mtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.SkippedEntry;
import org.dockwarden.dock.camera.VolumeFile;
import org.dockwarden.dock.libmtp.FakeMtpCamera;
import org.dockwarden.dock.libmtp.FakeMtpServer;
import org.dockwarden.dock.volume.VolumeLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The volume and the helper over a real socket; the camera is one in memory. */
class MtpVolumeIT {
  private static final BayNumber BAY = new BayNumber(3);
  private static final byte[] A = "00010001/DCIM/A é.MP4".getBytes(UTF_8);

  /** More than is read ahead at a time, and no multiple of it. */
  private static final int LARGE_BYTES = 2 * MtpFileChannel.AHEAD_BYTES + 12_345;

  @TempDir private Path temp;
  private final FakeMtpCamera camera = new FakeMtpCamera();
  private final AtomicBoolean isPresent = new AtomicBoolean(true);
  private final byte[] content = new byte[LARGE_BYTES];
  private int dcim;
  private int fileId;

  @SuppressWarnings("NullAway.Init") // By start.
  private FakeMtpServer helper;

  @SuppressWarnings("NullAway.Init") // By start.
  private MtpVolume volume;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    dcim = camera.folder(0, "DCIM");
    fileId = camera.file(dcim, "A é.MP4", content);
    camera.file(dcim, "EMPTY.MP4", new byte[0]);
    helper = new FakeMtpServer(socket(), Map.of(BAY, camera));
    volume = open();
  }

  private Path socket() {
    return temp.resolve("mtp.sock");
  }

  private MtpVolume open() throws IOException {
    return MtpVolume.open(socket(), BAY, "plug-1", isPresent::get, VolumeLimits.STANDARD);
  }

  @AfterEach
  void stop() throws Exception {
    volume.close();
    helper.stop();
  }

  private List<VolumeFile> files() throws IOException {
    List<VolumeFile> files = new ArrayList<>();
    volume.list(files::add, skipped -> assertEquals(SkippedEntry.Kind.SPECIAL, skipped.kind()));
    return files;
  }

  private byte[] read(byte[] path) throws IOException {
    try (SeekableByteChannel channel = volume.open(path)) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  @Test
  void listsAndReadsEveryFileAsItIs() throws IOException {
    assertEquals(2, files().size());
    assertEquals(LARGE_BYTES, volume.look(A).bytes());
    assertArrayEquals(content, read(A));
    assertEquals(0, read("00010001/DCIM/EMPTY.MP4".getBytes(UTF_8)).length);
  }

  @Test
  void readsFromAnyPosition() throws IOException {
    try (SeekableByteChannel channel = volume.open(A)) {
      ByteBuffer two = ByteBuffer.allocate(2);
      assertEquals(2, channel.position(LARGE_BYTES - 2).read(two));
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
      assertEquals(content[LARGE_BYTES - 1], two.get(1));
      assertEquals(1, channel.position(7).read(two.clear().limit(1)));
      assertEquals(content[7], two.get(0));
      assertThrows(NonWritableChannelException.class, () -> channel.write(two));
      assertThrows(NonWritableChannelException.class, () -> channel.truncate(0));
    }
  }

  @Test
  void hasAFileOnlyUnderItsOwnName() {
    assertThrows(
        NoSuchFileException.class, () -> volume.open("00010001/DCIM/B.MP4".getBytes(UTF_8)));
    assertThrows(NoSuchFileException.class, () -> volume.look("DCIM".getBytes(UTF_8)));
  }

  @Test
  void seesAFileThatGrowsBetweenTwoLooks() throws IOException {
    assertEquals(LARGE_BYTES, volume.look(A).bytes());
    camera.change(fileId, new byte[LARGE_BYTES + 1], 9_000);
    assertEquals(LARGE_BYTES + 1, volume.look(A).bytes());
  }

  @Test
  void letsGoOfTheCameraAndTakesItAgainWithinTheSameConnection() throws IOException {
    List<VolumeFile> before = files();
    volume.letGo();
    assertFalse(camera.isTaken());
    camera.giveNewHandles();
    assertEquals(before, files());
    assertArrayEquals(content, read(A));
    assertEquals("plug-1", volume.connection());
    assertEquals(Path.of("mtp:3"), volume.root());
  }

  @Test
  void goesOnAfterItsHelperWasKilled() throws Exception {
    try (SeekableByteChannel channel = volume.open(A)) {
      helper.kill();
      assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1)));
    }
    awaitFreeCamera();
    assertArrayEquals(content, read(A));
  }

  private void awaitFreeCamera() {
    while (camera.isTaken()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void refusesToGoOnWithAFileThatIsAnotherNow() throws IOException {
    try (SeekableByteChannel channel = volume.open(A)) {
      assertEquals(1, channel.read(ByteBuffer.allocate(1)));
      volume.letGo();
      camera.change(fileId, content, 9_000);
      channel.position(LARGE_BYTES - 1);
      assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1)));
    }
  }

  @Test
  void saysThatTheCameraIsGoneWhenItIsPulledMidFile() throws IOException {
    try (SeekableByteChannel channel = volume.open(A)) {
      assertEquals(1, channel.read(ByteBuffer.allocate(1)));
      camera.pull();
      channel.position(LARGE_BYTES - 1);
      assertThrows(IOException.class, () -> channel.read(ByteBuffer.allocate(1)));
      isPresent.set(false);
      assertThrows(CameraGoneException.class, () -> channel.read(ByteBuffer.allocate(1)));
      assertThrows(CameraGoneException.class, () -> volume.look(A));
      assertThrows(CameraGoneException.class, this::files);
    }
  }

  /** Whatever is in the bay by then, it is not the camera that this volume is for. */
  @Test
  void neverReadsTheNextCameraInTheBay() throws IOException {
    volume.letGo();
    isPresent.set(false);
    assertThrows(CameraGoneException.class, () -> volume.open(A));
    assertFalse(camera.isTaken());
  }

  /** It was swapped while the helper opened what the bay holds. */
  @Test
  void takesNoCameraThatCameWhileItWasOpened() throws IOException {
    volume.letGo();
    AtomicInteger asked = new AtomicInteger();
    assertThrows(
        CameraGoneException.class,
        () ->
            MtpVolume.open(
                socket(),
                BAY,
                "plug-1",
                () -> asked.getAndIncrement() == 0,
                VolumeLimits.STANDARD));
  }

  @Test
  void takesNoListInWhichOneFileHidesAnother() throws Exception {
    String twice = "file 65537 1 0 " + HexFormat.of().formatHex(A) + "\n";
    Path liar = temp.resolve("liar.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(liar));
      Thread answering = Thread.ofVirtual().start(() -> answer(server, twice));
      assertThrows(
          IOException.class,
          () -> MtpVolume.open(liar, BAY, "plug-1", () -> true, VolumeLimits.STANDARD));
      answering.join();
    }
  }

  /** To whatever is asked, it opens and lists. */
  private static void answer(ServerSocketChannel server, String twice) {
    try (SocketChannel connection = server.accept()) {
      ByteBuffer request = ByteBuffer.allocate(1000);
      assertTrue(connection.read(request) > 0);
      connection.write(ByteBuffer.wrap("done\n".getBytes(UTF_8)));
      assertTrue(connection.read(request) > 0);
      connection.write(ByteBuffer.wrap((twice + twice + "done\n").getBytes(UTF_8)));
      assertEquals(-1, connection.read(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void showsAFaultOfTheCameraWithItsReason() {
    camera.file(dcim, "A é.MP4", new byte[1]);
    BayException fault = assertThrows(BayException.class, this::files);
    assertEquals(BayReason.VOLUME_DAMAGED, fault.reason());
  }

  @Test
  void readsNothingOfACameraThatSomebodyElseHas() throws IOException {
    IOException failure = assertThrows(IOException.class, this::open);
    assertTrue(String.valueOf(failure.getMessage()).contains("used by nobody else"));
    assertEquals(2, files().size());
  }

  @Test
  void hasNothingAfterClosing() throws IOException {
    SeekableByteChannel channel = volume.open(A);
    volume.close();
    assertThrows(CameraGoneException.class, () -> channel.read(ByteBuffer.allocate(1)));
    assertThrows(CameraGoneException.class, () -> volume.look(A));
  }
}
