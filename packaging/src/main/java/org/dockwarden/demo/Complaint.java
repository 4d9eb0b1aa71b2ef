package org.dockwarden.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, for the person at the terminal. */
final class Complaint {
  private Complaint() {}

  /** One line (a child's end has more), without a stack trace. */
  static String about(IOException e) {
    return switch (e) {
      case DemoException ours -> String.valueOf(ours.getMessage());
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case NoSuchFileException missing -> missing.getFile() + ": not there";
      case FileAlreadyExistsException other -> other.getFile() + ": is there, and no folder";
      case FileSystemException known when known.getReason() != null ->
          known.getFile() + ": " + known.getReason();
      case IOException plain when plain.getClass() == IOException.class ->
          String.valueOf(plain.getMessage());
      default -> e.toString();
    };
  }

  /** The same of one that came out of a stream of files. */
  static String about(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? e.toString() : about(cause);
  }
}
