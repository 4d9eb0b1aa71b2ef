/** Tests of release. */
@NullMarked
package org.dockwarden.agent.release;

import org.jspecify.annotations.NullMarked;
