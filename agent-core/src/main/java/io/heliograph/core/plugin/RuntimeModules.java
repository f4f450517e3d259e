package io.heliograph.core.plugin;

import org.jspecify.annotations.Nullable;

/// The modules of a JDK that the trimmed runtime of a release lacks, by their packages.
///
/// A runtime knows nothing of a module that it does not have, so this is written down. The other half is the list of
/// modules in `dist/pom.xml`.
final class RuntimeModules {
    /// Prefix of packages, then module. Of two prefixes that fit, the longer stands first.
    private static final String[][] ABSENT = {
        {"java.awt.datatransfer.", "java.datatransfer"},
        {"java.awt.", "java.desktop"},
        {"java.beans.", "java.desktop"},
        {"java.applet.", "java.desktop"},
        {"javax.accessibility.", "java.desktop"},
        {"javax.imageio.", "java.desktop"},
        {"javax.print.", "java.desktop"},
        {"javax.sound.", "java.desktop"},
        {"javax.swing.", "java.desktop"},
        {"javax.smartcardio.", "java.smartcardio"},
        {"com.sun.java.accessibility.", "jdk.accessibility"},
        {"com.sun.jarsigner.", "jdk.jartool"},
        {"com.sun.jdi.", "jdk.jdi"},
        {"com.sun.nio.sctp.", "jdk.sctp"},
        {"com.sun.source.", "jdk.compiler"},
        {"com.sun.tools.attach.", "jdk.attach"},
        {"com.sun.tools.javac.", "jdk.compiler"},
        {"com.sun.tools.jconsole.", "jdk.jconsole"},
        {"jdk.dynalink.", "jdk.dynalink"},
        {"jdk.incubator.vector.", "jdk.incubator.vector"},
        {"jdk.javadoc.", "jdk.javadoc"},
        {"jdk.jshell.", "jdk.jshell"},
        {"jdk.management.jfr.", "jdk.management.jfr"},
        {"jdk.nio.mapmode.", "jdk.nio.mapmode"},
        {"jdk.security.jarsigner.", "jdk.jartool"},
        {"jdk.swing.interop.", "jdk.unsupported.desktop"},
        {"jdk.tools.jlink.", "jdk.jlink"},
        {"netscape.javascript.", "jdk.jsobject"},
        {"org.w3c.dom.css.", "jdk.xml.dom"},
        {"org.w3c.dom.html.", "jdk.xml.dom"},
        {"org.w3c.dom.stylesheets.", "jdk.xml.dom"},
        {"org.w3c.dom.xpath.", "jdk.xml.dom"},
        {"sun.tools.jconsole.", "jdk.jconsole"},
    };

    private RuntimeModules() {}

    /// The module of a class that was not found.
    ///
    /// @return null for a class of no module of the JDK; for one of a module that is not listed, its package in words
    static @Nullable String moduleOf(String className) {
        for (String[] absent : ABSENT) {
            if (className.startsWith(absent[0])) {
                return absent[1];
            }
        }
        boolean ofJdk = className.startsWith("java.") || className.startsWith("jdk.");
        return ofJdk ? "of " + className.substring(0, className.lastIndexOf('.')) : null;
    }
}
