package io.heliograph.core;

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
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What every sample passes through allocates nothing for convenience: no streams, no patterns, no formatted texts,
/// no boxes.
class HotPathTest {
    private static final Set<String> PACKAGES =
            Set.of("channel", "pipeline", "buffer", "bufferlog", "series", "format");
    private static final Set<String> BOXES =
            Set.of("Integer", "Long", "Double", "Float", "Boolean", "Short", "Byte", "Character");
    private static final Set<String> PATTERN_METHODS =
            Set.of("format", "formatted", "matches", "split", "replaceAll", "replaceFirst");

    // once per set of fields; once per second
    private static final Set<String> COLD = Set.of("FieldTexts.of", "Pipeline.watch");

    private static JavaClasses hot;

    @BeforeAll
    static void read() {
        JavaClasses core = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.heliograph.core");
        hot = core.that(describe("are hot", HotPathTest::isHot));
        assertThat(hot).as("an import that finds nothing keeps every rule").hasSizeGreaterThan(50);
    }

    private static boolean isHot(JavaClass type) {
        return PACKAGES.contains(
                type.getPackageName().substring("io.heliograph.core".length()).replace(".", ""));
    }

    @Test
    void noStreams() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.stream..")
                .check(hot);
    }

    @Test
    void noPatterns() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .check(hot);
        noClasses()
                .should()
                .callMethodWhere(calls("texts by pattern", HotPathTest::isPatternMethod))
                .check(hot);
    }

    private static boolean isPatternMethod(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(String.class) && PATTERN_METHODS.contains(call.getName());
    }

    @Test
    void noBoxes() {
        noClasses()
                .should()
                .callMethodWhere(calls("boxing", HotPathTest::isBoxing))
                .check(hot);
    }

    private static boolean isBoxing(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return owner.getPackageName().equals("java.lang")
                && BOXES.contains(owner.getSimpleName())
                && call.getName().equals("valueOf")
                && call.getTarget().getRawParameterTypes().get(0).isPrimitive()
                && !COLD.contains(call.getOriginOwner().getSimpleName() + "."
                        + call.getOrigin().getName());
    }

    private static DescribedPredicate<JavaMethodCall> calls(String what, Predicate<JavaMethodCall> which) {
        return describe(what, which);
    }
}
