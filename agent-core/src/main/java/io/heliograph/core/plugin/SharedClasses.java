package io.heliograph.core.plugin;

/// What every plugin sees beside its own jar: the JDK and the few packages that host and plugins exchange objects of.
///
/// Nothing else of the host is visible, so a plugin never links to a library that the host happens to have.
final class SharedClasses extends ClassLoader {
    private static final String[] PACKAGES = {
        "io.heliograph.api.", "org.jspecify.", "org.slf4j.", "com.codahale.metrics."
    };

    private final ClassLoader host;

    SharedClasses(ClassLoader host) {
        super("shared", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    /// Whether the class is the host's also where a plugin's jar brings a copy.
    static boolean isShared(String className) {
        for (String name : PACKAGES) {
            if (className.startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    /// Asked after the JDK.
    @Override
    protected Class<?> findClass(String className) throws ClassNotFoundException {
        if (isShared(className)) {
            return host.loadClass(className);
        }
        throw new ClassNotFoundException(className);
    }
}
