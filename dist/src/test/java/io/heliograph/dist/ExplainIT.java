package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `explain relabel` prints what docs/relabelling.md shows, of the configuration that the page has.
class ExplainIT {
    private static final Path PAGE = Path.of("../docs/relabelling.md");

    @TempDir
    Path folder;

    @BeforeEach
    void configuration() throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(folder.resolve("heliograph.toml"), between(page, "```toml\n", "```"));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void asDocumented() throws Exception {
        String example = between(Files.readString(PAGE), "```\n$ heliograph ", "```");
        int line = example.indexOf('\n');
        assertThat(example.substring(0, line))
                .isEqualTo("explain relabel --config heliograph.toml --series"
                        + " 'http_requests_total{code=\"503\", job=\"shop\"}'");
        assertThat(explain(0, "--series", "http_requests_total{code=\"503\", job=\"shop\"}"))
                .isEqualTo(example.substring(line + 1));
    }

    @Test
    void aMistakeIsSaidWithWhatWasWanted() throws Exception {
        assertThat(explain(2, "--series", "http{code=503}"))
                .isEqualTo("--series: 'http{code=503}' at character 11: wanted the value of code in quotes, found '5'"
                        + " (try up{job=\"a\"}) (see heliograph explain relabel --help)\n");
    }

    @Test
    void aTargetOfAJobOfPrometheus() throws Exception {
        Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: db
                    static_configs: [{targets: ["db:9104"]}]
                    relabel_configs:
                      - source_labels: [__meta_zone]
                        target_label: zone
                      - {regex: __scrape.*_histograms__, action: labeldrop}
                """);
        Files.writeString(folder.resolve("heliograph.toml"), """
                [[inputs.prometheus]]
                  scrape_config_files = ["prometheus.yml"]
                """);
        assertThat(explain(0, "db", "--target", "db:9104{__meta_zone='north'}"))
                .startsWith(
                        "inputs.prometheus::db (prometheus.yml:2)\nrelabel_configs\n     db:9104{__meta_zone=\"north\"}\n"
                                + "  *  the job adds what discovery does not say\n")
                .contains("  1. replace source_labels=[__meta_zone] target_label=\"zone\"\n", "     + zone=\"north\"\n")
                .endsWith("  *  scraped at http://db:9104/metrics; its samples get\n"
                        + "     {instance=\"db:9104\", job=\"db\", zone=\"north\"}\n"
                        + "  => {instance=\"db:9104\", job=\"db\", zone=\"north\"}\n");
    }

    private String explain(int code, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Distribution.built().launcher().toString(), "explain", "relabel", "--config", "heliograph.toml"));
        command.addAll(List.of(words));
        Process process = Distribution.command(folder, command).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
