package org.dockwarden.evidence.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.LoggerFactory;

/** Collects the WARN and ERROR events of all loggers. */
final class LogWatch extends AppenderBase<ILoggingEvent> {
  private static final LogWatch INSTANCE = new LogWatch();
  private static final int MAX_SHOWN = 20;

  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

  private LogWatch() {
    setName("guard");
  }

  /** Listens to Logback, if it is what logs here; again after a test has reset it. */
  static void listen() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      if (root.getAppender(INSTANCE.getName()) == null) {
        INSTANCE.setContext(context);
        INSTANCE.start();
        root.addAppender(INSTANCE);
      }
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      events.add(event);
    }
  }

  /** The events since the last call that the test and its classes do not expect. */
  static List<String> unexpected(ExtensionContext context) {
    List<Pattern> expected = expected(context).toList();
    List<String> unexpected = new ArrayList<>();
    for (ILoggingEvent event = INSTANCE.events.poll();
        event != null;
        event = INSTANCE.events.poll()) {
      String message = event.getFormattedMessage();
      if (expected.stream().noneMatch(pattern -> pattern.matcher(message).find())
          && unexpected.size() < MAX_SHOWN) {
        unexpected.add(describe(event));
      }
    }
    return unexpected;
  }

  private static String describe(ILoggingEvent event) {
    String cause =
        event.getThrowableProxy() == null
            ? ""
            : " (%s: %s)"
                .formatted(
                    event.getThrowableProxy().getClassName(),
                    event.getThrowableProxy().getMessage());
    return "%s %s: %s%s"
        .formatted(event.getLevel(), event.getLoggerName(), event.getFormattedMessage(), cause);
  }

  private static Stream<Pattern> expected(ExtensionContext context) {
    Stream<Pattern> own =
        context.getElement().stream()
            .flatMap(
                element ->
                    AnnotationSupport.findRepeatableAnnotations(element, ExpectsLog.class).stream())
            .map(expects -> Pattern.compile(expects.value(), Pattern.DOTALL));
    return Stream.concat(own, context.getParent().stream().flatMap(LogWatch::expected));
  }
}
