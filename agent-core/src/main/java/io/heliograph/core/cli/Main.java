package io.heliograph.core.cli;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// Prints the version.
    public static void main(String[] arguments) {
        System.out.println("heliograph " + Main.class.getPackage().getImplementationVersion());
    }
}
