package io.heliograph.plugins.internal.mock;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import java.util.Random;

/// Makes up one row per interval, for tests and demonstrations.
public final class MockInput implements Input {
    private static final double LEAST_PRICE = 1;

    private final MockConfig config;
    private final Random random;
    private final double[] prices;
    private long gathered;

    /// @param context not needed
    public MockInput(MockConfig config, PluginContext context) {
        this(config, new Random());
    }

    MockInput(MockConfig config, Random random) {
        this.config = config;
        this.random = random;
        this.prices = new double[config.stock().size()];
    }

    @Override
    public void gather(Accumulator out) {
        Row row = out.row(out.series(config.metricName()));
        for (MockConfig.Constant field : config.constant()) {
            row.putObject(field.name(), field.value());
        }
        for (MockConfig.Uniform field : config.random()) {
            row.put(field.name(), field.min() + random.nextDouble() * (field.max() - field.min()));
        }
        for (MockConfig.Sine field : config.sineWave()) {
            row.put(field.name(), height(field));
        }
        for (MockConfig.Step field : config.step()) {
            row.put(field.name(), field.start() + gathered * field.step());
        }
        putPrices(row);
        row.emit();
        gathered++;
    }

    private double height(MockConfig.Sine wave) {
        return Math.sin(gathered * wave.period() * Math.PI + wave.phase()) * wave.amplitude() + wave.baseLine();
    }

    private void putPrices(Row row) {
        for (int i = 0; i < prices.length; i++) {
            MockConfig.Stock stock = config.stock().get(i);
            prices[i] = gathered == 0 ? stock.price() : moved(prices[i], stock.volatility());
            row.put(stock.name(), prices[i]);
        }
    }

    private double moved(double price, double volatility) {
        double noise = 2 * random.nextDouble() - 1;
        return Math.max(LEAST_PRICE, price + price * volatility * noise);
    }
}
