package org.dockwarden.agent.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.dockwarden.dock.charging.ChargingRules;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChargingSettingsTest {
  private static ChargingSettings charging(String toml) throws SettingsException {
    return charging(toml, OptionalInt.empty());
  }

  private static ChargingSettings charging(String toml, OptionalInt fullScale)
      throws SettingsException {
    Section root = Settings.parse(toml, "agent.toml");
    ChargingSettings settings = ChargingSettings.read(root, fullScale);
    root.finish();
    return settings;
  }

  private static BoardSettings board(String toml) throws SettingsException {
    Section root = Settings.parse(toml, "agent.toml");
    BoardSettings settings = BoardSettings.read(root, 4);
    root.section("power").text("provider", "none");
    root.finish();
    return settings;
  }

  @Test
  void aBudgetIsEnough() throws SettingsException {
    ChargingSettings settings = charging("budget = 4000");
    assertEquals(ChargingRules.of(4000), settings.rules());
    assertEquals(80, settings.issue().issuePercent());
    assertEquals(
        Duration.ofSeconds(9), charging("budget = 4000\nturn = \"9s\"").rules().budget().turn());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "budget = 0",
        "budget = 500\nbay_milliamps = 501",
        "budget = 4000\nhot = 40\ncool = 40",
        "budget = 4000\nno_milliamps = 100",
        "budget = 4000\nfull_milliamps = 1000",
        "budget = 4000\nissue_percent = 101",
        "budget = 4000\nturns = \"9s\""
      })
  void refusesWhatDoesNotFit(String toml) {
    assertThrows(SettingsException.class, () -> charging(toml));
  }

  @Test
  void refusesALimitThatTheSensorsCannotSee() throws SettingsException {
    String sensors =
        """
        [sensors]
        provider = "ina3221"
        addresses = ["0x40", "0x41"]
        """;
    OptionalInt fullScale = board(sensors).sensors().fullScaleMilliamps();
    assertEquals(OptionalInt.of(1638), fullScale); // 163.8 mV over 100 mΩ
    assertThrows(SettingsException.class, () -> charging("budget = 4000", fullScale));
    assertThrows(
        SettingsException.class, () -> charging("budget = 4000\nover_milliamps = 1638", fullScale));
    ChargingSettings seen = charging("budget = 4000\nover_milliamps = 1637", fullScale);
    assertEquals(1637, seen.rules().limits().overMilliamps());
  }

  @Test
  void nothingHangsOnABoardUnlessItIsSaid() throws SettingsException {
    BoardSettings settings = board("");
    assertEquals(BoardSettings.Driver.KERNEL, settings.driver());
    assertEquals(BoardSettings.LightProvider.NONE, settings.lights().provider());
    assertEquals(BoardSettings.SensorProvider.NONE, settings.sensors().provider());
    assertTrue(settings.sensors().thermometer().isEmpty());
  }

  @Test
  void readsLinesAndAddresses() throws SettingsException {
    BoardSettings settings =
        board(
            """
            board = "pi4j"
            [power]
            provider = "gpio"
            lines = [20, 21, 22, 23]
            active_low = true
            [lights]
            provider = "gpio"
            red = [1, 2, 3, 4]
            green = [5, 6, 7, 8]
            blue = [9, 10, 11, 12]
            buzzer = 13
            [sensors]
            provider = "ina3221"
            addresses = ["0x40", "0x41"]
            """);
    assertEquals(List.of(20, 21, 22, 23), settings.switches().lines());
    assertEquals(List.of(9, 10, 11, 12), settings.lights().blue());
    assertEquals(List.of(0x40, 0x41), settings.sensors().addresses());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[power]\nprovider = \"gpio\"",
        "[power]\nprovider = \"gpio\"\nlines = [1, 2, 3]",
        "[lights]\nprovider = \"gpio\"\nred = [1, 2, 3, 4]",
        "[sensors]\nprovider = \"ina219\"\naddresses = [\"0x40\"]",
        "[sensors]\nprovider = \"ina3221\"\naddresses = [\"0x40\"]",
        "[sensors]\nprovider = \"ina3221\"\naddresses = [\"64\", \"0x41\"]",
        "board = \"gpiod\""
      })
  void refusesABoardThatDoesNotFit(String toml) {
    assertThrows(SettingsException.class, () -> board(toml));
  }
}
