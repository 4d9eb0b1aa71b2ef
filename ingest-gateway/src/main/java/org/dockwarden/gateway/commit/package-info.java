/**
 * Takes a signed manifest for a complete upload: checks the papers, then hands the recording to
 * verification. Papers that are forged or false send the upload to quarantine. Source: {@code
 * spec/ingest-protocol.md}, section 3.
 */
@NullMarked
package org.dockwarden.gateway.commit;

import org.jspecify.annotations.NullMarked;
