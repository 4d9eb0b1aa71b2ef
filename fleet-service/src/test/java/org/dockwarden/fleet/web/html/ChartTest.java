package org.dockwarden.fleet.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChartTest {
  private static final Instant FROM = Instant.parse("2026-11-28T00:00:00Z");
  private static final Instant TO = FROM.plusSeconds(24 * 3600);
  private static final Pattern TRACE = Pattern.compile("class=\"trace\" d=\"([^\"]*)\"");

  private static String draw(List<Chart.Point> points) {
    return draw(FROM, TO, points, 0);
  }

  private static String draw(Instant from, Instant to, List<Chart.Point> points, double least) {
    return Chart.draw(
            new Chart.Telling(
                "c",
                "<i>Title</i>",
                "\"Sentence\" & more",
                "Time",
                "Value",
                "As a table",
                value -> "<" + value + ">",
                Instant::toString),
            from,
            to,
            points,
            least)
        .html();
  }

  private static Chart.Point at(int hour, double value) {
    return new Chart.Point(FROM.plusSeconds(hour * 3600L), value);
  }

  private static String trace(String html) {
    Matcher matcher = TRACE.matcher(html);
    assertTrue(matcher.find(), html);
    return matcher.group(1);
  }

  @Test
  void nothingThatItIsToldBecomesMarkup() {
    String html = draw(List.of(at(1, 5)));
    assertFalse(html.contains("<i>") || html.contains("<5.0>"), html);
    assertTrue(html.contains("&lt;i&gt;Title&lt;/i&gt;"), html);
    assertTrue(html.contains("&quot;Sentence&quot; &amp; more"), html);
    assertTrue(html.contains("<td>&lt;5.0&gt;</td>"), html);
  }

  @Test
  void withoutPointsThereAreAxesAndAnEmptyTable() {
    String html = draw(List.of());
    assertEquals("M0 0", trace(html));
    assertTrue(html.contains("<tbody></tbody>"), html);
    assertFalse(html.contains("NaN") || html.contains("Infinity"), html);
  }

  @Test
  void onePointIsAPlaceAndARow() {
    String html = draw(List.of(at(12, 50)));
    assertEquals("M386.0 12.0", trace(html), "half of the time, the top of the axis");
    assertEquals(1, html.split("<td>", -1).length - 1);
  }

  @Test
  void aGapInTimeIsAsWideAsItWas() {
    assertEquals(
        "M64.0 172.0L90.8 92.0L681.2 12.0", trace(draw(List.of(at(0, 0), at(1, 5), at(23, 10)))));
    String[] steps = trace(draw(List.of(at(0, 0), at(1, 0), at(23, 0)))).split("[ML ]", -1);
    double narrow = Double.parseDouble(steps[3]) - Double.parseDouble(steps[1]);
    double wide = Double.parseDouble(steps[5]) - Double.parseDouble(steps[3]);
    assertEquals(22, wide / narrow, 0.1);
  }

  @Test
  void noTimeAtAllDividesByNothing() {
    String html = draw(FROM, FROM, List.of(at(0, 1)), 0);
    assertFalse(html.contains("NaN") || html.contains("Infinity"), html);
  }

  @Test
  void theTableIsBoundedAndHasTheNewestFirst() {
    List<Chart.Point> points = new ArrayList<>();
    for (int hour = 0; hour < 500; hour++) {
      points.add(at(hour, hour));
    }
    String html = draw(FROM, FROM.plusSeconds(500 * 3600L), points, 0);
    int rows = html.split("<td>", -1).length - 1;
    assertTrue(rows <= 24 && rows > 12, rows + " rows");
    assertTrue(html.contains("<tbody><tr><th scope=\"row\">" + at(499, 0).at()), html);
  }

  @Test
  void whatItShowsIsAlsoSaid() {
    String html = draw(List.of(at(1, 5)));
    assertTrue(html.contains("role=\"img\" aria-labelledby=\"c-title c-says\""), html);
    assertTrue(html.contains("id=\"c-title\"") && html.contains("id=\"c-says\""), html);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-3, 1",
    "0.3, 0.5",
    "1, 1",
    "1.1, 2",
    "2.1, 2.5",
    "26, 50",
    "99, 100",
    "101, 200"
  })
  void theAxisEndsAtARoundNumber(double value, double roof) {
    assertEquals(roof, Chart.roof(value), 1e-9);
  }
}
