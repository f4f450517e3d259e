package io.heliograph.plugins.influxdb.v1;

import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.influxdb.lines.Answer;
import io.heliograph.plugins.influxdb.lines.Destination;
import io.heliograph.plugins.influxdb.lines.Dialect;
import io.heliograph.plugins.influxdb.lines.Link;
import io.heliograph.plugins.influxdb.lines.Place;
import io.heliograph.plugins.influxdb.lines.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/// The write API of InfluxDB 1.x: `/write`, and `/query` to create a database.
final class V1Dialect implements Dialect {
    private final Place place;
    private final Link link;
    private final InfluxdbConfig config;
    private final Logger logger;
    private boolean told;

    V1Dialect(Place place, Link link, InfluxdbConfig config, Logger logger) {
        this.place = place;
        this.link = link;
        this.config = config;
        this.logger = logger;
    }

    @Override
    public URI target(Destination to) {
        StringBuilder query = new StringBuilder("/write?").append(Place.parameter("db", to.store()));
        if (!to.policy().isEmpty()) {
            query.append('&').append(Place.parameter("rp", to.policy()));
        }
        String consistency = config.writeConsistency();
        if (consistency != null && !consistency.isEmpty()) {
            query.append("&consistency=").append(consistency);
        }
        // said in full, although it is the default: other servers of this API guess
        return place.at(query.append("&precision=ns").toString());
    }

    @Override
    public Verdict judge(Answer answer) {
        int status = answer.status();
        String text = answer.text();
        if (answer.done() || text.contains("hinted handoff queue not empty")) {
            return new Verdict.Stored();
        }
        if (status == 404 && text.contains("database not found")) {
            return new Verdict.Missing(answer.reason());
        }
        if (text.contains("retention policy not found")) {
            return Verdict.alarm(answer);
        }
        return isReport(status, text) ? new Verdict.Report(text) : byStatus(answer);
    }

    /// The words alone are none: 401 says "unable to parse authentication credentials", and a cluster that has not
    /// reached all its members 500 and "partial write".
    private static boolean isReport(int status, String text) {
        return (status == 400 || status == 422) && (text.contains("partial write") || text.contains("unable to parse"));
    }

    private static Verdict byStatus(Answer answer) {
        return switch (answer.status()) {
            case 413 -> Verdict.tooLarge(answer);
            case 401, 403, 404, 405, 407 -> Verdict.alarm(answer);
            case 408, 425, 429 -> Verdict.later(answer);
            default -> byClass(answer);
        };
    }

    private static Verdict byClass(Answer answer) {
        return switch (answer.status() / 100) {
            case 2, 3 -> Verdict.alarm(answer);
            case 4 -> Verdict.refused(answer);
            default -> Verdict.later(answer);
        };
    }

    /// No answer, or none that can be read, is no reason not to write either.
    @Override
    public void prepare() throws IOException {
        try {
            create(new Destination(config.database(), ""));
        } catch (IOException unanswered) {
            if (unanswered instanceof InterruptedIOException && !(unanswered instanceof SocketTimeoutException)) {
                throw unanswered;
            }
            logger.warn("{}: cannot ask whether the database is there: {}", place.name(), unanswered.getMessage());
        }
    }

    /// A failure is told and no more: the database may be there all the same.
    @Override
    public boolean create(Destination to) throws IOException {
        if (config.skipDatabaseCreation() || to.store().isEmpty()) {
            return false;
        }
        String statement = "CREATE DATABASE " + quoted(to.store());
        byte[] form = Place.parameter("q", statement).getBytes(StandardCharsets.US_ASCII);
        HttpRequest request = link.request("POST", place.at("/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form, 0, form.length);
        Answer answer = link.exchange(request);
        boolean done = answer.status() == 200 && answer.done();
        if (!done && !told) {
            told = true;
            logger.warn("{}: {} failed, which is no harm if it exists: {}", place.name(), statement, answer.reason());
        }
        return done;
    }

    /// A name in InfluxQL.
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
    }
}
