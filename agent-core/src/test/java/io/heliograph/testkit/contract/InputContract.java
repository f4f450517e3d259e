package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Input;
import io.heliograph.api.Plugin;
import io.heliograph.api.ServiceInput;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Inputs: a gather or a service ends within a second of its interrupt, even while a server says nothing.
final class InputContract {
    private InputContract() {}

    static List<DynamicTest> of(Subject subject) {
        if (TargetInput.class.isAssignableFrom(subject.plugin().plugin())) {
            return List.of(
                    subject.test("ends when interrupted", () -> ends(subject)),
                    subject.test("has the same targets when asked again", () -> sameTargets(subject)));
        }
        return List.of(subject.test("ends when interrupted", () -> ends(subject)));
    }

    private static void ends(Subject subject) throws Exception {
        try (SilentServer silent = new SilentServer();
                Plugin plugin = subject.create(silent)) {
            plugin.open();
            switch (plugin) {
                case Input input -> Interrupted.endsSoon(() -> input.gather(new RecordingAccumulator()));
                case ServiceInput service -> Interrupted.endsSoon(() -> service.run(new RecordingAccumulator()));
                case TargetInput targets -> endsForEach(targets);
                default -> throw new AssertionError("no input: " + plugin);
            }
        }
    }

    private static void endsForEach(TargetInput plugin) throws Exception {
        for (Target target : plugin.targets(List.of())) {
            try (Input input = plugin.input(target)) {
                input.open();
                Interrupted.endsSoon(() -> input.gather(new RecordingAccumulator()));
            }
        }
    }

    private static void sameTargets(Subject subject) throws Exception {
        try (SilentServer silent = new SilentServer();
                TargetInput plugin = (TargetInput) subject.create(silent)) {
            plugin.open();
            assertThat(plugin.targets(List.of())).isEqualTo(plugin.targets(List.of()));
        }
    }
}
