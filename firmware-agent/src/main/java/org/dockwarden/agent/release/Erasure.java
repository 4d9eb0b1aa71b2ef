package org.dockwarden.agent.release;

import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.eraser.EraseAnswer;

/**
 * What one request to the eraser led to.
 *
 * @param answers one for each file that it came to; what it has done with others is not known
 * @param trouble why there are fewer answers than files, or what went wrong after them
 */
public record Erasure(List<EraseAnswer> answers, Optional<String> trouble) {
  public Erasure {
    answers = List.copyOf(answers);
  }
}
