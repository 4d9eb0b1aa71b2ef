/**
 * The age readers against the test vectors of the age specification's own authors (C2SP CCTV).
 * Source: {@code spec/evidence-format.md}, S-2.
 */
@NullMarked
package org.dockwarden.system.age;

import org.jspecify.annotations.NullMarked;
