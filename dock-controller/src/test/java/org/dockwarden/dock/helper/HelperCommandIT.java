package org.dockwarden.dock.helper;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelperCommandIT extends HelperPortContract {
  @Override
  protected HelperPort helper(Path program) {
    return new HelperCommand(List.of(program.toString()));
  }

  @Override
  protected HelperPort absent() {
    return new HelperCommand(List.of(temp.resolve("absent").toString()));
  }

  @Test
  void refusesAnEmptyCommand() {
    assertThrows(IllegalArgumentException.class, () -> new HelperCommand(List.of()));
  }
}
