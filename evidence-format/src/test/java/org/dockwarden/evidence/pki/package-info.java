/**
 * Certificates for tests of every module: a throw-away authority that issues what docks, gateways
 * and receipt signers carry (spec/evidence-format.md D-2, spec/ingest-protocol.md P-1), also
 * expired and revoked ones. In the test jar only.
 */
@NullMarked
package org.dockwarden.evidence.pki;

import org.jspecify.annotations.NullMarked;
