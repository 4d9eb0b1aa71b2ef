/**
 * The segment digest: SHA-256 over the SHA-256 digests of 8 MiB segments. The segments are the
 * chunks of the upload, so that what the dock computes while it seals serves every later hop.
 * Source: {@code spec/evidence-format.md}, rule S-4.
 */
@NullMarked
package org.dockwarden.evidence.segment;

import org.jspecify.annotations.NullMarked;
