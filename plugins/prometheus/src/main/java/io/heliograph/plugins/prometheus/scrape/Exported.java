package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.TagSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes room for the labels of a target: a label of a sample that has the same name is moved to `exported_NAME`, and
/// the prefix is put on again until nobody has that name. Short names come first.
final class Exported {
    private static final String PREFIX = "exported_";

    private Exported() {}

    static TagSet moved(TagSet scraped, Set<String> taken) {
        List<String> clashing = new ArrayList<>(0);
        for (int i = 0; i < scraped.size(); i++) {
            if (taken.contains(scraped.key(i))) {
                clashing.add(scraped.key(i));
            }
        }
        return clashing.isEmpty() ? scraped : moved(scraped, taken, clashing);
    }

    private static TagSet moved(TagSet scraped, Set<String> taken, List<String> clashing) {
        Map<String, String> labels = scraped.toMap();
        clashing.forEach(labels::remove);
        clashing.sort(Comparator.comparingInt(String::length));
        for (String name : clashing) {
            String free = PREFIX + name;
            while (labels.containsKey(free) || taken.contains(free)) {
                free = PREFIX + free;
            }
            labels.put(free, String.valueOf(scraped.get(name)));
        }
        return TagSet.of(labels);
    }
}
