package io.heliograph.plugins.common.relabel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Literals with gaps between them, each as long as it can be: `a.*b.+c`. The first literal stands at the start of the
/// text, the last at its end; both may be empty.
///
/// Greedy gaps, first one first, mean that every literal stands as far right as it can, so they are found from the
/// right.
final class Shape {
    private final String[] literals;
    private final int[] least; // characters in the gap behind each literal but the last
    private final int[] slots; // of groups' bounds, see Expression.groups
    private final int[] slotLiterals; // the literal from whose start a bound is counted
    private final int[] slotOffsets;

    private Shape(String[] literals, int[] least, int[] slots, int[] slotLiterals, int[] slotOffsets) {
        this.literals = literals;
        this.least = least;
        this.slots = slots;
        this.slotLiterals = slotLiterals;
        this.slotOffsets = slotOffsets;
    }

    static Shape of(List<Token> tokens) {
        List<String> literals = new ArrayList<>();
        List<Integer> least = new ArrayList<>();
        List<int[]> marks = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (Token token : tokens) {
            if (token instanceof Token.Text part) {
                literal.append(part.text());
            } else if (token instanceof Token.Mark mark) {
                marks.add(new int[] {mark.slot(), literals.size(), literal.length()});
            } else if (token instanceof Token.Any any) {
                literals.add(literal.toString());
                least.add(any.least());
                literal.setLength(0);
            }
        }
        literals.add(literal.toString());
        int[] gaps = least.stream().mapToInt(Integer::intValue).toArray();
        return new Shape(literals.toArray(String[]::new), gaps, column(marks, 0), column(marks, 1), column(marks, 2));
    }

    private static int[] column(List<int[]> rows, int column) {
        int[] values = new int[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i)[column];
        }
        return values;
    }

    /// The only text that matches, or null where there are more.
    @Nullable
    String literal() {
        return literals.length == 1 ? literals[0] : null;
    }

    /// @param bounds takes the bounds of the whole and of groups; null where nobody asks
    boolean matches(String text, int @Nullable [] bounds) {
        int last = literals.length - 1;
        if (last == 0) {
            return text.equals(literals[0]) && tell(text, new int[1], bounds);
        }
        if (!text.startsWith(literals[0]) || !text.endsWith(literals[last])) {
            return false;
        }
        int[] starts = new int[literals.length];
        starts[last] = text.length() - literals[last].length();
        for (int i = last - 1; i > 0; i--) {
            starts[i] = rightmost(text, literals[i], starts[i + 1] - least[i]);
            if (starts[i] < 0) {
                return false;
            }
        }
        return literals[0].length() + least[0] <= starts[1] && tell(text, starts, bounds);
    }

    private static int rightmost(String text, String literal, int end) {
        int start = text.lastIndexOf(literal, end - literal.length());
        // between two gaps no literal says where a character of two chars begins
        boolean split = start > 0 && literal.isEmpty() && start < text.length() && isWithinPair(text, start);
        return split ? start - 1 : start;
    }

    private static boolean isWithinPair(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private boolean tell(String text, int[] starts, int @Nullable [] bounds) {
        if (bounds != null) {
            bounds[0] = 0;
            bounds[1] = text.length();
            for (int i = 0; i < slots.length; i++) {
                bounds[slots[i]] = starts[slotLiterals[i]] + slotOffsets[i];
            }
        }
        return true;
    }
}
