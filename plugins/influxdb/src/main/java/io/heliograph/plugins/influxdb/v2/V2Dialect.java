package io.heliograph.plugins.influxdb.v2;

import io.heliograph.plugins.influxdb.lines.Answer;
import io.heliograph.plugins.influxdb.lines.Destination;
import io.heliograph.plugins.influxdb.lines.Dialect;
import io.heliograph.plugins.influxdb.lines.Place;
import io.heliograph.plugins.influxdb.lines.Verdict;
import java.net.URI;

/// The write API of InfluxDB 2.x: `/api/v2/write`. A bucket is never created here.
final class V2Dialect implements Dialect {
    private final Place place;
    private final String organization;

    V2Dialect(Place place, String organization) {
        this.place = place;
        this.organization = organization;
    }

    @Override
    public URI target(Destination to) {
        String owner = Place.parameter("org", organization);
        return place.at("/api/v2/write?" + owner + "&" + Place.parameter("bucket", to.store()) + "&precision=ns");
    }

    @Override
    public Verdict judge(Answer answer) {
        if (answer.done()) {
            return new Verdict.Stored();
        }
        String text = answer.text();
        return switch (answer.status()) {
            case 413 -> Verdict.tooLarge(answer);
            case 401, 403, 404, 405, 407 -> Verdict.alarm(answer);
            case 408, 425, 429 -> Verdict.later(answer);
            case 400, 422 ->
                text.contains("partial write") || text.contains("unable to parse")
                        ? new Verdict.Report(text)
                        : Verdict.refused(answer);
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
}
