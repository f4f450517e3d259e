package io.heliograph.dist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a scraper made of one target in its first scrapes, in a form that is the same for all scrapers.
///
/// @param ups whether each scrape went well: `1 0 1`
/// @param samples a line each: the series, the number of the scrape or the time that the target gave, the value
record CaseOutcome(String ups, Set<String> samples) {
    /// @param arrived all samples of the target, in the order in which they were stored or sent
    /// @param scrapes how many to look at
    /// @param fromMillis samples with times of their own before it are not looked at: a store does not take them
    /// @param toMillis nor those after it
    static CaseOutcome of(List<StoredSample> arrived, int scrapes, long fromMillis, long toMillis) {
        List<Long> times = times(arrived);
        List<Long> looked = times.subList(0, Math.min(scrapes, times.size()));
        StringBuilder ups = new StringBuilder();
        Set<String> lines = new TreeSet<>();
        List<StoredSample> kept = kept(arrived);
        for (StoredSample sample : kept) {
            int scrape = times.indexOf(sample.epochMillis());
            if (scrape < 0 ? sample.epochMillis() > fromMillis && sample.epochMillis() < toMillis : scrape < scrapes) {
                String when = scrape < 0 ? "at " + sample.epochMillis() : "in scrape " + (scrape + 1);
                lines.add(series(sample) + ' ' + value(sample) + ' ' + when);
            }
        }
        for (Long time : looked) {
            ups.append(ups.isEmpty() ? "" : " ").append(up(kept, time));
        }
        return new CaseOutcome(ups.toString(), lines);
    }

    /// The same without a metric.
    CaseOutcome without(String name) {
        Set<String> others = new TreeSet<>(samples);
        others.removeIf(line -> line.startsWith(name + "{"));
        return new CaseOutcome(ups, others);
    }

    /// The times of the scrapes so far.
    static List<Long> times(List<StoredSample> arrived) {
        Set<Long> times = new TreeSet<>();
        for (StoredSample sample : arrived) {
            if (sample.name().equals("scrape_duration_seconds")) {
                times.add(sample.epochMillis());
            }
        }
        return new ArrayList<>(times);
    }

    /// As a store keeps them: of each series, what is later than all before.
    private static List<StoredSample> kept(List<StoredSample> arrived) {
        Map<SortedMap<String, String>, Long> latest = new HashMap<>();
        List<StoredSample> kept = new ArrayList<>();
        for (StoredSample sample : arrived) {
            if (sample.epochMillis() > latest.getOrDefault(sample.labels(), Long.MIN_VALUE)) {
                latest.put(sample.labels(), sample.epochMillis());
                kept.add(sample);
            }
        }
        return kept;
    }

    private static String up(List<StoredSample> kept, long time) {
        for (StoredSample sample : kept) {
            if (sample.name().equals("up") && sample.epochMillis() == time) {
                return sample.value().replace(".0", "");
            }
        }
        return "none";
    }

    private static String series(StoredSample sample) {
        Map<String, String> labels = new TreeMap<>(sample.labels());
        labels.remove("case");
        return labels.remove("__name__") + labels;
    }

    private static String value(StoredSample sample) {
        return sample.name().equals("scrape_duration_seconds") ? "any" : sample.value();
    }
}
