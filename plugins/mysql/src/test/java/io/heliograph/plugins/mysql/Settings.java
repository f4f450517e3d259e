package io.heliograph.plugins.mysql;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.TlsOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes configurations out of the few options that a test is about.
final class Settings {
    private final Map<String, Object> values = new HashMap<>();

    Settings(String server) {
        with("servers", List.of(Secret.of(server)));
        with("metricVersion", 2);
        with("gatherGlobalVariables", true);
        with("perfEventsStatementsDigestTextLimit", 120L);
        with("perfEventsStatementsLimit", 250L);
        with("perfEventsStatementsTimeLimit", 86_400L);
        with("tls", TlsOptions.NONE);
    }

    Settings with(String component, Object value) {
        values.put(component, value);
        return this;
    }

    MysqlConfig config() throws Exception {
        RecordComponent[] components = MysqlConfig.class.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = values.getOrDefault(components[i].getName(), absent(types[i]));
        }
        Constructor<MysqlConfig> constructor = MysqlConfig.class.getDeclaredConstructor(types);
        return constructor.newInstance(arguments);
    }

    private static Object absent(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == List.class ? List.of() : type == Duration.class ? Duration.ofHours(1) : 0;
    }
}
