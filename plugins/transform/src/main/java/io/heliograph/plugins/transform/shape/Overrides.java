package io.heliograph.plugins.transform.shape;

import io.heliograph.api.Option;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Another name and other tags, as `processors.override` and `processors.clone` give them.
///
/// @param nameOverride the name, instead of the present one
/// @param namePrefix put in front of the name, the overriding one too
/// @param nameSuffix put behind the name, the overriding one too
/// @param tags added, or put in place of those with the same key
public record Overrides(
        @Option(doc = "The name, instead of the present one.", example = "cpu_of_host") @Nullable
        String nameOverride,

        @Option(doc = "Put in front of the name.", example = "prod_") @Nullable
        String namePrefix,

        @Option(doc = "Put behind the name.", example = "_raw") @Nullable
        String nameSuffix,

        @Option(
                doc =
                        "Tags that are added, or put in place of those with the same key. An empty value takes a tag away.",
                example = "{ datacenter = \"eu-1\" }")
        Map<String, String> tags) {
    /// Takes a copy of the map.
    public Overrides {
        tags = Map.copyOf(tags);
    }

    /// A series with this name and these tags; the same object where nothing differs.
    public Series of(Series series) {
        TagSet more = series.tags();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            more = more.with(tag.getKey(), tag.getValue());
        }
        return series.renamed(name(series.name())).tagged(more);
    }

    private String name(String present) {
        String name = nameOverride == null || nameOverride.isEmpty() ? present : nameOverride;
        return (namePrefix == null ? "" : namePrefix) + name + (nameSuffix == null ? "" : nameSuffix);
    }
}
