package org.dockwarden.gateway.attribution;

import java.util.List;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.signing.SignedDocument;

/**
 * What a bag carries of an attribution.
 *
 * @param attribution what it says
 * @param paper the attribution as it was signed
 * @param events the signed events that it names, in its order
 */
public record AttributionPapers(
    Attribution attribution, SignedDocument paper, List<SignedDocument> events) {
  public AttributionPapers {
    events = List.copyOf(events);
  }
}
