package io.heliograph.core.agent;

import io.heliograph.api.Plugin;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.ServiceInput;
import io.heliograph.api.TagSet;
import io.heliograph.api.TargetInput;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.HostTag;
import io.heliograph.core.config.InputOptions;
import io.heliograph.core.config.PluginTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The units of a configuration: those of the present ones that are the same, and new ones for the rest.
///
/// A unit's key is its table's fingerprint with whatever else it was made with (the agent's settings, the global
/// tags, the discoveries it takes targets from); tables that say the same twice are told apart by their number.
final class UnitPlan {
    private static final String SECOND = "second ";
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final Engine engine;
    private final Configuration configuration;
    private final Units before;
    private final Runnable stageOpened;
    private final Runnable fail;
    private final AgentSettings agent;
    private final TagSet globalTags;
    private final String surroundings;
    private final Map<String, Integer> seen = new HashMap<>();

    /// @param stageOpened called when a processor or aggregator has opened after all
    /// @param fail ends the agent
    UnitPlan(Engine engine, Configuration configuration, Units before, Runnable stageOpened, Runnable fail) {
        this.engine = engine;
        this.configuration = configuration;
        this.before = before;
        this.stageOpened = stageOpened;
        this.fail = fail;
        this.agent = configuration.agent();
        this.globalTags = HostTag.with(configuration.globalTags(), agent);
        this.surroundings = surroundings(agent) + " " + globalTags;
    }

    /// The agent's settings that units are made with: a change of the others, of the log or the admin API, restarts
    /// nothing.
    private static String surroundings(AgentSettings agent) {
        return List.of(
                        agent.interval(),
                        agent.roundInterval(),
                        agent.precision(),
                        agent.collectionJitter(),
                        agent.collectionOffset(),
                        Objects.toString(agent.gatherTimeout()),
                        agent.flushInterval(),
                        agent.flushJitter(),
                        agent.metricBatchSize(),
                        agent.buffer(),
                        agent.alwaysIncludeLocalTags(),
                        agent.alwaysIncludeGlobalTags())
                .toString();
    }

    Units units() {
        List<DiscoveryUnit> discoveries = each(Kind.DISCOVERY, "", before.discoveries(), this::discovery);
        List<OutputUnit> outputs = outputs();
        List<ProcessorUnit> first = agent.skipProcessorsBeforeAggregators()
                ? List.of()
                : each(Kind.PROCESSOR, "first ", before.first(), (table, key) -> processor(table, key));
        List<ProcessorUnit> second = agent.skipProcessorsAfterAggregators()
                        || configuration.plugins(Kind.AGGREGATOR).isEmpty()
                ? List.of()
                : each(Kind.PROCESSOR, SECOND, before.second(), (table, key) -> processor(table, key));
        List<AggregatorUnit> aggregators = each(
                Kind.AGGREGATOR,
                "",
                before.aggregators(),
                (table, key) -> new AggregatorUnit(engine, table, agent, key, stageOpened, fail));
        return new Units(discoveries, inputs(discoveries), first, aggregators, second, outputs);
    }

    /// Makes a unit.
    private interface Maker<U> {
        U make(PluginTable table, UnitKey key);
    }

    private <U extends Unit> List<U> each(Kind kind, String prefix, List<U> present, Maker<U> maker) {
        List<PluginTable> tables = configuration.plugins(kind);
        List<String> made = new ArrayList<>();
        tables.forEach(table -> made.add(made(prefix, table)));
        return each(tables, made, prefix, present, maker);
    }

    /// Units that go on keep the names of their states; what is made takes the first ones that are free.
    private static <U extends Unit> List<U> each(
            List<PluginTable> tables, List<String> made, String prefix, List<U> present, Maker<U> maker) {
        Set<String> states = new HashSet<>();
        for (U unit : present) {
            if (made.contains(unit.key().made())) {
                states.add(unit.key().state());
            }
        }
        List<U> units = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            U same = withKey(present, made.get(i));
            units.add(
                    same == null
                            ? maker.make(tables.get(i), new UnitKey(made.get(i), state(tables.get(i), prefix, states)))
                            : same);
        }
        return units;
    }

    private static String state(PluginTable table, String prefix, Set<String> taken) {
        String name = prefix.equals(SECOND) ? table.displayName() + " second" : table.displayName();
        String state = name;
        for (int number = 2; !taken.add(state); number++) {
            state = name + " #" + number;
        }
        return state;
    }

    private String made(String prefix, PluginTable table) {
        String text = prefix + table.fingerprint() + " " + surroundings;
        return text + " " + seen.merge(text, 1, Integer::sum);
    }

    private static <U extends Unit> @Nullable U withKey(List<U> present, String made) {
        for (U unit : present) {
            if (unit.key().made().equals(made)) {
                return unit;
            }
        }
        return null;
    }

    private DiscoveryUnit discovery(PluginTable table, UnitKey key) {
        return new DiscoveryUnit(engine, table, agent, key);
    }

    private ProcessorUnit processor(PluginTable table, UnitKey key) {
        return new ProcessorUnit(engine, table, agent, key, stageOpened, fail);
    }

    /// An output whose table has changed but not its identity goes on with the buffer of one that ends. Several of one
    /// identity are matched in their order; the buffer of an output that goes on is nobody else's.
    private List<OutputUnit> outputs() {
        List<PluginTable> tables = configuration.plugins(Kind.OUTPUT);
        List<String> made = new ArrayList<>();
        tables.forEach(table -> made.add(made("", table)));
        Map<String, Deque<OutputUnit>> ending = ending(made);
        return each(tables, made, "", before.outputs(), (table, key) -> output(table, key, ending));
    }

    /// The outputs that end, by their identity.
    private Map<String, Deque<OutputUnit>> ending(List<String> made) {
        Map<String, Deque<OutputUnit>> ending = new HashMap<>();
        for (OutputUnit output : before.outputs()) {
            if (!made.contains(output.key().made())) {
                ending.computeIfAbsent(output.identity(), identity -> new ArrayDeque<>())
                        .add(output);
            }
        }
        return ending;
    }

    private OutputUnit output(PluginTable table, UnitKey key, Map<String, Deque<OutputUnit>> ending) {
        Deque<OutputUnit> queues = ending.get(table.identity());
        return new OutputUnit(engine, table, agent, key, queues == null ? null : queues.poll(), fail);
    }

    private List<InputUnit> inputs(List<DiscoveryUnit> discoveries) {
        Map<String, DiscoveryUnit> byId = new HashMap<>();
        discoveries.forEach(unit -> byId.put(unit.id(), unit));
        List<PluginTable> tables = configuration.plugins(Kind.INPUT);
        List<String> made = new ArrayList<>();
        for (PluginTable table : tables) {
            StringBuilder sources = new StringBuilder();
            named(table, byId).forEach(unit -> sources.append(unit.key().made()).append(' '));
            made.add(made(sources.toString(), table));
        }
        return each(tables, made, "", before.inputs(), (table, key) -> input(table, key, named(table, byId)));
    }

    private List<DiscoveryUnit> named(PluginTable table, Map<String, DiscoveryUnit> byId) {
        List<DiscoveryUnit> named = new ArrayList<>();
        for (String id : ((InputOptions) table.options()).discovery()) {
            DiscoveryUnit unit = byId.get(id);
            if (unit == null) {
                LOG.error("{}: {}: no discovery has the id '{}'", table.place(), table.displayName(), id);
            } else {
                named.add(unit);
            }
        }
        return named;
    }

    private InputUnit input(PluginTable table, UnitKey key, List<DiscoveryUnit> discoveries) {
        Class<? extends Plugin> type = table.descriptor().plugin();
        boolean pushes = ServiceInput.class.isAssignableFrom(type);
        InputParts parts = new InputParts(engine, table, agent, key, globalTags, pushes, fail);
        if (pushes) {
            return new ServiceUnit(parts, key);
        }
        return TargetInput.class.isAssignableFrom(type)
                ? new TargetsUnit(parts, key, discoveries)
                : new GatherUnit(parts, key);
    }
}
