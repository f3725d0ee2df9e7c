package adjointlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {
    /// Groups whose libraries are on the class path of the tests alone.
    private static final List<String> OF_TESTS = List.of(
            "com.ethlo",
            "com.google",
            "com.networknt",
            "com.tngtech",
            "net.bytebuddy",
            "net.jqwik",
            "org.apiguardian",
            "org.assertj",
            "org.hamcrest",
            "org.junit",
            "org.opentest4j",
            "org.openjdk.jmh",
            "net.sf.jopt-simple",
            "org.apache.commons",
            "org.apache.maven",
            "org.slf4j",
            "org.testfx",
            "org.yaml",
            "org.osgi",
            "org.snakeyaml",
            "tools.jackson.dataformat",
            "org.jetbrains");

    /// Libraries of other groups that only tests use.
    private static final Set<String> ALSO_OF_TESTS = Set.of(
            "hipparchus-ode", "hipparchus-geometry", "hipparchus-fitting", "hipparchus-optim", "hipparchus-filtering");

    private static final Pattern JAR = Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/[^/]+\\.jar");

    @Test
    void everyLibraryThatTheProgramRunsWithIsNamedWithItsLicence() {
        Set<String> named = ThirdParty.all().stream().map(ThirdParty::artifact).collect(Collectors.toSet());
        List<String> used = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(JAR::matcher)
                .filter(java.util.regex.Matcher::matches)
                .filter(jar -> OF_TESTS.stream()
                        .noneMatch(group -> jar.group(1).replace('/', '.').startsWith(group)))
                .filter(jar -> !ALSO_OF_TESTS.contains(jar.group(2)))
                .map(jar -> jar.group(1).replace('/', '.') + ":" + jar.group(2) + ":" + jar.group(3))
                .distinct()
                .toList();
        assertThat(used).as(Path.of("pom.xml").toString()).hasSizeGreaterThan(40);
        assertThat(named).containsAll(used);
        assertThat(ThirdParty.all())
                .allSatisfy(each -> assertThat(each.licence()).isNotBlank().doesNotContainIgnoringCase("unknown"));
    }

    @Test
    void aLibraryWithoutALicenceIsRefused() {
        assertThatThrownBy(() -> ThirdParty.read("a:b:1\tB\t\thttps://b\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a:b:1");
        assertThat(ThirdParty.read("\na:b:1\tB\tMIT\t\n")).containsExactly(new ThirdParty("a:b:1", "B", "MIT", ""));
    }
}
