package io.heliograph.plugins.common.relabel;

import org.jspecify.annotations.Nullable;

/// A regular expression in RE2's syntax that has to match a whole text; its dot matches line breaks.
///
/// The common shapes (literals, alternatives, `.*` and `.+` with groups around them) are matched by [Shapes],
/// everything else by RE2/J, whose answers are remembered. Never by `java.util.regex`, which means other things by
/// the same text.
final class Expression {
    private final String regex;
    private final @Nullable Shapes shapes;
    private volatile @Nullable Re2Matches re2;

    private Expression(String regex, @Nullable Shapes shapes) {
        this.regex = regex;
        this.shapes = shapes;
    }

    /// @throws io.heliograph.api.InvalidOptionException for `regex`, where it is none
    static Expression of(String regex) {
        Shapes shapes = ShapeReader.read(regex);
        Expression expression = new Expression(regex, shapes);
        if (shapes == null) {
            expression.re2(); // is what says whether it is an expression at all
        }
        return expression;
    }

    /// The same without fast paths: what tests compare with.
    static Expression slow(String regex) {
        return new Expression(regex, null);
    }

    boolean isFast() {
        return shapes != null;
    }

    boolean matches(String text) {
        return shapes == null ? re2().groups(text) != null : shapes.matches(text);
    }

    /// Where the whole and each group begin and end, two numbers each, -1 for a group that took no part; null where the
    /// text does not match. Not to be changed.
    int @Nullable [] groups(String text) {
        return shapes != null && shapes.knowsGroups() ? shapes.groups(text) : re2().groups(text);
    }

    /// The number of the group of that name, or -1.
    int group(String name) {
        return shapes == null ? re2().group(name) : -1; // a shape has no names
    }

    private Re2Matches re2() {
        Re2Matches present = re2;
        if (present == null) {
            present = new Re2Matches(regex);
            re2 = present;
        }
        return present;
    }
}
