package org.dockwarden.agent.release;

import java.io.IOException;
import java.util.List;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseRequest;

/** Whoever erases: in production a process of its own. */
@FunctionalInterface
public interface EraserPort {
  /** Asks for the files of one request; fewer answers than files when it broke off. */
  List<EraseAnswer> erase(EraseRequest request) throws IOException, InterruptedException;
}
