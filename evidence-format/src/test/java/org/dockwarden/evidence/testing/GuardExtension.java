package org.dockwarden.evidence.testing;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Watches every test. It fails
 *
 * <ul>
 *   <li>a test that logs a WARN or ERROR which no {@link ExpectsLog} allows,
 *   <li>a class that leaves a non-daemon thread or an open file descriptor behind,
 *   <li>a test that is skipped, by an annotation or an assumption, without the tag {@code
 *       hardware}.
 * </ul>
 */
public final class GuardExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ExecutionCondition,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  /** Tests with this tag may be skipped: they need a device that is not there. */
  static final String HARDWARE = "hardware";

  /** JUnit configuration parameter: how long threads and descriptors may take to vanish. */
  static final String GRACE_MILLIS = "dockwarden.guard.grace.millis";

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GuardExtension.class);
  private static final String CONDITIONS = "org.junit.jupiter.api.condition.";

  @Override
  public void beforeAll(ExtensionContext context) {
    LogWatch.listen();
    context.getStore(NAMESPACE).put(Leftovers.class, Leftovers.watch());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    LogWatch.listen();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    requireNone("unexpected log lines", LogWatch.unexpected(context));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Leftovers before = context.getStore(NAMESPACE).get(Leftovers.class, Leftovers.class);
    requireNone("unexpected log lines", LogWatch.unexpected(context));
    if (before != null) {
      requireNone("left behind by the class", before.found(grace(context)));
    }
  }

  private static Duration grace(ExtensionContext context) {
    return context
        .getConfigurationParameter(GRACE_MILLIS, Long::valueOf)
        .map(Duration::ofMillis)
        .orElse(DEFAULT_GRACE);
  }

  private static void requireNone(String what, List<String> found) {
    if (!found.isEmpty()) {
      throw new AssertionError(what + ":\n  " + String.join("\n  ", found));
    }
  }

  /** JUnit's own conditions are switched off in junit-platform.properties; this one is left. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> skips =
        context.getElement().stream()
            .flatMap(element -> List.of(element.getAnnotations()).stream())
            .map(Annotation::annotationType)
            .filter(GuardExtension::isSkip)
            .map(Class::getSimpleName)
            .toList();
    if (skips.isEmpty()) {
      return ConditionEvaluationResult.enabled("nothing skips it");
    }
    if (isHardware(context.getTags())) {
      return ConditionEvaluationResult.disabled("needs hardware");
    }
    throw new AssertionError(
        context.getDisplayName() + ": skipped by " + skips + " (expected: tag hardware, or run)");
  }

  private static boolean isSkip(Class<? extends Annotation> type) {
    return type.equals(Disabled.class)
        || type.getName().startsWith(CONDITIONS)
        || AnnotationSupport.isAnnotated(type, Disabled.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw unlessAllowed(context, thrown);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw unlessAllowed(context, thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw unlessAllowed(context, thrown);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw unlessAllowed(context, thrown);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw unlessAllowed(context, thrown);
  }

  private static Throwable unlessAllowed(ExtensionContext context, Throwable thrown) {
    if (thrown instanceof TestAbortedException && !isHardware(context.getTags())) {
      return new AssertionError(
          "skipped by an assumption (expected: tag hardware, or run)", thrown);
    }
    return thrown;
  }

  private static boolean isHardware(Set<String> tags) {
    return tags.contains(HARDWARE);
  }
}
