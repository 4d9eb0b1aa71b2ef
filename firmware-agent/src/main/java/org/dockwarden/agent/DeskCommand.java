package org.dockwarden.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.issue.DeskEndpoint;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** What an operator asks of the running agent's desk. */
@Command(
    name = "desk",
    mixinStandardHelpOptions = true,
    description = {
      "Asks something of the desk of the agent that runs on this dock.",
      "Exits with 0, with 1 if the desk cannot do it, with 69 if the agent does not answer."
    })
final class DeskCommand {
  private static final Logger LOG = LoggerFactory.getLogger(DeskCommand.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int EXIT_REFUSED = 1;
  private static final int EXIT_UNAVAILABLE = 69;

  @Option(names = "--config", description = "agent.toml", scope = ScopeType.INHERIT)
  private Path config = Path.of("agent.toml");

  private final PrintStream out;

  DeskCommand(PrintStream out) {
    this.out = out;
  }

  @Command(
      name = "find",
      mixinStandardHelpOptions = true,
      description = "Lets the light of the bay that a camera is in say so, for 30 seconds.")
  int find(@Parameters(paramLabel = "CAMERA", description = "VENDOR:PRODUCT:SERIAL") String camera)
      throws InterruptedException {
    return ask(
        "find",
        new JsonObjectBuilder().put("camera", camera),
        "the camera is not in this dock, or nothing is issued here");
  }

  @Command(
      name = "lost",
      mixinStandardHelpOptions = true,
      description = "Says that a camera is lost, until it is docked again. It is signed and kept.")
  int lost(
      @Parameters(paramLabel = "CAMERA", description = "VENDOR:PRODUCT:SERIAL") String camera,
      @Option(names = "--by", required = true, description = "who says so") String by)
      throws InterruptedException {
    return ask(
        "lost",
        new JsonObjectBuilder().put("camera", camera).put("by", by),
        "the camera is in this dock, or nothing is issued here");
  }

  @Command(
      name = "issue",
      mixinStandardHelpOptions = true,
      description = "Offers the camera in a bay to an officer without a card. Signed and kept.")
  int issue(
      @Option(names = "--bay", required = true) int bay,
      @Option(names = "--officer", required = true, description = "the officer's id")
          String officer,
      @Option(names = "--by", required = true, description = "who says so") String by)
      throws InterruptedException {
    return ask(
        "issue",
        new JsonObjectBuilder().put("bay", bay).put("officer", officer).put("by", by),
        "no camera is known in this bay, or nothing is issued here");
  }

  private int ask(String what, JsonObjectBuilder question, String refusal)
      throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      AgentSettings.Listen status = AgentSettings.read(config).status();
      URI address =
          URI.create("http://" + status.host() + ":" + status.port() + DeskEndpoint.PATH + what);
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(TIMEOUT)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(question.toBytes()))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        out.println(answer.body());
        return 0;
      }
      LOG.error("{}: {}", what, answer.statusCode() == 404 ? refusal : answer.body());
      return EXIT_REFUSED;
    } catch (SettingsException e) {
      LOG.error("{}", e.getMessage());
      return AgentMain.EXIT_CONFIGURATION;
    } catch (IOException e) {
      LOG.error("the agent does not answer: {}", e.toString());
      return EXIT_UNAVAILABLE;
    }
  }
}
