/** A fake gateway: spec/ingest-protocol.md in memory, with faults on demand. */
@NullMarked
package org.dockwarden.agent.gateway;

import org.jspecify.annotations.NullMarked;
