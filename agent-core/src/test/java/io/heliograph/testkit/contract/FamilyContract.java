package io.heliograph.testkit.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/// A module of plugins: its jar declares what its provider lists, its classes see what they may.
public final class FamilyContract {
    private static final String EMPTY_WORDS = ".*\\.[^.]*(Manager|Helper|Util|Utils|Impl|Base|Data|Info)(\\$.*)?";
    private static final Pattern READ =
            Pattern.compile("<heliograph.translates>(.*?)</heliograph.translates>", Pattern.DOTALL);
    private static final Pattern DECLARED = Pattern.compile("<heliograph.plugins>(.*?)</heliograph.plugins>");

    private FamilyContract() {}

    static List<DynamicTest> of(PluginProvider provider) {
        String family = provider.getClass().getPackageName();
        return List.of(
                DynamicTest.dynamicTest("the manifest names the plugins", () -> manifestNames(provider)),
                DynamicTest.dynamicTest("the manifest names what is translated", () -> manifestReads(provider)),
                DynamicTest.dynamicTest("the provider is found", () -> isFound(provider)),
                DynamicTest.dynamicTest("classes see what they may", () -> dependencies(family)));
    }

    private static void manifestNames(PluginProvider provider) throws IOException {
        Matcher declared = DECLARED.matcher(Files.readString(Path.of("pom.xml")));
        List<String> names =
                provider.plugins().stream().map(PluginDescriptor::name).toList();
        assertThat(words(declared)).as("heliograph.plugins in pom.xml").containsExactlyInAnyOrderElementsOf(names);
    }

    private static void manifestReads(PluginProvider provider) throws IOException {
        Set<String> reads = new TreeSet<>();
        provider.translators().forEach(translator -> reads.addAll(translator.reads()));
        Matcher declared = READ.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(words(declared)).as("heliograph.translates in pom.xml").containsExactlyInAnyOrderElementsOf(reads);
    }

    private static List<String> words(Matcher declared) {
        String line = declared.find() ? declared.group(1).strip() : "";
        return line.isEmpty() ? List.of() : List.of(line.split("\\s+"));
    }

    private static void isFound(PluginProvider provider) {
        assertThat(ServiceLoader.load(PluginProvider.class)).hasAtLeastOneElementOfType(provider.getClass());
    }

    /// Classes of a family see the plugin API and the family itself, besides `plugins/common` and what is not ours.
    /// Their packages have no cycles.
    ///
    /// @param family the package: `io.heliograph.plugins.redis`
    public static void dependencies(String family) {
        // only names matter of what is outside: half the time of this test
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        JavaClasses all = new ClassFileImporter().importPath(Path.of("target/classes"));
        // an import that finds nothing keeps every rule
        assertThat(all).hasSizeGreaterThan(3);
        classes().should().resideInAPackage(family + "..").check(all);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.heliograph.core..")
                .check(all);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pf4j..")
                .check(all);
        classes()
                .should()
                .onlyDependOnClassesThat(
                        OurClasses.outside("io.heliograph.api", "io.heliograph.plugins.common", family))
                .check(all);
        noClasses().should().haveNameMatching(EMPTY_WORDS).check(all);
        SlicesRuleDefinition.slices()
                .matching("io.heliograph.plugins.(**)")
                .should()
                .beFreeOfCycles()
                .check(all);
    }
}
