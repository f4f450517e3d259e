package io.heliograph.testkit.cases;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The configuration of a case, as it is loaded elsewhere than in its folder.
public final class CaseText {
    private static final Pattern PATH = Pattern.compile("\"((?:input\\.|data/)[^\"\n]*)\"");

    private CaseText() {}

    /// The working directory of a process cannot be changed: paths of inputs get the folder's in front.
    ///
    /// @param folder an absolute path
    public static String resolved(String toml, Path folder) {
        return PATH.matcher(toml)
                .replaceAll(path -> Matcher.quoteReplacement(
                        '"' + folder.resolve(path.group(1)).toString() + '"'));
    }
}
