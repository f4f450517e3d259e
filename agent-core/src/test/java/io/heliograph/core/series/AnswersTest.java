package io.heliograph.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Series base = Series.of("m", "a", "1");
    private final Overlay here = new Overlay(TagSet.of("instance", "x"));
    private final Overlay there = new Overlay(TagSet.of("instance", "y"));
    private int asked;

    private Answers<String> answers(Function<Series, String> question) {
        return new Answers<>() {
            @Override
            protected String ask(Series series) {
                asked++;
                return question.apply(series);
            }
        };
    }

    @Test
    void serveAllTargetsWhileNobodyLooksAtTheirTags() {
        Answers<String> names = answers(series -> series.name() + series.tag("a"));
        for (int round = 0; round < 3; round++) {
            assertThat(names.of(base, here)).isEqualTo("m1");
            assertThat(names.of(base, there)).isEqualTo("m1");
        }
        assertThat(asked).isOne();
        assertThat(TargetAnswers.size(here)).isZero();
    }

    @Test
    void serveOneTargetWhereSomebodyLookedAtItsTags() {
        Answers<String> instances = answers(series -> String.valueOf(series.tag("instance")));
        for (int round = 0; round < 3; round++) {
            assertThat(instances.of(base, here)).isEqualTo("x");
            assertThat(instances.of(base, there)).isEqualTo("y");
            assertThat(instances.of(base, null)).isEqualTo("null");
        }
        assertThat(asked).isEqualTo(3);
        assertThat(TargetAnswers.size(here)).isOne();
    }

    /// What was worked out without a target is no answer under one, as nobody took note of who looked.
    @Test
    void ofASeriesAloneAreNotThoseUnderATarget() {
        Answers<String> instances = answers(series -> String.valueOf(series.tag("instance")));
        assertThat(instances.of(base)).isEqualTo("null");
        assertThat(instances.of(base.over(here))).isEqualTo("x");
    }

    @Test
    void areForgottenWithTheTargetsSeriesAndWithTheirStage() {
        Answers<String> instances = answers(series -> String.valueOf(series.tag("instance")));
        instances.of(base, here);
        for (int age = 0; age < 3; age++) {
            assertThat(TargetAnswers.size(here)).isOne();
            TargetAnswers.age(here);
        }
        assertThat(TargetAnswers.size(here)).isZero();
        assertThat(instances.of(base, here)).isEqualTo("x");

        instances.retire();
        answers(Series::name).of(base, here);
        assertThat((Object[]) base.attachment()).hasSize(2);
    }
}
