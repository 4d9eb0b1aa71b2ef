/**
 * From the spool to the gateway: a tus 1.0.0 client that knows nothing of Dockwarden, the calls of
 * spec/ingest-protocol.md that are not tus, and the uploader that follows sealing, resumes, backs
 * off and keeps to the site's bandwidth. What happens after an error is a switch over its reaction
 * (spec/errors.md E-1), nothing else decides a retry. Receipts are verified before they are
 * journaled.
 */
@NullMarked
package org.dockwarden.agent.upload;

import org.jspecify.annotations.NullMarked;
