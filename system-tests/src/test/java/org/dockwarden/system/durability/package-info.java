/**
 * What is on stable storage before somebody hears of it (I1). A killed process does not lose what
 * it wrote, the kernel writes it back; only a loss of power shows a missing fsync. Here the real
 * processes run under {@code strace}, and the order of their writes, fsyncs, renames and answers is
 * read from the trace.
 */
@NullMarked
package org.dockwarden.system.durability;

import org.jspecify.annotations.NullMarked;
