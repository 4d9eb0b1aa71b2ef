package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** U-7, through pipes. */
class MapBaysCommandTest {
  @TempDir private Path temp;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(temp.resolve("sys/bus/usb/devices"));
    Files.writeString(
        temp.resolve("agent.toml"),
        """
        [dock]
        id = "dock-0001"
        hardware = "linux"
        bays = 2
        [dock.linux]
        sysfs = "sys"
        ports = "ports"
        [sealing]
        recipients = "recipients.txt"
        [gateway]
        url = "https://127.0.0.1:1"
        trust = "ca.pem"
        certificate = "dock.pem"
        key = "dock.key"
        [receipts]
        trust = "ca.pem"
        [release]
        eraser = ["true"]
        """);
  }

  private int run(InputStream in, String... more) {
    CommandLine command = new CommandLine(new MapBaysCommand(in, new PrintStream(said, true)));
    String[] words = new String[2 + more.length];
    words[0] = "--config=" + temp.resolve("agent.toml");
    words[1] = "--wait=0";
    System.arraycopy(more, 0, words, 2, more.length);
    return command.execute(words);
  }

  private static InputStream lines(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Somebody who answers, and plugs the stick into port 1-1 just before the first Enter. */
  private InputStream installer() {
    return new InputStream() {
      private final InputStream answers = lines("\ny\ns\ny\n");

      @Override
      public int read() throws IOException {
        return answers.read();
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        plug();
        return answers.read(bytes, from, count);
      }
    };
  }

  private void plug() throws IOException {
    Path device = Files.createDirectories(temp.resolve("sys/bus/usb/devices/1-1"));
    Files.writeString(device.resolve("idVendor"), "0951\n");
    Files.writeString(device.resolve("idProduct"), "1666\n");
    Files.writeString(device.resolve("devnum"), "7\n");
    Files.writeString(device.resolve("authorized"), "0\n");
  }

  @Test
  void writesWhatWasConfirmed() throws IOException {
    assertEquals(0, run(installer()), said::toString);
    assertTrue(Files.readAllLines(temp.resolve("ports")).contains("1 1-1"));
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("Bay 2"));
  }

  @Test
  void writesNothingWhenTheInputEnds() {
    assertEquals(1, run(lines("")));
    assertFalse(Files.exists(temp.resolve("ports")));
  }

  @Test
  void takesTheNumberOfBaysOfTheCommandLine() {
    assertEquals(1, run(lines("s\ns\ns\n"), "--bays=3"));
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("Bay 3 has no port"));
  }

  @Test
  @ExpectsLog("--bays: bay: 129")
  void refusesMoreBaysThanADockCanHave() {
    assertEquals(78, run(lines(""), "--bays=129"));
  }

  @Test
  void startsAfreshWhereTheMapHasAMistakeAndKeepsIt() throws IOException {
    Files.writeString(temp.resolve("ports"), "1 usb1\n");
    assertEquals(0, run(installer()), said::toString);
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("line 1: port: "));
    assertEquals("1 usb1\n", Files.readString(temp.resolve("ports.before")));
  }
}
