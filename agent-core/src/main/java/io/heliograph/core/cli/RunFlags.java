package io.heliograph.core.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The flags of a run: Telegraf's, with two dashes or one, and `--flag value` or `--flag=value`.
///
/// They are read by hand, as picocli would take longer than the rest of the start.
final class RunFlags {
    final List<Path> configs = new ArrayList<>();
    final List<Path> directories = new ArrayList<>();
    boolean once;
    boolean test;
    Duration testWait = Duration.ZERO;
    boolean debug;
    boolean quiet;
    boolean help;
    boolean version;
    boolean watchConfig;
    boolean bareVariables;
    boolean ignoreUnsupported;

    @Nullable
    Path pidfile;

    @Nullable
    Path pluginFolder;

    @Nullable
    Path state;

    Set<String> inputs = Set.of();
    Set<String> outputs = Set.of();
    Set<String> processors = Set.of();
    Set<String> aggregators = Set.of();

    /// A flag that there is not, or that lacks its value.
    static final class UnknownFlagException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownFlagException(String message) {
            super(message);
        }
    }

    private final List<String> words;
    private int at;

    private RunFlags(List<String> words) {
        this.words = words;
    }

    /// As without any word.
    static RunFlags none() {
        return new RunFlags(List.of());
    }

    static RunFlags parse(List<String> words) throws UnknownFlagException {
        RunFlags flags = new RunFlags(words);
        while (flags.at < words.size()) {
            flags.take(words.get(flags.at++));
        }
        return flags;
    }

    private void take(String word) throws UnknownFlagException {
        int equals = word.indexOf('=');
        String flag = dashless(equals < 0 ? word : word.substring(0, equals));
        @Nullable String given = equals < 0 ? null : word.substring(equals + 1);
        switch (flag) {
            case "config" -> configs.add(Path.of(value(flag, given)));
            case "config-directory" -> directories.add(Path.of(value(flag, given)));
            case "once" -> once = truth(given);
            case "test" -> test = truth(given);
            case "test-wait" -> testWait = seconds(value(flag, given));
            case "debug" -> debug = truth(given);
            case "quiet" -> quiet = truth(given);
            case "help", "h", "usage" -> help = true;
            case "version", "V" -> version = true;
            case "watch-config" -> watch(given);
            case "non-strict-env-handling" -> bareVariables = truth(given);
            case "strict-env-handling" -> bareVariables = !truth(given);
            case "ignore-unsupported" -> ignoreUnsupported = truth(given);
            case "pidfile" -> pidfile = Path.of(value(flag, given));
            case "state" -> state = Path.of(value(flag, given));
            case "plugins" -> pluginFolder = Path.of(value(flag, given));
            case "input-filter" -> inputs = names(value(flag, given));
            case "output-filter" -> outputs = names(value(flag, given));
            case "processor-filter" -> processors = names(value(flag, given));
            case "aggregator-filter" -> aggregators = names(value(flag, given));
            default -> throw new UnknownFlagException("no flag " + word + " (see heliograph --help)");
        }
    }

    private static String dashless(String word) throws UnknownFlagException {
        if (!word.startsWith("-")) {
            throw new UnknownFlagException("no command " + word + " (see heliograph --help)");
        }
        return word.substring(word.startsWith("--") ? 2 : 1);
    }

    private String value(String flag, @Nullable String given) throws UnknownFlagException {
        if (given != null) {
            return given;
        }
        if (at >= words.size()) {
            throw new UnknownFlagException("--" + flag + " needs a value (see heliograph --help)");
        }
        return words.get(at++);
    }

    /// Telegraf's flag has a value there, which says how to watch; here there is one way.
    private void watch(@Nullable String given) {
        watchConfig = given == null || !given.equals("false");
        if (given == null
                && at < words.size()
                && Set.of("notify", "poll", "inotify").contains(words.get(at))) {
            at++;
        }
    }

    private static boolean truth(@Nullable String given) {
        return given == null || given.equals("true") || given.equals("1");
    }

    private static Duration seconds(String text) throws UnknownFlagException {
        try {
            return Duration.ofSeconds(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException noNumber) {
            throw new UnknownFlagException("--test-wait: not a number of seconds: " + text);
        }
    }

    private static Set<String> names(String list) {
        return names(List.of(list.split(":")));
    }

    /// Telegraf takes empty names and repeated ones, as scripts put such lists together.
    static Set<String> names(List<String> list) {
        Set<String> names = new HashSet<>(list);
        names.remove("");
        return names;
    }

    /// Whether a plugin, `inputs.redis`, is wanted.
    boolean selects(String plugin) {
        int dot = plugin.indexOf('.');
        Set<String> wanted = switch (plugin.substring(0, dot)) {
            case "inputs" -> inputs;
            case "outputs" -> outputs;
            case "processors" -> processors;
            case "aggregators" -> aggregators;
            default -> Set.of();
        };
        return wanted.isEmpty() || wanted.contains(plugin.substring(dot + 1));
    }
}
