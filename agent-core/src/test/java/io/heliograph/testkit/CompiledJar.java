package io.heliograph.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Makes a plugin jar from source text, against the class path of the test.
public final class CompiledJar {
    private final Manifest manifest = new Manifest();
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();

    private CompiledJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /// A jar with an empty manifest.
    public static CompiledJar plain() {
        return new CompiledJar();
    }

    /// A jar with the usual manifest and one input, `inputs.<name>`, whose interval is asked of `test.<Name>.text()`.
    public static CompiledJar of(String name) {
        return plain().manifest("Plugin-Id", "test-" + name)
                .manifest("Plugin-Version", "1.2.3")
                .manifest("Plugin-Requires", "1")
                .manifest("Heliograph-Plugins", "inputs." + name);
    }

    /// Sets an attribute of the manifest.
    public CompiledJar manifest(String key, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(key), value);
        return this;
    }

    /// Removes an attribute of the manifest.
    public CompiledJar without(String key) {
        manifest.getMainAttributes().remove(new Attributes.Name(key));
        return this;
    }

    /// One that [#input] was not asked for needs a provider of its own.
    public CompiledJar source(String className, String text) {
        sources.add(new Source(className, text));
        return this;
    }

    /// A plugin that says `text`, an expression, when it gathers, in the package `test.<name>`.
    public CompiledJar input(String name, String text) {
        String type = "test." + name + ".";
        source(type + "Settings", "package test.%s; public record Settings() {}".formatted(name));
        source(type + "Plugin", """
                package test.%s;
                import io.heliograph.api.*;
                public final class Plugin implements Input {
                    public Plugin(Settings settings, PluginContext context) {}
                    @Override public void gather(Accumulator out) throws Exception {
                        throw new Exception("" + %s);
                    }
                }
                """.formatted(name, text));
        return provider(
                type + "Provider", "PluginDescriptor.of(\"inputs.%s\", Settings.class, Plugin.class)".formatted(name));
    }

    /// A provider of these descriptors, as Java expressions.
    public CompiledJar provider(String className, String descriptors) {
        int dot = className.lastIndexOf('.');
        entry("META-INF/services/io.heliograph.api.PluginProvider", className);
        return source(className, """
                package %s;
                import io.heliograph.api.*;
                public final class %s implements PluginProvider {
                    @Override public java.util.List<PluginDescriptor> plugins() { return java.util.List.of(%s); }
                }
                """.formatted(className.substring(0, dot), className.substring(dot + 1), descriptors));
    }

    /// A file in the jar.
    public CompiledJar entry(String name, String text) {
        entries.put(name, text.getBytes(UTF_8));
        return this;
    }

    /// A jar to compile against, which is not packed.
    public CompiledJar against(Path library) {
        libraries.add(library);
        return this;
    }

    /// Packs all classes of a jar, as a fat jar has them.
    public CompiledJar with(Path library) throws IOException {
        try (java.util.jar.JarFile jar = new java.util.jar.JarFile(library.toFile())) {
            for (var entry : java.util.Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return against(library);
    }

    /// Compiles and writes it.
    ///
    /// @return the same path
    public Path write(Path file) throws IOException {
        if (!sources.isEmpty()) {
            compile();
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return file;
    }

    private void compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = System.getProperty("java.class.path");
        for (Path library : libraries) {
            path = library + java.io.File.pathSeparator + path;
        }
        StringWriter messages = new StringWriter();
        JavaFileManager files = new Classes(compiler.getStandardFileManager(null, null, UTF_8));
        boolean compiled = compiler.getTask(messages, files, null, List.of("-cp", path, "-proc:none"), null, sources)
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        Classes(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new Compiled(className.replace('.', '/') + ".class");
        }
    }

    private final class Compiled extends SimpleJavaFileObject {
        private final String name;

        Compiled(String name) {
            super(URI.create("memory:///" + name), Kind.CLASS);
            this.name = name;
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    entries.put(name, toByteArray());
                }
            };
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
