package io.heliograph.plugins.common.relabel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Alternatives of simple shape: the first one that matches counts, as in RE2.
final class Shapes {
    private final Shape[] alternatives;
    private final @Nullable Map<String, Shape> literals; // where all of several are literals
    private final int slots;
    private final boolean exact;

    private Shapes(Shape[] alternatives, int slots, boolean exact) {
        this.alternatives = alternatives;
        this.literals = literals(alternatives);
        this.slots = slots;
        this.exact = exact;
    }

    static Shapes of(List<List<Token>> alternatives, int groups, boolean exact) {
        Shape[] shapes = new Shape[alternatives.size()];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = Shape.of(alternatives.get(i));
        }
        return new Shapes(shapes, 2 * (groups + 1), exact);
    }

    private static @Nullable Map<String, Shape> literals(Shape[] alternatives) {
        Map<String, Shape> byText = new HashMap<>();
        for (Shape shape : alternatives) {
            String text = shape.literal();
            if (text == null) {
                return null;
            }
            byText.putIfAbsent(text, shape);
        }
        return alternatives.length < 4 ? null : byText;
    }

    /// Whether [#groups] answers as RE2 does.
    boolean knowsGroups() {
        return exact;
    }

    boolean matches(String text) {
        if (literals != null) {
            return literals.containsKey(text);
        }
        for (Shape shape : alternatives) {
            if (shape.matches(text, null)) {
                return true;
            }
        }
        return false;
    }

    /// As [Expression#groups].
    int @Nullable [] groups(String text) {
        int[] bounds = new int[slots];
        if (literals != null) {
            Shape shape = literals.get(text);
            return shape == null ? null : filled(shape, text, bounds);
        }
        for (Shape shape : alternatives) {
            if (filled(shape, text, bounds) != null) {
                return bounds;
            }
        }
        return null;
    }

    private static int @Nullable [] filled(Shape shape, String text, int[] bounds) {
        Arrays.fill(bounds, -1);
        return shape.matches(text, bounds) ? bounds : null;
    }
}
