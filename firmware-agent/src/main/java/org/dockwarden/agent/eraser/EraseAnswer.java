package org.dockwarden.agent.eraser;

import java.util.Locale;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraPath;

/**
 * What became of one file.
 *
 * @param code why it was refused or failed
 */
public record EraseAnswer(CameraPath path, Result result, Optional<ErrorCode> code, String detail) {
  /** The four ends. */
  public enum Result {
    /** Gone from the camera, and the folder's entry is on its medium. */
    ERASED,
    /** It was not there any more. */
    ABSENT,
    /** Something was not as it has to be; nothing was touched. */
    REFUSED,
    /** The camera did not let it be read or erased. */
    FAILED;

    /** The form in an answer: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
