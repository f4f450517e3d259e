package io.heliograph.plugins.prometheus.yml;

import io.heliograph.plugins.prometheus.yml.Shape.Anything;
import io.heliograph.plugins.prometheus.yml.Shape.Fields;
import io.heliograph.plugins.prometheus.yml.Shape.ListOf;
import io.heliograph.plugins.prometheus.yml.Shape.MapOf;
import io.heliograph.plugins.prometheus.yml.Shape.Single;
import java.util.List;

/// The sections of `prometheus.yml`, as of Prometheus 3.14.
final class Shapes {
    /// Sections that nothing here runs.
    static final List<String> NOT_RUN =
            List.of("runtime", "alerting", "rule_files", "storage", "tracing", "remote_read", "otlp");

    /// Ways to find targets that nothing here runs, without `_sd_configs`.
    static final List<String> OTHER_DISCOVERIES = List.of(
            "aws",
            "azure",
            "consul",
            "digitalocean",
            "dns",
            "docker",
            "dockerswarm",
            "ec2",
            "ecs",
            "elasticache",
            "eureka",
            "gce",
            "hetzner",
            "http",
            "ionos",
            "kubernetes",
            "kuma",
            "lightsail",
            "linode",
            "marathon",
            "msk",
            "nerve",
            "nomad",
            "oci",
            "openstack",
            "outscale",
            "ovhcloud",
            "puppetdb",
            "rds",
            "scaleway",
            "serverset",
            "stackit",
            "triton",
            "uyuni",
            "vultr");

    private static final ListOf TEXTS = new ListOf(Single.TEXT);
    private static final MapOf TEXT_MAP = new MapOf(Single.TEXT);

    private static final Fields TLS = Shape.fields()
            .and(Single.TEXT, "ca", "cert", "key", "server_name", "min_version", "max_version")
            .and(Single.PATH, "ca_file", "cert_file", "key_file")
            .and("insecure_skip_verify", Single.FLAG);

    private static final Fields PROXY = Shape.fields()
            .and(Single.TEXT, "proxy_url", "no_proxy")
            .and("proxy_from_environment", Single.FLAG)
            .and("proxy_connect_header", new MapOf(TEXTS));

    private static final Fields HEADER =
            Shape.fields().and(TEXTS, "values", "secrets").and("files", new ListOf(Single.PATH));

    private static final Fields BASIC_AUTH =
            Shape.fields().and(Single.TEXT, "username", "password").and(Single.PATH, "username_file", "password_file");

    private static final Fields AUTHORIZATION =
            Shape.fields().and(Single.TEXT, "type", "credentials").and("credentials_file", Single.PATH);

    private static final Fields OAUTH2 = Shape.fields()
            .and(Single.TEXT, "client_id", "client_secret", "token_url")
            .and("client_secret_file", Single.PATH)
            .and("scopes", TEXTS)
            .and("endpoint_params", TEXT_MAP)
            .and("tls_config", TLS)
            .and(PROXY);

    private static final Fields CLIENT = Shape.fields()
            .and("basic_auth", BASIC_AUTH)
            .and("authorization", AUTHORIZATION)
            .and("oauth2", OAUTH2)
            .and("bearer_token", Single.TEXT)
            .and("bearer_token_file", Single.PATH)
            .and("tls_config", TLS)
            .and(Single.FLAG, "follow_redirects", "enable_http2")
            .and("http_headers", new MapOf(HEADER))
            .and(PROXY);

    /// A list of relabelling rules.
    private static final ListOf RELABELLING = new ListOf(Shape.fields()
            .and("source_labels", TEXTS)
            .and(Single.TEXT, "separator", "target_label", "regex", "replacement", "action")
            .and("modulus", Single.COUNT));

    /// What a job takes from `global` where it does not say.
    private static final Fields INHERITED = Shape.fields()
            .and(Single.DURATION, "scrape_interval", "scrape_timeout")
            .and("scrape_protocols", TEXTS)
            .and("scrape_failure_log_file", Single.PATH)
            .and("body_size_limit", Single.SIZE)
            .and(
                    Single.COUNT,
                    "sample_limit",
                    "target_limit",
                    "label_limit",
                    "label_name_length_limit",
                    "label_value_length_limit",
                    "keep_dropped_targets")
            .and(Single.TEXT, "metric_name_validation_scheme", "metric_name_escaping_scheme")
            .and(
                    Single.FLAG,
                    "scrape_native_histograms",
                    "always_scrape_classic_histograms",
                    "convert_classic_histograms_to_nhcb",
                    "extra_scrape_metrics");

    /// The section `global`. What it says of rules is not run.
    static final Fields GLOBAL = INHERITED
            .and("external_labels", TEXT_MAP)
            .and(Single.DURATION, "evaluation_interval", "rule_query_offset")
            .and("query_log_file", Single.PATH);

    /// A group of targets.
    private static final Fields STATIC = Shape.fields().and("targets", TEXTS).and("labels", TEXT_MAP);

    private static final Fields FILES =
            Shape.fields().and("files", new ListOf(Single.PATH)).and("refresh_interval", Single.DURATION);

    /// A job.
    static final Fields JOB = discoveries(INHERITED
            .and("job_name", Single.TEXT)
            .and(Single.TEXT, "metrics_path", "scheme", "fallback_scrape_protocol")
            .and("params", new MapOf(TEXTS))
            .and(Single.FLAG, "honor_labels", "honor_timestamps", "track_timestamps_staleness", "enable_compression")
            .and("native_histogram_bucket_limit", Single.COUNT)
            .and("native_histogram_min_bucket_factor", Single.DECIMAL)
            .and(RELABELLING, "relabel_configs", "metric_relabel_configs")
            .and("static_configs", new ListOf(STATIC))
            .and("file_sd_configs", new ListOf(FILES))
            .and(CLIENT));

    private static final Fields QUEUE = Shape.fields()
            .and(Single.COUNT, "capacity", "max_shards", "min_shards", "max_samples_per_send")
            .and(Single.DURATION, "batch_send_deadline", "min_backoff", "max_backoff", "sample_age_limit")
            .and("retry_on_http_429", Single.FLAG);

    private static final Fields METADATA = Shape.fields()
            .and("send", Single.FLAG)
            .and("send_interval", Single.DURATION)
            .and("max_samples_per_send", Single.COUNT);

    /// Somewhere to write to.
    static final Fields REMOTE_WRITE = Shape.fields()
            .and(Single.TEXT, "url", "name", "protobuf_message")
            .and("remote_timeout", Single.DURATION)
            .and("headers", TEXT_MAP)
            .and("write_relabel_configs", RELABELLING)
            .and(Single.FLAG, "send_exemplars", "send_native_histograms", "round_robin_dns")
            .and("queue_config", QUEUE)
            .and("metadata_config", METADATA)
            .and(new Anything(), "sigv4", "azuread", "google_iam")
            .and(CLIENT);

    /// A file of `scrape_config_files`.
    static final Fields JOB_FILE = Shape.fields().and("scrape_configs", new ListOf(JOB));

    /// The whole.
    static final Fields FILE = JOB_FILE.and("global", GLOBAL)
            .and("scrape_config_files", new ListOf(Single.PATH))
            .and("remote_write", new ListOf(REMOTE_WRITE))
            .and(new Anything(), NOT_RUN.toArray(String[]::new));

    private Shapes() {}

    private static Fields discoveries(Fields job) {
        Fields all = job;
        for (String name : OTHER_DISCOVERIES) {
            all = all.and(name + "_sd_configs", new Anything());
        }
        return all;
    }
}
