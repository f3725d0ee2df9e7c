package adjointlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Published vulnerabilities of Maven artifacts in the OSV format (ossf.github.io/osv-schema, version 1.6), as a file,
/// a folder or an archive of JSON files has them.
final class Advisories {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String JSON = ".json";

    private final List<JsonNode> all;

    private Advisories(List<JsonNode> all) {
        this.all = all;
    }

    /// A library on the class path.
    ///
    /// @param name group and artifact, "org.ejml:ejml-core"
    /// @param version as the repository names it
    record Library(String name, String version) {
        /// What a path into a local repository tells, ".../org/ejml/ejml-core/0.46.1/ejml-core-0.46.1.jar".
        ///
        /// @param repository the folder that the path begins with
        static Library of(Path repository, Path jar) {
            Path inside = repository.relativize(jar);
            int version = inside.getNameCount() - 2;
            Path group = inside.subpath(0, version - 1);
            return new Library(
                    group.toString().replace('/', '.').replace('\\', '.') + ":" + inside.getName(version - 1),
                    inside.getName(version).toString());
        }
    }

    /// @param path of one advisory, a folder with any number of them at any depth, or a zip archive
    /// @throws IOException if it cannot be read
    static Advisories read(Path path) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(JSON)).toList()) {
                    found.add(MAPPER.readTree(Files.readAllBytes(file)));
                }
            }
        } else if (path.toString().endsWith(".zip")) {
            try (InputStream in = Files.newInputStream(path);
                    ZipInputStream archive = new ZipInputStream(in)) {
                for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    if (entry.getName().endsWith(JSON)) {
                        found.add(MAPPER.readTree(archive.readAllBytes()));
                    }
                }
            }
        } else {
            found.add(MAPPER.readTree(Files.readAllBytes(path)));
        }
        return new Advisories(found);
    }

    int count() {
        return all.size();
    }

    /// What is said of a library's version, "GHSA-…: summary"; what was withdrawn is not.
    List<String> of(Library library) {
        return all.stream()
                .filter(advisory -> advisory.path("withdrawn").asString("").isBlank())
                .filter(advisory ->
                        advisory.path("affected").valueStream().anyMatch(affected -> concerns(affected, library)))
                .map(advisory -> advisory.path("id").asString() + ": "
                        + advisory.path("summary").asString(""))
                .toList();
    }

    private static boolean concerns(JsonNode affected, Library library) {
        JsonNode named = affected.path("package");
        if (!named.path("ecosystem").asString("").equals("Maven")
                || !named.path("name").asString("").equals(library.name())) {
            return false;
        }
        return affected.path("versions").valueStream().anyMatch(each -> each.asString()
                        .equals(library.version()))
                || affected.path("ranges").valueStream().anyMatch(range -> holds(range, library.version()));
    }

    /// The schema's own rule: the last event up to a version decides, in the order of versions.
    private static boolean holds(JsonNode range, String version) {
        if (!range.path("type").asString("").equals("ECOSYSTEM")) {
            return false; // commits and semantic versions are none of Maven's
        }
        ComparableVersion asked = new ComparableVersion(version);
        boolean affected = false;
        List<Event> events = range.path("events")
                .valueStream()
                .flatMap(event -> event.propertyStream().map(Event::of))
                .sorted(Comparator.comparing(Event::version))
                .toList();
        for (Event event : events) {
            int order = asked.compareTo(event.version());
            affected = switch (event.kind()) {
                case "introduced" -> affected || order >= 0;
                case "fixed" -> affected && order < 0;
                case "last_affected" -> affected && order <= 0;
                default -> affected;
            };
        }
        return affected;
    }

    private record Event(String kind, ComparableVersion version) {
        static Event of(Map.Entry<String, JsonNode> entry) {
            return new Event(
                    entry.getKey(), new ComparableVersion(entry.getValue().asString()));
        }
    }
}
