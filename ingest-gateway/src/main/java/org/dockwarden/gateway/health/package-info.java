/**
 * What is well and what is not (I7). Every part says here what is degraded and when it is well
 * again; the admin port shows it. Knows nothing of the parts. Source: {@code
 * spec/ingest-protocol.md}, P-24.
 */
@NullMarked
package org.dockwarden.gateway.health;

import org.jspecify.annotations.NullMarked;
