package io.heliograph.core.pipeline;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.channel.Admission;
import io.heliograph.core.series.Answers;
import io.heliograph.core.series.FieldSets;
import io.heliograph.core.series.Owner;
import org.jspecify.annotations.Nullable;

/// The way into one output's buffer: its filters and names. Without any, batches go in as they are.
public final class OutputStage extends Owner {
    /// Takes the counts of an output's entrance, once per batch.
    public interface Counts {
        /// @param routed rows that were offered
        /// @param filtered rows of these that the output's filters held back
        void count(long routed, long filtered);

        /// @param rows that were offered and will not be delivered
        default void dropped(long rows, String reason) {}
    }

    /// The reason under which rows are dropped whose output could not start and is left out.
    public static final String IGNORED = "output_ignored";
    /// The reason under which rows are dropped that a failure of the host has cost.
    public static final String HOST_ERROR = "host_error";

    private final String name;
    private final MetricFilter filter;
    private final Naming naming;
    private final MetricBuffer buffer;
    private final Counts counts;
    private final Runnable appended;
    private final boolean open;
    private final Answers<Admission> admissions = new Admissions();
    private MetricBatch.Builder rows = new MetricBatch.Builder();
    private final FieldSets fieldSets = new FieldSets();
    private volatile @Nullable String refusing;

    /// An entrance without filters is found by comparison with [MetricFilter#NONE] and [Naming#NONE].
    ///
    /// @param appended called after rows went into the buffer
    public OutputStage(
            String name, MetricFilter filter, Naming naming, MetricBuffer buffer, Counts counts, Runnable appended) {
        this.name = name;
        this.filter = filter;
        this.naming = naming;
        this.buffer = buffer;
        this.counts = counts;
        this.appended = appended;
        this.open = filter.equals(MetricFilter.NONE) && naming.equals(Naming.NONE);
    }

    /// What the output is called.
    public String name() {
        return name;
    }

    /// The buffer behind.
    public MetricBuffer buffer() {
        return buffer;
    }

    /// Takes no rows any more, and lets go of those in the buffer: they are counted as dropped. A durable buffer keeps
    /// them for a time when the output starts.
    public void refuse(String reason) {
        refusing = reason;
        letGo(reason);
    }

    private void letGo(String reason) {
        if (!buffer.isDurable()) {
            buffer.discard(reason);
        }
    }

    /// Whatever goes wrong, the rows are counted.
    void route(MetricBatch batch) {
        MetricBatch passing;
        try {
            passing = open ? batch : filtered(batch);
        } catch (RuntimeException | Error problem) {
            rows = new MetricBatch.Builder(); // those that were copied are lost with the others
            lost(batch.size());
            throw problem;
        }
        counts.count(batch.size(), batch.size() - passing.size());
        if (passing.size() > 0) {
            append(passing);
        }
    }

    private void append(MetricBatch passing) {
        String reason = refusing;
        if (reason != null) {
            counts.dropped(passing.size(), reason);
            return;
        }
        try {
            buffer.append(passing);
        } catch (RuntimeException | Error problem) {
            counts.dropped(passing.size(), HOST_ERROR);
            throw problem;
        }
        reason = refusing;
        if (reason != null) {
            letGo(reason); // said while these went in
        }
        appended.run();
    }

    /// Counts rows that a failure of the host has cost before they came here.
    void lost(long many) {
        if (many > 0) {
            counts.count(many, 0);
            counts.dropped(many, HOST_ERROR);
        }
    }

    private MetricBatch filtered(MetricBatch batch) {
        int row = 0;
        while (row < batch.size() && keeps(batch, row)) {
            row++;
        }
        if (row == batch.size()) {
            return batch;
        }
        for (int before = 0; before < row; before++) {
            rows.copy(batch, before);
        }
        for (; row < batch.size(); row++) {
            take(batch, row);
        }
        return rows.seal();
    }

    private boolean keeps(MetricBatch batch, int row) {
        Overlay target = batch.overlay(row);
        return admissions.of(batch.base(row), target).keeps(batch.base(row), target);
    }

    private void take(MetricBatch batch, int row) {
        Admission admission = admissions.of(batch.base(row), batch.overlay(row));
        Series series = admission.series();
        if (series == null) {
            return;
        }
        Overlay target = Admission.under(series, batch.overlay(row));
        if (admission.fields() == null) {
            rows.copy(batch, row, series.base(), target);
            return;
        }
        rows.openCopy(batch, row);
        admission.fields().apply(rows);
        if (rows.fieldCount() == 0) {
            rows.discard();
        } else {
            rows.close(series.base(), target, fieldSets.of(rows), batch.epochNanos(row), batch.type(row));
        }
    }

    private final class Admissions extends Answers<Admission> {
        @Override
        protected Admission ask(Series series) {
            return filter.selects(series)
                    ? new Admission(filter.keep(series.renamed(naming.apply(series.name()))), filter.fields())
                    : Admission.REFUSED;
        }
    }

    @Override
    public void retire() {
        super.retire();
        admissions.retire();
    }
}
