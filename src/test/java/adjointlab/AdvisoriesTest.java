package adjointlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.Advisories.Library;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That no library of the lab has a published vulnerability, where a file of them is given:
/// `mvn verify -Dtest=AdvisoriesTest -Dadvisories=all.zip`.
class AdvisoriesTest {
    private static final Path REPOSITORY = Path.of(System.getProperty("user.home"), ".m2", "repository");

    /// Twice introduced and once fixed, then again up to 3.4.
    private static final String RANGES = """
        {"id": "TEST-1", "summary": "Reads too far.", "affected": [{
          "package": {"ecosystem": "Maven", "name": "org.example:reader"},
          "ranges": [{"type": "ECOSYSTEM", "events": [
            {"introduced": "3.0"}, {"last_affected": "3.4"}, {"introduced": "1.2"}, {"fixed": "1.10"}]}]}]}
        """;

    private static final String LISTED = """
        {"id": "TEST-2", "summary": "Writes too much.", "affected": [{
          "package": {"ecosystem": "Maven", "name": "org.example:writer"}, "versions": ["2.0", "2.1"]}]}
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1.1, false",
        "1.2, true",
        "1.9, true",
        "1.10-rc1, true",
        "1.10, false",
        "2.9, false",
        "3.0, true",
        "3.4, true",
        "3.4.1, false"
    })
    void theLastEventUpToAVersionDecides(String version, boolean affected) throws IOException {
        Advisories advisories = Advisories.read(Files.writeString(folder.resolve("one.json"), RANGES));

        assertThat(advisories.of(new Library("org.example:reader", version)).isEmpty())
                .isEqualTo(!affected);
        assertThat(advisories.of(new Library("org.example:other", version))).isEmpty();
    }

    @Test
    void versionsMayBeListedAndWhatIsWithdrawnCountsNoMore() throws IOException {
        Files.writeString(folder.resolve("listed.json"), LISTED);
        Files.writeString(
                Files.createDirectories(folder.resolve("deep")).resolve("withdrawn.json"),
                RANGES.replace("\"id\"", "\"withdrawn\": \"2026-01-01T00:00:00Z\", \"id\""));
        Files.writeString(folder.resolve("standing.json"), LISTED.replace("\"id\"", "\"withdrawn\": null, \"id\""));
        Files.writeString(
                folder.resolve("elsewhere.json"),
                LISTED.replace("Maven", "PyPI").replace("TEST-2", "TEST-3"));
        Advisories advisories = Advisories.read(folder);

        assertThat(advisories.count()).isEqualTo(4);
        assertThat(advisories.of(new Library("org.example:writer", "2.1")))
                .containsExactly("TEST-2: Writes too much.", "TEST-2: Writes too much.");
        assertThat(advisories.of(new Library("org.example:writer", "2.2"))).isEmpty();
        assertThat(advisories.of(new Library("org.example:reader", "1.5"))).isEmpty();
    }

    @Test
    void anArchiveIsReadAsAFolderIs() throws IOException {
        Path archive = folder.resolve("all.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String text : List.of(RANGES, LISTED)) {
                zip.putNextEntry(new ZipEntry("advisory-" + text.hashCode() + ".json"));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(Advisories.read(archive).count()).isEqualTo(2);
    }

    @Test
    void everyLibraryOfTheClassPathIsNamed() {
        List<Library> libraries = libraries();

        assertThat(libraries)
                .extracting(Library::name)
                .contains("org.ejml:ejml-core", "org.controlsfx:controlsfx", "org.apache.pdfbox:pdfbox");
        assertThat(libraries)
                .allSatisfy(library -> assertThat(library.version()).matches("\\d.*"));
    }

    @Test
    void noLibraryHasAPublishedVulnerability() throws IOException {
        String given = System.getProperty("advisories", "");
        assumeTrue(!given.isBlank(), "no file of advisories is given: -Dadvisories=FILE, in the OSV format");
        Advisories advisories = Advisories.read(Path.of(given));

        assertThat(advisories.count()).as("advisories in %s", given).isPositive();
        assertThat(libraries())
                .allSatisfy(library ->
                        assertThat(advisories.of(library)).as("%s", library).isEmpty());
    }

    private static List<Library> libraries() {
        List<Library> libraries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && jar.startsWith(repository())) {
                libraries.add(Library.of(repository(), jar));
            }
        }
        return libraries;
    }

    /// Maven's local repository, of which its tests are told.
    private static Path repository() {
        String told = System.getProperty("localRepository", "");
        return told.isBlank() ? REPOSITORY : Path.of(told);
    }
}
