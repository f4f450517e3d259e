package io.heliograph.dist;

import io.heliograph.dist.TrialSink.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a trial came to.
///
/// @param ends violent ones
/// @param acknowledged lines
/// @param receivers each, beside that
/// @param books of the last life
record TrialReport(int ends, long acknowledged, List<Comparison> receivers, Books books) {
    private static final Path FOLDER = Path.of("target", "proof");

    /// What has to hold, and whether it does.
    record Check(String text, boolean holds) {}

    /// All that has to hold.
    ///
    /// @param sentAgainPerEnd how many lines may come again to a receiver for each end, beside those whose answer was
    /// lost
    List<Check> checks(int sentAgainPerEnd) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("lines were acknowledged: " + acknowledged, acknowledged > 0));
        for (Comparison receiver : receivers) {
            String name = receiver.weakness().alias();
            checks.add(new Check(
                    name + ": lost " + receiver.lost() + " of " + acknowledged + examples(receiver.examples()),
                    receiver.lost() == 0));
            checks.add(new Check(
                    name + ": damaged or unknown " + receiver.damaged().size() + examples(receiver.damaged()),
                    receiver.damaged().isEmpty()));
            checks.add(new Check(
                    name + ": first came out of order " + receiver.disordered() + " (and " + receiver.overtaken()
                            + " that were not acknowledged)",
                    receiver.disordered() == 0));
            long bound = (long) ends * sentAgainPerEnd + receiver.unanswered();
            checks.add(new Check(
                    name + ": came again " + receiver.duplicates() + ", at most " + bound,
                    receiver.duplicates() <= bound));
        }
        double gone =
                books.sum("heliograph_output_dropped_total", "") + books.sum("heliograph_output_rejected_total", "");
        checks.add(new Check("dropped or rejected in the last life: " + (long) gone, gone == 0));
        checks.add(new Check("the books of the last life balance", books.isBalanced()));
        return checks;
    }

    private static String examples(List<String> lines) {
        return lines.isEmpty() ? "" : ", as " + lines.stream().limit(3).toList();
    }

    /// Prints it, and keeps it under `target/proof` for the scripts of `dist/proof`.
    ///
    /// @param title with the seed
    /// @return whether all holds
    boolean tell(String name, String title, int sentAgainPerEnd) throws IOException {
        List<Check> checks = checks(sentAgainPerEnd);
        long failed = checks.stream().filter(check -> !check.holds).count();
        StringBuilder text = new StringBuilder(title).append('\n');
        for (Comparison receiver : receivers) {
            text.append("%-8s acknowledged %d, lost %d, came %d (%d not acknowledged), came again %d (%.3f %%)%n"
                    .formatted(
                            receiver.weakness().alias(),
                            acknowledged,
                            receiver.lost(),
                            receiver.distinct(),
                            receiver.distinct() - acknowledged + receiver.lost(),
                            receiver.duplicates(),
                            100.0 * receiver.duplicates() / Math.max(1, receiver.distinct())));
        }
        checks.forEach(check -> text.append(check.holds ? "ok     " : "FAILED ")
                .append(check.text)
                .append('\n'));
        text.append(checks.size() - failed + " passed, " + failed + " failed\n");
        System.out.print(text);
        Files.writeString(Files.createDirectories(FOLDER).resolve(name + ".txt"), text);
        return failed == 0;
    }
}
