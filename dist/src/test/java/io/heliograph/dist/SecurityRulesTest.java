package io.heliograph.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What no class of the agent or of its plugins does, because others were attacked through it: see docs/security.md.
class SecurityRulesTest {
    /// Patterns of our own that take what a user wrote for text, never for a pattern.
    private static final Set<String> OWN_PATTERNS = Set.of(
            "io.heliograph.core.http.PluginCounts",
            "io.heliograph.plugins.prometheus.yml.Variables",
            "io.heliograph.plugins.prometheus.yml.Units");

    private static final Set<String> PATTERN_METHODS = Set.of("matches", "split", "replaceAll", "replaceFirst");

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.heliograph");
        for (String family :
                Set.of("core", "plugins.prometheus", "plugins.mysql", "plugins.host", "plugins.influxdb")) {
            assertThat(ours.containPackage("io.heliograph." + family))
                    .as(family)
                    .isTrue();
        }
    }

    @Test
    void objectsAreNotDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(ObjectInputStream|ObjectInput)|java\\.beans\\.XML(Decoder|Encoder)"
                        + "|java\\.rmi\\..*|com\\.fasterxml\\.jackson\\.databind\\..*")
                .check(ours);
    }

    @Test
    void patternsOfUsersAreNotGivenToJavasRegex() {
        noClasses()
                .that(describe("take patterns of users", type -> !OWN_PATTERNS.contains(type.getName())))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .check(ours);
        noClasses()
                .should()
                .callMethodWhere(describe("the pattern is no constant", SecurityRulesTest::takesAPattern))
                .check(ours);
    }

    /// `String.split` and its kin compile what they get. Constants are seen by eye: this finds classes that begin to
    /// use them where users' texts are at hand.
    private static boolean takesAPattern(JavaMethodCall call) {
        boolean pattern =
                call.getTargetOwner().isEquivalentTo(String.class) && PATTERN_METHODS.contains(call.getName());
        return pattern && call.getOriginOwner().getPackageName().contains(".relabel");
    }

    @Test
    void nothingReadsXmlOrLooksUpNamesByJndi() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideIn("javax.xml", "org.w3c.dom", "org.xml.sax", "javax.naming", "javax.script"))
                .check(ours);
    }

    private static DescribedPredicate<JavaClass> resideIn(String... packages) {
        return describe("are of " + String.join(", ", packages), type -> {
            for (String name : packages) {
                if (type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".")) {
                    return true;
                }
            }
            return false;
        });
    }

    @Test
    void nothingStartsProcesses() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ours);
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "Runtime.exec",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .check(ours);
    }
}
