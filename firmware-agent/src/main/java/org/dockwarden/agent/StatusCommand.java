package org.dockwarden.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import org.dockwarden.agent.status.StatusTable;
import org.dockwarden.evidence.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the running agent says of itself. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Prints how the running agent and its bays are.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:something does not work as it should; it is printed",
      "69:the agent does not answer",
      "78:the configuration cannot be read"
    })
final class StatusCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(StatusCommand.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String USUAL_ADDRESS = "127.0.0.1:8085";
  private static final int EXIT_DEGRADED = 1;

  /** sysexits.h EX_UNAVAILABLE. */
  private static final int EXIT_UNAVAILABLE = 69;

  @Option(
      names = "--config",
      description = "agent.toml, which names the address (default: " + USUAL_ADDRESS + ")")
  private @Nullable Path config;

  @Option(names = "--json", description = "as JSON, for programs")
  private boolean json;

  private final PrintStream out;

  StatusCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://" + address() + "/status");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        LOG.error("the agent answers with {}", answer.statusCode());
        return EXIT_UNAVAILABLE;
      }
      JsonNode status = JsonMapper.builder().build().readTree(answer.body());
      if (json) {
        out.println(answer.body());
      } else {
        StatusTable.lines(status).forEach(out::println);
      }
      return StatusTable.isDegraded(status) ? EXIT_DEGRADED : 0;
    } catch (SettingsException e) {
      LOG.error("{}", e.getMessage());
      return AgentMain.EXIT_CONFIGURATION;
    } catch (IOException e) {
      LOG.error("the agent does not answer: {}", e.toString());
      return EXIT_UNAVAILABLE;
    }
  }

  private String address() throws IOException, SettingsException {
    if (config == null) {
      return USUAL_ADDRESS;
    }
    AgentSettings.Listen listen = AgentSettings.read(config).status();
    return listen.host() + ":" + listen.port();
  }
}
