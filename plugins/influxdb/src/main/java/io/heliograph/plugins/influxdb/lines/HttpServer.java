package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.http.HttpBody;
import io.heliograph.plugins.common.http.HttpRequest;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A server of the HTTP API.
///
/// Where a report names bad rows, these are rejected and the others are sent again, until the server takes all that
/// remain: of several bad rows it names one reason only, and answers for one shard before it has written the others.
/// Writing a point again changes nothing.
final class HttpServer implements Server {
    private static final int ROUNDS = 16;

    private final String name;
    private final Dialect dialect;
    private final Link link;
    private final LineBody body;
    private boolean prepared;

    HttpServer(String name, Dialect dialect, Link link, LineBody body) {
        this.name = name;
        this.dialect = dialect;
        this.link = link;
        this.body = body;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable WriteResult write(Rows rows, Destination to, Tally tally) throws IOException {
        if (!prepared) {
            dialect.prepare();
            prepared = true;
        }
        Rows left = rows;
        boolean created = false;
        for (int round = 0; round < ROUNDS; round++) {
            Verdict verdict = post(left, to, tally);
            switch (verdict) {
                case Verdict.Stored stored -> {
                    tally.accept(left);
                    return null;
                }
                case Verdict.Failed(WriteResult result) -> {
                    return result;
                }
                case Verdict.Missing(String reason) -> {
                    created = !created && dialect.create(to);
                    if (!created) {
                        return WriteResult.retry(Verdict.ALARM + reason);
                    }
                }
                case Verdict.Report(String text) -> {
                    BitSet named = new NamedRows(text, left, body).find();
                    if (named.isEmpty()) {
                        return new WriteResult.Refused(text);
                    }
                    named.stream().map(left::origin).forEach(origin -> tally.reject(origin, uncounted(text)));
                    left = left.without(tally.settled());
                }
            }
        }
        return new WriteResult.Refused("still bad rows after " + ROUNDS + " that were found");
    }

    /// A reason without the number of rows that it was given for, so that it is the same for each.
    private static String uncounted(String report) {
        int count = report.lastIndexOf(" dropped=");
        return count < 0 || report.indexOf(' ', count + 1) >= 0 ? report : report.substring(0, count);
    }

    private Verdict post(Rows rows, Destination to, Tally tally) throws IOException {
        HttpBody lines = body.of(rows, tally);
        if (lines.length() == 0) {
            return new Verdict.Stored();
        }
        HttpRequest request =
                link.request("POST", dialect.target(to)).body(lines.array(), lines.offset(), lines.length());
        return dialect.judge(link.exchange(body.isPacked() ? request.header("Content-Encoding", "gzip") : request));
    }

    @Override
    public void close() {
        // the client and the body belong to the output
    }
}
