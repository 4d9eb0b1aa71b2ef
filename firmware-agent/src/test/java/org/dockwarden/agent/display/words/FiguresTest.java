package org.dockwarden.agent.display.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
  private static final Figures ENGLISH = figures(Language.EN);
  private static final Figures WELSH = figures(Language.CY);

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9951, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "4100000000, 4.1 GB",
    "57000000000, 57 GB",
    "1200000000000000, 1200 TB",
  })
  void bytesHaveAtMostThreeFiguresAndAUnit(long bytes, String text) {
    assertEquals(text, ENGLISH.bytes(bytes));
  }

  @Test
  void aUnitIsSaidOnceIfItIsTheSame() {
    assertEquals("1.2 of 4.1 GB", ENGLISH.bytesOf(1_200_000_000L, 4_100_000_000L));
    assertEquals("300 MB of 4.1 GB", ENGLISH.bytesOf(300_000_000L, 4_100_000_000L));
    assertEquals("1.2 o 4.1 GB", WELSH.bytesOf(1_200_000_000L, 4_100_000_000L));
    assertEquals("500 B of 4.1 GB", ENGLISH.bytesOf(500, 4_100_000_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "0, less than a minute, llai na munud",
    "59, less than a minute, llai na munud",
    "60, about 1 minute, tua 1 munud",
    "61, about 2 minutes, tua 2 funud",
    "3540, about 59 minutes, tua 59 munud",
    "3541, about 1 hour, tua 1 awr",
    "3601, about 1 hour 5 minutes, tua 1 awr 5 munud",
    "7200, about 2 hours, tua 2 awr",
    "8040, about 2 hours 15 minutes, tua 2 awr 15 munud",
  })
  void durationsAreRoundedUpAsPeopleDo(long seconds, String english, String welsh) {
    assertEquals(english, ENGLISH.about(Duration.ofSeconds(seconds)));
    assertEquals(welsh, WELSH.about(Duration.ofSeconds(seconds)));
  }

  @Test
  void theTimeIsThatOfTheDock() {
    Instant summer = Instant.parse("2026-07-01T22:05:00Z");
    assertEquals("23:05", ENGLISH.time(summer));
  }

  private static Figures figures(Language language) {
    return new Figures(Words.in(language), ZoneId.of("Europe/London"));
  }
}
