package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.dock.helper.HelperCommand;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.power.PortPowerContract;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.junit.jupiter.api.Test;

/** With the helper itself, and a uhubctl that keeps the ports of one hub in a folder. */
class HelperPortPowerIT extends PortPowerContract {
  private static final Path SCRIPT = Path.of("..", "packaging", "helpers", "dockwarden-port");

  @Override
  protected PortPower makePower() throws IOException {
    new FakeSysfs(temp.resolve("sys")).plugHub("1-1", 4);
    new BayMapFile(temp.resolve("ports")).write(BayMapText.parse("1 1-1.1\n2 1-1.2\n"));
    for (String port : new String[] {"1", "2"}) {
      Files.writeString(temp.resolve("port-" + port), "0100 power\n");
    }
    Script script = Script.of(SCRIPT, temp);
    script.tool(
        "uhubctl",
        """
        while [ $# -gt 0 ]; do
          case "$1" in
            -p) port=$2 ;;
            -a) action=$2 ;;
          esac
          shift
        done
        file='%s/port-'$port
        case "${action:-}" in
          on) echo 0100 power >"$file" ;;
          off) echo 0000 off >"$file" ;;
        esac
        echo "Current status for hub 1-1 [05e3:0610 USB2.1 Hub, USB 2.10, 4 ports, ppps]"
        echo "  Port $port: $(cat "$file")"
        """
            .formatted(temp));
    return new HelperPortPower(new PortRequests(new HelperCommand(script.command())));
  }

  @Test
  void failsWhereTheHubDoesNotAnswer() throws IOException {
    Files.delete(temp.resolve("bin/uhubctl"));
    assertThrows(IOException.class, () -> power().isOn(ONE));
    assertThrows(IOException.class, () -> power().set(ONE, false));
  }
}
