package org.dockwarden.gateway.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;

/**
 * One kind of DEMS. An implementation MUST hold, whatever happens at any point:
 *
 * <ul>
 *   <li>evidence appears at the DEMS whole, or not at all;
 *   <li>handing the same over again succeeds and changes nothing while the DEMS still has it there,
 *       also after a crash;
 *   <li>what is there under the name with other content is never overwritten: {@code
 *       evidence-conflict};
 *   <li>what the DEMS has not said is never taken for said.
 * </ul>
 *
 * <p>Methods block; they are called from several threads, but for one recording from one at a time.
 * An {@link IOException} means: try again later.
 */
public interface Connector {
  /** What receipts call it: 1 to 64 of {@code a-z 0-9 -}. */
  String name();

  /** Removes what a crash left half-done; called once, before anything else. */
  void recover() throws IOException;

  /** The name under which a recording appears, and {@link #answer} is asked; always the same. */
  String nameOf(Manifest manifest);

  /** Makes the evidence appear at the DEMS under its name, durably. */
  void handOver(Evidence evidence) throws IOException;

  /** What the DEMS has said about what was handed over under this name; empty: nothing yet. */
  Optional<Answer> answer(String name) throws IOException;

  /** The DEMS's word. */
  sealed interface Answer {
    /**
     * It has taken over.
     *
     * @param reference what it calls the evidence
     * @param digest SHA-256 of the original as the DEMS computed it
     * @param at when, its clock
     */
    record Accepted(String reference, Digest digest, Instant at) implements Answer {}

    /** It refused. It may change its mind later. */
    record Rejected(String reason) implements Answer {}
  }
}
