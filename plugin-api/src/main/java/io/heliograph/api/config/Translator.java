package io.heliograph.api.config;

import java.util.List;
import java.util.Set;

/// Reads another program's configuration and says it in tables of this agent.
///
/// It runs whenever a configuration is loaded: at a start, at a reload, at `check`. So it starts nothing and keeps
/// nothing. The same text must become the same tables, for a reload restarts what reads otherwise than before.
public interface Translator {
    /// What it reads: top-level keys (`scraper`), and options of plugins that name what else is to be read
    /// (`inputs.prometheus.scrape_config_files`). The manifest of its jar has them under `Heliograph-Translates`, so
    /// that the jar is opened only where one is used.
    Set<String> reads();

    /// Translates, and goes on after a problem, so that all are told at once.
    ///
    /// @param found all of a configuration that this translator reads, at least one, in the order of files and lines
    /// @param into takes what comes of it
    void translate(List<Foreign> found, Translation into);
}
