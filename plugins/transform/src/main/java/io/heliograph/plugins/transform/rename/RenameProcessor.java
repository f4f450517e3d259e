package io.heliograph.plugins.transform.rename;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.rename.FieldRenaming.Renaming;
import io.heliograph.plugins.transform.rename.RenameConfig.Replace;
import io.heliograph.plugins.transform.shape.FieldStep;
import java.util.ArrayList;
import java.util.List;

/// Renames measurements and tags once per series, and fields row by row where a row has one of them.
///
/// A new name that is taken already is taken over: the tag or field that had it is gone.
public final class RenameProcessor implements Processor {
    private final List<Replace> ofSeries = new ArrayList<>();
    private final List<Renaming> ofFields = new ArrayList<>();

    /// As configured; the host makes it.
    public RenameProcessor(RenameConfig config, PluginContext context) {
        for (Replace replace : config.replace()) {
            if (replace.isOfField()) {
                ofFields.add(new Renaming(String.valueOf(replace.field()), String.valueOf(replace.dest())));
            } else if (replace.target() != null) {
                ofSeries.add(replace);
            }
        }
    }

    @Override
    public Plan plan(Series series) {
        Series renamed = renamed(series);
        if (!ofFields.isEmpty()) {
            return Plan.each(new FieldStep(renamed, new FieldRenaming(ofFields)));
        }
        return renamed == series ? Plan.KEEP : Plan.become(renamed);
    }

    private Series renamed(Series series) {
        Series renamed = series;
        for (Replace replace : ofSeries) {
            renamed = renamed(renamed, replace, String.valueOf(replace.dest()));
        }
        return renamed;
    }

    private static Series renamed(Series series, Replace replace, String target) {
        if (replace.isOfMeasurement()) {
            return series.name().equals(replace.measurement()) ? series.renamed(target) : series;
        }
        String tag = String.valueOf(replace.tag());
        String value = replace.isOfTag() ? series.tag(tag) : null;
        return value == null ? series : series.without(tag).with(target, value);
    }
}
