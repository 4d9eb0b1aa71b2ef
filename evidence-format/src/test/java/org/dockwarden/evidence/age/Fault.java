package org.dockwarden.evidence.age;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;

/** A file that breaks one rule of the age specification, and the code that it is refused with. */
record Fault(String name, ErrorCode code, byte[] sealed) {
  /** All of them; the same bytes at every call. */
  static List<Fault> all() {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(HeaderFaults.versionLine());
    faults.addAll(HeaderFaults.stanzaLines());
    faults.addAll(HeaderFaults.x25519Stanzas());
    faults.addAll(HeaderFaults.endLine());
    faults.addAll(PayloadFaults.all());
    return faults;
  }
}
