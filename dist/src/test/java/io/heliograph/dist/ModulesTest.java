package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.plugin.LoadFailure;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the runtime of a release lacks is named where a plugin needs it: the list of modules and the plugin host agree.
class ModulesTest {
    @Test
    void everyModuleThatIsNotShippedIsNamed() throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (ModuleDescriptor module : absent()) {
            for (ModuleDescriptor.Exports exported : module.exports()) {
                String missing = exported.source().replace('.', '/') + "/Some";
                String reason = LoadFailure.reason(new NoClassDefFoundError(missing));
                if (!exported.isQualified() && !reason.contains("the module " + module.name() + " ")) {
                    unknown.add(module.name() + ": " + exported.source());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void standardEditionIsShippedButForTheDesktop() throws IOException {
        assertThat(absent().stream().map(ModuleDescriptor::name).filter(name -> name.startsWith("java.")))
                .containsExactlyInAnyOrder("java.datatransfer", "java.desktop", "java.se", "java.smartcardio");
    }

    private static List<ModuleDescriptor> absent() throws IOException {
        ModuleFinder all = ModuleFinder.ofSystem();
        List<String> roots = Files.readAllLines(Path.of("src/build/modules.txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        Set<String> shipped = Configuration.empty().resolve(all, ModuleFinder.of(), roots).modules().stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());
        return all.findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> !shipped.contains(module.name()))
                .toList();
    }
}
