/** The agent as a whole against a fake gateway that follows the ingest protocol. */
@NullMarked
package org.dockwarden.agent;

import org.jspecify.annotations.NullMarked;
