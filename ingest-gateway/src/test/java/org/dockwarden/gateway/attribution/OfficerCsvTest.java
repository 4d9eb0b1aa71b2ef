package org.dockwarden.gateway.attribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.junit.jupiter.api.Test;

/** The directory as CSV: strict, every problem with its line. */
class OfficerCsvTest {
  private static final String HEADER = OfficerCsv.HEADER + "\n";

  @Test
  void readsWhatSpreadsheetsWrite() {
    OfficerCsv.Outcome read =
        read(
            "\uFEFF"
                + HEADER.replace("\n", "\r\n")
                + "A1234,\"Rhys, Alys \"\"Al\"\"\",north,04:A2:B3:C4:D5:E6:80,\r\n"
                + " B2 , Carys Lloyd ,south,,0951:1666:BW-0042\r\n\r\n");
    assertEquals(List.of(), read.problems());
    assertEquals(
        List.of(
            new OfficerCsv.Line(
                new OfficerId("A1234"),
                "Rhys, Alys \"Al\"",
                "north",
                Optional.of(new CardId("04a2b3c4d5e680")),
                Optional.empty()),
            new OfficerCsv.Line(
                new OfficerId("B2"),
                "Carys Lloyd",
                "south",
                Optional.empty(),
                Optional.of(new CameraId("0951", "1666", "BW-0042")))),
        read.officers());
  }

  @Test
  void tellsAllProblemsAtOnceWithTheirLines() {
    OfficerCsv.Outcome read =
        read(
            HEADER
                + "A 1,Name,north,,\n"
                + "A2,,north,,\n"
                + "A3,Name,no force!,,\n"
                + "A4,Name,north,xyz,\n"
                + "A5,Name,north,010203,\n"
                + "A6,Name,north,01020304,camera\n"
                + "A7,Name,north\n"
                + "A8,\"Name,north,,\n"
                + "A9,Na\"me,north,,\n"
                + "B1,Name,north,01020305,\n"
                + "B1,Name,north,01-02-03-05,\n"
                + "B2,Na\u0007me,north,,\n");
    List<String> lines =
        read.problems().stream()
            .map(it -> it.replaceAll("^line (\\d+): ([a-z]*).*", "$1 $2"))
            .toList();
    assertEquals(
        List.of(
            "2 officer",
            "3 name",
            "4 force",
            "5 card",
            "6 card",
            "7 personal",
            "8 ",
            "9 ",
            "10 ",
            "12 officer",
            "12 card",
            "13 name"),
        lines);
  }

  @Test
  void refusesAFileThatIsNoDirectory() {
    for (String file : List.of("", "\n", "officer,name\n", "A1,Name,north,,\n", HEADER)) {
      assertEquals(1, read(file).problems().size(), file);
    }
    assertEquals(
        1,
        OfficerCsv.read((HEADER + "A1,Ren\u00e9,north,,\n").getBytes(ISO_8859_1))
            .problems()
            .size());
  }

  @Test
  void endsItsComplaints() {
    assertTrue(read(HEADER + "x\n".repeat(10_000)).problems().size() <= 100);
    assertEquals(1, read(HEADER + "x\n".repeat(50_001)).problems().size());
  }

  private static OfficerCsv.Outcome read(String csv) {
    return OfficerCsv.read(csv.getBytes(UTF_8));
  }
}
