package io.heliograph.testkit.cases;

import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import java.util.List;

/// `inputs.targets`, for cases of discoverers: a row for each target that was found, with its labels as tags.
public final class ListedTargets implements TargetInput {
    /// It has no options of its own.
    public record Settings() {}

    /// The jar that it would be in.
    static final PluginProvider PROVIDER =
            () -> List.of(PluginDescriptor.of("inputs.targets", Settings.class, ListedTargets.class));

    /// The settings say nothing, and the host is not needed.
    public ListedTargets(Settings settings, PluginContext context) {}

    @Override
    public List<Target> targets(List<Target> discovered) {
        return discovered;
    }

    @Override
    public Input input(Target target) {
        return out -> out.row(out.series("target", target.discovered()))
                .put("found", 1L)
                .emit();
    }
}
