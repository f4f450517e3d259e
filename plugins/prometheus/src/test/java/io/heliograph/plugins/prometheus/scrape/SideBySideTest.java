package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.servers.PrometheusServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The same bodies, scraped by Debian's Prometheus (2.42) and by us: the same samples, `up` and counts. Where they
/// differ because 2.42 is old, the case says which version changed that; then they must differ.
class SideBySideTest {
    private static final String TEXT = "text/plain; version=0.0.4";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final Pattern SAMPLE = Pattern.compile("([^ {]+)(?:\\{(.*)\\})? (\\S+) (\\d+)");
    private static final Pattern LABEL = Pattern.compile("([^=,]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    // two where the version is not the reason
    private static final String BLANK_BEFORE =
            "a blank before a name becomes part of it there; 2.42 refuses that name, 3.0 takes it. Telegraf skips it";
    private static final String FAULT_COUNTED =
            "a series with a fault in its labels counts as scraped there; up is 0 in both";
    private static final List<String> REPORTED =
            List.of("up", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling");

    /// A body and how it is scraped.
    ///
    /// @param yml lines of the scrape config
    /// @param toml the same of the input
    /// @param changedIn why 2.42 does something else; empty where it does not
    private record Body(String name, String type, String text, String yml, String toml, String changedIn) {
        static Body of(String name, String type, String text) {
            return new Body(name, type, text, "", "", "");
        }

        Body with(String ymlLines, String tomlLines) {
            return new Body(name, type, text, ymlLines, tomlLines, changedIn);
        }

        Body changedIn(String version) {
            return new Body(name, type, text, yml, toml, version);
        }
    }

    private static List<Body> bodies() {
        String now = Long.toString(System.currentTimeMillis());
        List<Body> bodies = new ArrayList<>();
        bodies.add(Body.of("plain", TEXT, "# HELP a b\n# TYPE a counter\na 1\nb{x=\"1\",y=\"2\"} 2.5e3\nc -0\n"));
        bodies.add(Body.of("values", TEXT, "a NaN\nb +Inf\nc -Inf\nd 1e400\ne 0x1\n"));
        bodies.add(Body.of("special", TEXT, "a NaN\nb +Inf\nc -Inf\nd 4.9e-324\ne inf\nf Infinity\n"));
        bodies.add(Body.of("escapes", TEXT, "a{x=\"q\\\"b\\\\n\\nl\\tz\"} 1\n"));
        bodies.add(Body.of("spaces", TEXT, "\na  {  x = \"1\" , }   1\nb\t2\n# comment\n"));
        bodies.add(Body.of("spaces_behind", TEXT, "a 1  \nb 2\n"));
        bodies.add(Body.of("spaces_before", TEXT, " a 1\n").changedIn(BLANK_BEFORE));
        bodies.add(Body.of("tab_before", TEXT, "\tb 2\na 1\n").changedIn(BLANK_BEFORE));
        bodies.add(Body.of("spaces_alone", TEXT, "a 1\n  \nb 2\n"));
        bodies.add(Body.of("bare_comment", TEXT, "#\na 1\n"));
        bodies.add(Body.of("no_comma", TEXT, "a{x=\"1\" y=\"2\"} 1\n"));
        bodies.add(Body.of("no_newline", TEXT, "a 1"));
        bodies.add(Body.of("empty", TEXT, ""));
        bodies.add(Body.of("only_comments", TEXT, "# nothing\n"));
        bodies.add(Body.of("empty_label", TEXT, "a{x=\"\"} 1\n"));
        bodies.add(Body.of("times", TEXT, "a 1 " + now + "\nb 2\n"));
        bodies.add(Body.of("negative_time", TEXT, "a 1 -5\n"));
        bodies.add(Body.of("float_time", TEXT, "a 1 1.5\n"));
        bodies.add(Body.of("repeated", TEXT, "a 1\na 2\nb 3\n"));
        bodies.add(Body.of("repeated_label", TEXT, "a{x=\"1\",x=\"2\"} 1\n").changedIn(FAULT_COUNTED));
        bodies.add(Body.of("unclosed", TEXT, "a 1\nb{x=\"1} 2\n"));
        bodies.add(Body.of("no_value", TEXT, "a 1\nb\n"));
        bodies.add(Body.of("two_values", TEXT, "a 1 2 3\n"));
        bodies.add(Body.of("bad_name", TEXT, "a-b 1\n"));
        bodies.add(Body.of("bad_type", TEXT, "# TYPE a thing\na 1\n"));
        bodies.add(Body.of("no_name", TEXT, "{x=\"1\"} 1\n"));
        bodies.add(Body.of("html", "text/html", "<html></html>\n"));
        bodies.add(Body.of("unknown_type", "text/html", "a 1\n").changedIn("3.0: a fallback must be configured"));
        bodies.add(Body.of("no_type", "", "a 1\n").changedIn("3.0: a fallback must be configured"));
        bodies.add(Body.of("utf8_name", TEXT, "{\"a.b\",\"c.d\"=\"1\"} 1\n").changedIn("3.0: any name is valid"));
        bodies.add(Body.of("utf8_value", TEXT, "a{x=\"äöü€😀\"} 1\n"));
        bodies.add(Body.of("clash", TEXT, "a{job=\"own\",instance=\"me\",exported_job=\"x\"} 1\n"));
        bodies.add(Body.of("honored", TEXT, "a{job=\"own\",instance=\"me\"} 1\nb 2\n")
                .with("honor_labels: true", "honor_labels = true"));
        bodies.add(Body.of("untimed", TEXT, "a 1 1000\n").with("honor_timestamps: false", "honor_timestamps = false"));
        bodies.add(Body.of("summary", TEXT, "# TYPE s summary\ns{quantile=\"0.5\"} 1\ns_sum 2\ns_count 3\n"));
        bodies.add(Body.of(
                "histogram",
                TEXT,
                "# TYPE h histogram\nh_bucket{le=\"1.0\"} 1\nh_bucket{le=\"+Inf\"} 2\n" + "h_sum 3\nh_count 2\n"));
        bodies.add(Body.of(
                        "whole_bound",
                        TEXT,
                        "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\n" + "h_sum 3\nh_count 2\n")
                .changedIn("3.0: le and quantile are normalised to 1.0"));
        bodies.add(Body.of("relabelled", TEXT, "a{x=\"1\"} 1\nb{x=\"2\"} 2\nc{x=\"3\"} 3\n")
                .with("""
                        metric_relabel_configs:
                          - {source_labels: [x], regex: "2", action: drop}
                          - {source_labels: [__name__], regex: c, target_label: __name__, replacement: d}
                          - {source_labels: [job, x], target_label: both}
                        """, """
                        metric_relabel_configs = [
                          { source_labels = ["x"], regex = "2", action = "drop" },
                          { source_labels = ["__name__"], regex = "c", target_label = "__name__", replacement = "d" },
                          { source_labels = ["job", "x"], target_label = "both" },
                        ]
                        """));
        bodies.add(Body.of("name_dropped", TEXT, "a 1\n")
                .with(
                        "metric_relabel_configs: [{regex: __name__, action: labeldrop}]",
                        "metric_relabel_configs = [{ regex = '__name__', action = 'labeldrop' }]"));
        bodies.add(Body.of("too_many", TEXT, "a 1\nb 2\nc 3\n").with("sample_limit: 2", "sample_limit = 2"));
        bodies.add(Body.of("just_enough", TEXT, "a 1\nb 2\n").with("sample_limit: 2", "sample_limit = 2"));
        bodies.add(Body.of("labels", TEXT, "a{x=\"1\",y=\"2\"} 1\n").with("label_limit: 4", "label_limit = 4"));
        bodies.add(Body.of("label_name", TEXT, "a{longname=\"1\"} 1\n")
                .with("label_name_length_limit: 8", "label_name_length_limit = 8"));
        bodies.add(Body.of("too_large", TEXT, "a 1\nb 2\n").with("body_size_limit: 8B", "body_size_limit = 8"));
        bodies.add(Body.of("om", OPEN_METRICS, "# TYPE a counter\n# UNIT a_seconds seconds\na_total 1\n# EOF\n"));
        bodies.add(Body.of("om_counter", OPEN_METRICS, "# TYPE a counter\na_total{x=\"1\"} 1 # {id=\"7\"} 1\n# EOF\n"));
        bodies.add(Body.of("om_no_eof", OPEN_METRICS, "a 1\n"));
        bodies.add(Body.of("om_after_eof", OPEN_METRICS, "a 1\n# EOF\nb 2\n"));
        bodies.add(Body.of("om_blank_line", OPEN_METRICS, "a 1\n\n# EOF\n"));
        bodies.add(Body.of("om_spaces", OPEN_METRICS, "a  1\n# EOF\n"));
        bodies.add(Body.of("om_empty", OPEN_METRICS, "")
                .changedIn("3.0: an empty answer is a good one, whatever its type"));
        bodies.add(Body.of(
                "om_info", OPEN_METRICS, "# TYPE a info\na_info{v=\"1\"} 1\n# TYPE b stateset\nb{b=\"x\"} 1\n# EOF\n"));
        bodies.add(Body.of("om_created", OPEN_METRICS, "# TYPE a counter\na_total 1\na_created 1.5\n# EOF\n"));
        return bodies;
    }

    @TestFactory
    List<DynamicTest> sideBySide() throws Exception {
        List<Body> bodies = bodies();
        List<DynamicTest> tests = new ArrayList<>();
        try (Exposer exposer = new Exposer()) {
            Map<String, Body> byPath = new LinkedHashMap<>();
            bodies.forEach(body -> byPath.put("/" + body.name, body));
            exposer.with(exchange -> {
                Body body = byPath.get(exchange.getRequestURI().getPath());
                Exposer.answer(
                        exchange,
                        body == null ? 404 : 200,
                        body == null ? "" : body.type,
                        body == null ? "" : body.text);
            });
            try (PrometheusServer prometheus = PrometheusServer.start(yml(bodies, exposer.address()))) {
                awaitScrapes(prometheus, bodies.size());
                for (Body body : bodies) {
                    List<String> theirs = theirs(prometheus, body);
                    List<String> ours = ours(exposer.address(), body);
                    tests.add(DynamicTest.dynamicTest(body.name, () -> compare(body, ours, theirs)));
                }
            }
        }
        return tests;
    }

    private static void compare(Body body, List<String> ours, List<String> theirs) {
        if (body.changedIn.isEmpty()) {
            assertThat(ours).isEqualTo(theirs);
        } else {
            assertThat(ours).as(body.changedIn).isNotEqualTo(theirs);
        }
    }

    private static String yml(List<Body> bodies, String address) {
        StringBuilder yml = new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
        for (Body body : bodies) {
            yml.append("- job_name: ")
                    .append(body.name)
                    .append("\n  metrics_path: /")
                    .append(body.name);
            yml.append("\n  static_configs: [{targets: [\"").append(address).append("\"]}]\n");
            body.yml.lines().forEach(line -> yml.append("  ").append(line).append('\n'));
        }
        return yml.toString();
    }

    private static void awaitScrapes(PrometheusServer prometheus, int jobs) throws Exception {
        for (int i = 0; i < 100; i++) {
            String ups = federated(prometheus, "{__name__=\"up\"}");
            if (ups.lines().filter(line -> line.startsWith("up{")).count() == jobs) {
                Thread.sleep(1500); // once more, and all is settled
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("Prometheus does not scrape");
    }

    private static String federated(PrometheusServer prometheus, String selector) throws Exception {
        String query =
                "/federate?match[]=".replace("[]", "%5B%5D") + URLEncoder.encode(selector, StandardCharsets.UTF_8);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(prometheus.url() + query)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /// Series of a job, honored ones of another job included, which have the job's name in no label: they are found by
    /// the name of the metric.
    private static List<String> theirs(PrometheusServer prometheus, Body body) throws Exception {
        String selector = body.name.equals("honored") ? "{instance=\"me\"}" : "{job=\"" + body.name + "\"}";
        String page = federated(prometheus, selector);
        if (body.name.equals("honored")) {
            page += federated(prometheus, "{job=\"honored\"}");
        }
        TreeSet<String> found = new TreeSet<>();
        for (String line : page.split("\n")) {
            Matcher sample = SAMPLE.matcher(line);
            if (!line.startsWith("#") && sample.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), unescaped(label.group(2)));
                }
                add(sample.group(1), labels, sample.group(3).replace("Inf", "Infinity"), body, found);
            }
        }
        return List.copyOf(found);
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '\\';
            i += escape ? 1 : 0;
            plain.append(escape && text.charAt(i) == 'n' ? '\n' : text.charAt(i));
        }
        return plain.toString();
    }

    private static List<String> ours(String address, Body body) throws Exception {
        TreeSet<String> found = new TreeSet<>();
        String options = "job_name = '" + body.name + "'\nscrape_timeout = '1s'\n" + body.toml;
        try (OneTarget target = OneTarget.discovered(address, options, "__metrics_path__", "/" + body.name)) {
            target.scrape(0).metrics().forEach(metric -> {
                for (int field = 0; field < metric.size(); field++) {
                    String value = String.valueOf(metric.doubleValue(field));
                    add(metric.key(field), new TreeMap<>(metric.tags().toMap()), value, body, found);
                }
            });
        }
        return List.copyOf(found);
    }

    private static void add(String name, Map<String, String> labels, String value, Body body, TreeSet<String> into) {
        if (name.startsWith("scrape_") && !REPORTED.contains(name)) {
            return;
        }
        labels.remove("instance", "me".equals(labels.get("instance")) ? "" : labels.get("instance"));
        into.add(name + labels + " " + (Double.parseDouble(value.replace("+", "")) + 0.0)); // its page has no -0
    }
}
