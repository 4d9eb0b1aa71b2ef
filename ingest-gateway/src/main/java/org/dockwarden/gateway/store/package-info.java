/**
 * Where sealed bytes lie: uploads as they grow, evidence under its recording's name, and what is
 * kept apart. {@link org.dockwarden.gateway.store.EvidenceStore} is the contract; evidence is
 * created exclusively and never overwritten (I3), and what a method says is durable is on stable
 * storage when it returns (I1). Knows nothing of HTTP, papers or the index. Source: {@code
 * spec/ingest-protocol.md}, P-8 and P-18.
 */
@NullMarked
package org.dockwarden.gateway.store;

import org.jspecify.annotations.NullMarked;
