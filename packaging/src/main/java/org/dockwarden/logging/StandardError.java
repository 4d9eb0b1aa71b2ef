package org.dockwarden.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/**
 * One line an event on standard error, UTC. In code, and not in a file: an XML parser and what
 * reads a configuration with it would stay in the memory of a dock for ever. Found by logback
 * through {@code META-INF/services}, before any file.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class StandardError extends ContextAwareBase implements Configurator {
  /** Set by the launcher; without it, as in tests, whatever else configures logback does. */
  private static final String LAUNCHED = "dockwarden.launcher";

  private static final String LEVEL = "dockwarden.log";

  /**
   * Pi4J looks for the model of a Raspberry Pi, which decides nothing here, and calls it an error
   * on every other board.
   */
  private static final String BOARD_MODEL = "com.pi4j.boardinfo";

  private static final String PATTERN =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level %logger{0}"
          + " %replace(%msg){'[\\r\\n]', ' '}%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(LAUNCHED) == null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
    root.addAppender(appender);
    context.getLogger(BOARD_MODEL).setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
