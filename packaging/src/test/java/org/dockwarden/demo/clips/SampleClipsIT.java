package org.dockwarden.demo.clips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.dockwarden.evidence.identity.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ffmpeg, which knows nothing of us, thinks of the clips. */
final class SampleClipsIT {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @TempDir private Path volume;

  @Test
  void everyClipIsDistinctAndDecodesWithoutAComplaint() throws Exception {
    new SampleClips(new Random(7)).record(volume, "BW-0042", 9, NOW);

    Set<Digest> digests = new HashSet<>();
    List<Path> clips = files(".MP4");
    for (Path clip : clips) {
      digests.add(Digest.compute(Files.readAllBytes(clip)));
      assertEquals("", run("ffmpeg", "-v", "warning", "-i", clip.toString(), "-f", "null", "-"));
    }
    assertEquals(9, clips.size());
    assertEquals(9, digests.size());
  }

  @Test
  void clipIsH264AndAacAndSaysWhenItWasRecorded() throws Exception {
    new SampleClips(new Random(7)).record(volume, "BW-0042", 1, NOW);

    Path clip = files(".MP4").getFirst();
    String entries = "stream=codec_name:format_tags=creation_time";
    String probe =
        run("ffprobe", "-v", "error", "-show_entries", entries, "-of", "json", clip.toString());
    JsonNode found = JsonMapper.builder().build().readTree(probe);
    assertEquals("h264", found.at("/streams/0/codec_name").asText());
    assertEquals("aac", found.at("/streams/1/codec_name").asText());
    Instant created = Instant.parse(found.at("/format/tags/creation_time").asText());
    assertEquals(created, Files.getLastModifiedTime(clip).toInstant());
  }

  @Test
  void everyClipHasASidecarOfItsName() throws Exception {
    new SampleClips(new Random(7)).record(volume, "BW-0042", 3, NOW);

    for (Path clip : files(".MP4")) {
      Path sidecar = clip.resolveSibling(clip.getFileName().toString().replace(".MP4", ".JSON"));
      JsonNode content = JsonMapper.builder().build().readTree(Files.readAllBytes(sidecar));
      assertTrue(content.path("track").size() > 0, content.toString());
    }
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(volume)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
