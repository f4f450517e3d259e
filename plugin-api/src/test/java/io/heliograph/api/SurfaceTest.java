package io.heliograph.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What plugins may use is written down in `api.txt`: whoever changes it sees that in the difference, and so does the
/// reader of the change. `-Dheliograph.rewrite=true` writes it.
class SurfaceTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path FILE = Path.of("src/test/resources/api.txt");
    private static final int SHOWN = Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL | Modifier.PROTECTED;

    @Test
    void surfaceIsAsWrittenDown() throws Exception {
        String surface = String.join("\n", surface()) + "\n";
        if (Boolean.getBoolean("heliograph.rewrite")) {
            Files.writeString(FILE, surface);
        }
        assertThat(surface).isEqualTo(Files.readString(FILE));
    }

    private static List<String> surface() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : types()) {
            if (isOpen(type.getModifiers()) && isOpen(type.getEnclosingClass())) {
                lines.add(declaration(type));
                members(type).sorted().map("    "::concat).forEach(lines::add);
            }
        }
        return lines;
    }

    private static List<Class<?>> types() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = CLASSES.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.');
                if (!name.endsWith("package-info")) {
                    types.add(Class.forName(name));
                }
            }
        }
        assertThat(types).hasSizeGreaterThan(50);
        return types;
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isOpen(Class<?> enclosing) {
        return enclosing == null || isOpen(enclosing.getModifiers()) && isOpen(enclosing.getEnclosingClass());
    }

    private static String declaration(Class<?> type) {
        StringBuilder text = new StringBuilder(deprecated(type)).append(type.isSealed() ? "sealed " : "");
        text.append(type.toGenericString()
                .replace("public ", "")
                .replace("static ", "")
                .replace("abstract ", ""));
        if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
            text.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        for (Type above : type.getGenericInterfaces()) {
            text.append(" : ").append(above.getTypeName());
        }
        return text.toString();
    }

    private static Stream<String> members(Class<?> type) {
        Stream<String> fields =
                Stream.of(type.getDeclaredFields()).filter(SurfaceTest::isShown).map(SurfaceTest::text);
        Stream<String> made = Stream.of(type.getDeclaredConstructors())
                .filter(SurfaceTest::isShown)
                .map(SurfaceTest::text);
        Stream<String> methods = Stream.of(type.getDeclaredMethods())
                .filter(SurfaceTest::isShown)
                .map(SurfaceTest::text);
        return Stream.of(fields, made, methods).flatMap(members -> members);
    }

    private static boolean isShown(Member member) {
        return isOpen(member.getModifiers()) && !member.isSynthetic();
    }

    private static String text(Field field) {
        return deprecated(field) + modifiers(field) + field.getGenericType().getTypeName() + " " + field.getName();
    }

    private static String text(Constructor<?> constructor) {
        return deprecated(constructor) + modifiers(constructor) + "new" + parameters(constructor);
    }

    private static String text(Method method) {
        String result = method.getGenericReturnType().getTypeName();
        String byDefault = method.isDefault() ? "default " : "";
        return deprecated(method) + modifiers(method) + byDefault + result + " " + method.getName()
                + parameters(method);
    }

    private static String parameters(Executable executable) {
        List<String> types = Stream.of(executable.getGenericParameterTypes())
                .map(Type::getTypeName)
                .toList();
        List<String> thrown = Stream.of(executable.getGenericExceptionTypes())
                .map(Type::getTypeName)
                .toList();
        return "(" + String.join(", ", types) + ")" + (thrown.isEmpty() ? "" : " throws " + String.join(", ", thrown));
    }

    private static String modifiers(Member member) {
        String text = Modifier.toString(member.getModifiers() & SHOWN);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String deprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
    }
}
