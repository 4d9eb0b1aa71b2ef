package org.dockwarden.evidence.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows WARN and ERROR log lines whose message contains a match of this regular expression, in a
 * test method or in all tests of a class.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Repeatable(ExpectsLog.List.class)
public @interface ExpectsLog {
  /** The regular expression. */
  String value();

  /** Several of them. */
  @Target({ElementType.METHOD, ElementType.TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @Inherited
  @interface List {
    ExpectsLog[] value();
  }
}
