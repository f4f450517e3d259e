package io.heliograph.core.cli;

/// The text of `heliograph --help`.
final class Help {
    private Help() {}

    static String text() {
        return """
                Heliograph: one agent for metrics. It pulls, takes pushes, transforms and delivers.

                usage: heliograph [run] [flags]         run the agent
                       heliograph check [flags]         say what is wrong with a configuration
                       heliograph config [NAMES…]       print a sample configuration
                       heliograph config --effective    print the configuration in effect
                       heliograph plugins [list [KIND] | show NAME]
                       heliograph explain relabel [PLUGIN] (--series TEXT | --target TEXT) [flags]
                       heliograph buffer list | peek QUEUE | drop QUEUE | adopt QUEUE OUTPUT
                       heliograph dlq list [QUEUE] | show QUEUE | replay QUEUE | drop QUEUE
                       heliograph version
                       heliograph help [COMMAND]

                flags (with two dashes or one):
                  --config FILE              a configuration; repeat it for more
                  --config-directory DIR     all *.conf and *.toml below
                  --once                     gather once, deliver, and end
                  --test                     gather once, print what came of it, and end
                  --test-wait SECONDS        with --once and --test: wait for discoveries and listeners
                  --watch-config             apply changes of the files by itself (SIGHUP does it at any time)
                  --debug, --quiet           log more, log failures only
                  --pidfile FILE             write the process id there
                  --input-filter A:B         only these inputs; likewise --output-filter, --processor-filter,
                                             --aggregator-filter
                  --ignore-unsupported       leave out what only Telegraf has, and run the rest
                  --non-strict-env-handling  replace variables in the whole text: port = ${PORT}
                  --state DIR                where it keeps what survives it: buffers, dead letters
                  --plugins DIR              another folder of plugin jars

                without --config: $HELIOGRAPH_CONFIG_PATH, $TELEGRAF_CONFIG_PATH, ~/.heliograph/heliograph.toml,
                /etc/heliograph/heliograph.toml with heliograph.d/, then conf/heliograph.toml of this archive

                examples:
                  heliograph --config heliograph.toml --test
                  heliograph check --config heliograph.toml
                  heliograph config inputs.redis outputs.influxdb > heliograph.toml

                exit codes: 0 all is well, 1 something went wrong, 2 the configuration or the command line is wrong
                """;
    }
}
