package org.dockwarden.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.evidence.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the running agent says of itself. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Prints the running agent's status as JSON.")
final class StatusCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(StatusCommand.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int EXIT_UNAVAILABLE = 69;

  @Option(names = "--config", required = true, description = "agent.toml")
  private Path config = Path.of("agent.toml");

  private final PrintStream out;

  StatusCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      AgentSettings.Listen status = AgentSettings.read(config).status();
      URI address = URI.create("http://" + status.host() + ":" + status.port() + "/status");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      out.println(answer.body());
      return answer.statusCode() == 200 ? 0 : EXIT_UNAVAILABLE;
    } catch (SettingsException e) {
      LOG.error("{}", e.getMessage());
      return AgentMain.EXIT_CONFIGURATION;
    } catch (IOException e) {
      LOG.error("the agent does not answer: {}", e.toString());
      return EXIT_UNAVAILABLE;
    }
  }
}
