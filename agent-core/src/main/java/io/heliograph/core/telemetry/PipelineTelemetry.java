package io.heliograph.core.telemetry;

import com.codahale.metrics.Counter;
import io.heliograph.core.pipeline.PipelineCounts;

/// The pipeline's side of the books: `gathered + made = routed + filtered + absorbed`.
public final class PipelineTelemetry implements PipelineCounts {
    private final Counter made;
    private final Counter filtered;
    private final Counter absorbed;
    private final Counter routed;

    /// Counts into the agent's registry.
    public PipelineTelemetry(Telemetry telemetry) {
        this.made = telemetry.counter("heliograph_made_total");
        this.filtered = telemetry.counter("heliograph_filtered_total");
        this.absorbed = telemetry.counter("heliograph_absorbed_total");
        this.routed = telemetry.counter("heliograph_routed_total");
    }

    @Override
    public void count(long rowsMade, long rowsFiltered, long rowsAbsorbed, long rowsRouted) {
        made.inc(rowsMade);
        filtered.inc(rowsFiltered);
        absorbed.inc(rowsAbsorbed);
        routed.inc(rowsRouted);
    }
}
