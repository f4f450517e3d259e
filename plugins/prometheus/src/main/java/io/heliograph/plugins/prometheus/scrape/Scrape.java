package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Input;
import io.heliograph.api.ParseException;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.http.BodyTooLargeException;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.plugins.prometheus.exposition.ExpositionParser;
import io.heliograph.plugins.prometheus.exposition.ParsingSlots;
import io.heliograph.plugins.prometheus.exposition.Tally;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads one target. Fetching goes on for as many targets as there are; parsing for as many as there are cores.
///
/// A scrape is all or nothing: where the answer cannot be had or read, no row of it comes out, all series of the one
/// before get a staleness marker, and `up` is 0.
final class Scrape implements Input {
    private static final ParsingSlots SLOTS =
            new ParsingSlots(Runtime.getRuntime().availableProcessors());

    private final ScrapeTarget target;
    private final Job job;
    private final Fetch fetch;
    private final ExpositionParser parser;
    private final @Nullable Report report;
    private final Grid grid;
    private final Tally tally = new Tally();

    /// @param added tags of the rows about the scrape, where the host does not put the target's labels on
    Scrape(ScrapeTarget target, Job job, TagSet added) {
        this.target = target;
        this.job = job;
        this.fetch = new Fetch(target, job);
        this.parser = job.parser(target);
        Duration interval = target.interval() == null ? job.interval() : target.interval();
        this.grid = new Grid(interval);
        PrometheusConfig config = job.config();
        this.report = config.job().scrapeMetrics()
                ? new Report(
                        config.version(),
                        added,
                        config.job().extraScrapeMetrics(),
                        target.timeout(),
                        config.limits().sampleLimit())
                : null;
    }

    @Override
    public void gather(Accumulator out) throws IOException, InterruptedException, ParseException {
        long nowMillis = job.epochNanos() / 1_000_000;
        // the host rounds the time of targets that are read as Telegraf does
        long time = target.isOwn() ? 0 : grid.time(nowMillis);
        long began = System.nanoTime();
        long bodyBytes = 0;
        tally.clear();
        ByteSink body = job.bodies().borrow();
        try {
            job.checkTargets();
            ExpositionFormat format = fetch.into(body, out);
            bodyBytes = body.size();
            read(new ByteSource(body.array(), 0, body.size(), "the answer"), format, time, out);
            report(true, began, bodyBytes, time, out);
        } catch (InterruptedIOException stopped) {
            if (Thread.currentThread().isInterrupted()) {
                throw stopped; // the host's doing: the target is as it was
            }
            failed(stopped, began, bodyBytes, time, out);
            throw stopped;
        } catch (IOException | ParseException problem) {
            failed(problem, began, problem instanceof BodyTooLargeException ? Report.TOO_LARGE : bodyBytes, time, out);
            throw problem;
        } finally {
            job.bodies().giveBack(body);
        }
    }

    private void read(ByteSource body, ExpositionFormat format, long time, Accumulator out)
            throws IOException, ParseException, InterruptedException {
        parser.scrape(body, format, SLOTS, time, tally, out);
        job.leftOut(tally.beyondLimits());
        job.repeated(target.location().shown(), tally.repeated());
        if (parser.skippedLines() > 0) {
            job.skipped(parser.skippedLines());
            out.error(new IOException(target.location().shown() + ": " + parser.skippedLines()
                    + " lines were skipped, the last one for: " + parser.lastFault()));
        }
    }

    private void failed(Exception problem, long began, long bodyBytes, long time, Accumulator out) {
        parser.end(time, out);
        report(false, began, bodyBytes, time, out);
        Instant now = Instant.ofEpochMilli(job.epochNanos() / 1_000_000);
        try {
            job.failures().write(now, target.location().shown(), problem);
        } catch (IOException unwritten) { // told as well: it must not hide why the scrape failed
            problem.addSuppressed(unwritten);
            out.error(unwritten);
        }
    }

    private void report(boolean isUp, long began, long bodyBytes, long time, Accumulator out) {
        if (report != null) {
            report.emit(isUp, System.nanoTime() - began, tally, bodyBytes, time, out);
        }
    }

    @Override
    public void ended(long epochNanos, Accumulator out) {
        parser.end(epochNanos / 1_000_000, out);
        if (report != null) {
            report.end(epochNanos / 1_000_000, out);
        }
    }
}
