package io.heliograph.core;

import static com.tngtech.archunit.lang.conditions.ArchConditions.haveNameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The house as `ARCHITECTURE.md` has it: what sees what.
class ArchitectureTest {
    private static JavaClasses api;
    private static JavaClasses core;

    @BeforeAll
    static void read() {
        ClassFileImporter importer = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests());
        api = importer.importPackages("io.heliograph.api");
        core = importer.importPackages("io.heliograph.core");
        // an import that finds nothing keeps every rule
        assertThat(api).hasSizeGreaterThan(50);
        assertThat(core).hasSizeGreaterThan(150);
    }

    @Test
    void apiSeesNextToNothing() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.heliograph.api..", "java..", "org.jspecify..", "org.slf4j..", "com.codahale.metrics..")
                .check(api);
    }

    @Test
    void coreSeesNoPlugin() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.heliograph.plugins..")
                .check(core);
    }

    @Test
    void classesAreNamedAfterThings() {
        classes().that().areTopLevelClasses().should(haveNoEmptyWord()).check(core);
        classes().that().areTopLevelClasses().should(haveNoEmptyWord()).check(api);
    }

    private static ArchCondition<JavaClass> haveNoEmptyWord() {
        return not(haveNameMatching("io\\.heliograph\\.(.*\\.)?\\w*(Manager|Helper|Util|Utils|Impl|Base|Data|Info)"));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.heliograph.core.(**)").should().beFreeOfCycles().check(core);
    }
}
