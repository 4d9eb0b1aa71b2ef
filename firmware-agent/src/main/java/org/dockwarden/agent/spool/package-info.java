/**
 * Sealed objects on the dock's disk: {@code ID.age.part} while they grow, then fsync, rename to
 * {@code ID.age}, fsync of the folder. Quota and reserve are checked for the whole sealed size
 * before the first byte. Only sealed bytes come here (I6), and nothing is overwritten. Evidence
 * format section 3.
 */
@NullMarked
package org.dockwarden.agent.spool;

import org.jspecify.annotations.NullMarked;
