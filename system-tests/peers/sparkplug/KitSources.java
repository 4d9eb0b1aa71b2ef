import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the two classes that the kit's own build derives from the text of the specification: a
 * constant for each assertion and one for each section that is named. Only ids are in them; the kit
 * prints the text of an assertion and never compares it.
 */
final class KitSources {
  private static final Pattern ASSERTION =
      Pattern.compile("\\[tck-testable tck-id-([a-zA-Z0-9-]+)]");
  private static final Pattern SECTION = Pattern.compile("Sections\\.([A-Z0-9_]+)");

  private KitSources() {}

  /** Arguments: the checkout of the kit, the folder to write sources to. */
  public static void main(String[] arguments) throws IOException {
    Path kit = Path.of(arguments[0]);
    Path out = Path.of(arguments[1]);
    SortedSet<String> ids =
        found(kit.resolve("specification/src/main/asciidoc/chapters"), ".adoc", ASSERTION);
    String assertions =
        ids.stream()
            .map(
                id ->
                    "  public static final String ID_%1$s = \"%2$s\";\n  public static final String %1$s = \"\";\n"
                        .formatted(constant(id), id))
            .collect(Collectors.joining());
    write(out, "org.eclipse.sparkplug.tck.test.common", "Requirements", assertions);
    String sections =
        found(kit.resolve("tck/src/main/java"), ".java", SECTION).stream()
            .map(name -> "  public static final String %1$s = \"%1$s\";\n".formatted(name))
            .collect(Collectors.joining());
    write(out, "org.eclipse.sparkplug.tck.sparkplug", "Sections", sections);
    System.out.println(ids.size() + " assertions in the specification");
  }

  private static String constant(String id) {
    return id.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static SortedSet<String> found(Path folder, String suffix, Pattern pattern)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> file.toString().endsWith(suffix)).toList();
    }
    SortedSet<String> found = new TreeSet<>();
    for (Path file : files) {
      pattern.matcher(Files.readString(file)).results().forEach(hit -> found.add(hit.group(1)));
    }
    return found;
  }

  private static void write(Path out, String packageName, String name, String constants)
      throws IOException {
    Path file = out.resolve(packageName.replace('.', '/')).resolve(name + ".java");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(
        file,
        "package %s;\n\npublic final class %s {\n%s}\n".formatted(packageName, name, constants));
  }
}
