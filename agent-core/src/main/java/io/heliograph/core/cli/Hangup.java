package io.heliograph.core.cli;

import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/// The signal SIGHUP. Java has no other way to it than a class of `jdk.unsupported`, which javac warns of however it is named in
/// the source; so it is looked up.
final class Hangup {
    private Hangup() {}

    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object onSignal = Proxy.newProxyInstance(Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return method.getName().equals("equals") ? proxy == given[0] : method.getName().equals("hashCode") ? 0 : "SIGHUP";
            });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, onSignal);
        } catch (ReflectiveOperationException | IllegalArgumentException missing) {
            LoggerFactory.getLogger("agent").warn("SIGHUP does not reload here: {}", missing.toString());
        }
    }
}
