package io.heliograph.core.http;

/// What one client may ask of the JDK's HTTP server. It reads its limits once, from system properties, and they hold
/// for every server in this process: the listeners of plugins too.
public final class HttpLimits {
    private HttpLimits() {}

    /// Sets the limits; what is set from outside stays. To be called before the first server is made.
    public static void install() {
        limit("sun.net.httpserver.maxReqHeaders", "100");
        limit("sun.net.httpserver.maxReqHeaderSize", "16384");
        limit(
                "sun.net.httpserver.maxReqTime",
                "5"); // seconds, for the whole request: pages are asked for without bodies
        limit("sun.net.httpserver.maxRspTime", "60");
        limit("jdk.httpserver.maxConnections", "1024");
        limit("sun.net.httpserver.nodelay", "true");
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
