package io.heliograph.core.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/// Signals of the system. Java has no other way to them than a class of `jdk.unsupported`, which javac warns of
/// however it is named in the source; so it is looked up.
final class Signals {
    private Signals() {}

    /// Does something at a signal, in place of what the virtual machine does.
    ///
    /// @param name without SIG: `HUP`, `TERM`
    /// @param action quick: it is done on a thread of the signal's own
    static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object onSignal = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, calling(name, action));
            Object wanted = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, wanted, onSignal);
        } catch (ReflectiveOperationException | IllegalArgumentException missing) {
            LoggerFactory.getLogger("agent").warn("SIG{} is not heard here: {}", name, missing.toString());
        }
    }

    private static InvocationHandler calling(String name, Runnable action) {
        return (proxy, method, given) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == given[0];
            case "hashCode" -> name.hashCode();
            default -> "SIG" + name;
        };
    }
}
