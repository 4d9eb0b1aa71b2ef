/**
 * What every module's tests share: the guard that watches each test for unexpected warnings, leaked
 * threads, leaked file descriptors and silent skips, and an authority that issues certificates. The
 * guard registers itself wherever this test jar is on the class path.
 */
@NullMarked
package org.dockwarden.evidence.testing;

import org.jspecify.annotations.NullMarked;
