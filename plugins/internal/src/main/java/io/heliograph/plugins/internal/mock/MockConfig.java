package io.heliograph.plugins.internal.mock;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is made up.
///
/// @param metricName the measurement
/// @param constant fields with one value
/// @param random fields with random numbers
/// @param sineWave fields that swing
/// @param step fields that grow
/// @param stock fields that wander like a price
public record MockConfig(
        @Option(doc = "The measurement of the row that each interval brings.", example = "mock")
        String metricName,

        @Option(doc = "Fields that always have the same value.")
        List<Constant> constant,

        @Option(doc = "Fields that have a random number within bounds.")
        List<Uniform> random,

        @Option(doc = "Fields that follow a sine wave.") List<Sine> sineWave,

        @Option(doc = "Fields that grow by the same amount at each interval.")
        List<Step> step,

        @Option(doc = "Fields that wander like the price of a stock.")
        List<Stock> stock) {

    /// A field with one value.
    ///
    /// @param name its key
    /// @param value a text, an integer, a floating point number or a truth value
    public record Constant(
            @Option(doc = "The field.", example = "answer") String name,

            @Option(doc = "Its value: a text, an integer, a number or a truth value.", example = "42")
            Object value) {
        /// @throws InvalidOptionException for a list or table
        public Constant {
            if (!(value instanceof String
                    || value instanceof Long
                    || value instanceof Double
                    || value instanceof Boolean)) {
                throw new InvalidOptionException(
                        "value", "not a field value: " + value + " (try a text, a number, true or false)");
            }
        }
    }

    /// Random numbers, evenly spread.
    ///
    /// @param name the field
    /// @param min the smallest
    /// @param max no number reaches it
    public record Uniform(
            @Option(doc = "The field.", example = "rand") String name,

            @Option(doc = "The smallest number.", defaultValue = "0")
            double min,

            @Option(doc = "The bound that no number reaches.", defaultValue = "0", example = "6")
            double max) {}

    /// A sine wave over the number of the interval `n`: `amplitude · sin(π · n · period + phase) + base_line`.
    ///
    /// @param name the field
    /// @param amplitude the height of the wave
    /// @param period half waves per interval
    /// @param phase where the wave begins, in radians
    /// @param baseLine what the wave swings around
    public record Sine(
            @Option(doc = "The field.", example = "wave") String name,

            @Option(doc = "The height of the wave above its base line.", defaultValue = "0", example = "1")
            double amplitude,

            @Option(doc = "How many half waves pass in one interval.", defaultValue = "0", example = "0.5")
            double period,

            @Option(doc = "Where the wave begins, in radians.", defaultValue = "0")
            double phase,

            @Option(doc = "The number that the wave swings around.", defaultValue = "0")
            double baseLine) {}

    /// A number that grows.
    ///
    /// @param name the field
    /// @param start the first number
    /// @param step what is added at each further interval
    public record Step(
            @Option(doc = "The field.", example = "plus_one")
            String name,

            @Option(doc = "The first number.", defaultValue = "0")
            double start,

            @Option(
                    doc = "What is added at each further interval; it may be negative.",
                    defaultValue = "0",
                    example = "1")
            double step) {}

    /// A number that wanders, and does not fall below 1.
    ///
    /// @param name the field
    /// @param price the first number
    /// @param volatility how far it moves at most, as a share of the number
    public record Stock(
            @Option(doc = "The field.", example = "abc") String name,

            @Option(doc = "The first number.", defaultValue = "0", example = "50")
            double price,

            @Option(
                    doc = "How far it moves in one interval at most, as a share of the number.",
                    defaultValue = "0",
                    example = "0.2")
            double volatility) {}

    /// @throws InvalidOptionException without a measurement or field, and for two fields of the same name
    public MockConfig {
        constant = List.copyOf(constant);
        random = List.copyOf(random);
        sineWave = List.copyOf(sineWave);
        step = List.copyOf(step);
        stock = List.copyOf(stock);
        if (metricName.isEmpty()) {
            throw new InvalidOptionException("metric_name", "no measurement: '' (try mock)");
        }
        Set<String> names = new HashSet<>();
        constant.forEach(field -> add(names, "constant", field.name()));
        random.forEach(field -> add(names, "random", field.name()));
        sineWave.forEach(field -> add(names, "sine_wave", field.name()));
        step.forEach(field -> add(names, "step", field.name()));
        stock.forEach(field -> add(names, "stock", field.name()));
    }

    private static void add(Set<String> names, String key, String name) {
        if (name.isEmpty() || !names.add(name)) {
            throw new InvalidOptionException(
                    key, name.isEmpty() ? "a field without a name" : "a second field of the name '" + name + "'");
        }
    }
}
