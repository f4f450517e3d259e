package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.prometheus.exposition.Labelling;
import io.heliograph.plugins.prometheus.exposition.Labelling.Dropped;
import io.heliograph.plugins.prometheus.exposition.Labelling.Kept;
import io.heliograph.plugins.prometheus.exposition.Labelling.Refused;
import io.heliograph.testkit.TestContext;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabellingTest {
    private static final TagSet TARGET = TagSet.of("job", "j", "instance", "h:1");

    private static Labellings labellings(String options) throws Exception {
        return new Labellings(Configured.by(options, new TestContext("inputs.prometheus")));
    }

    private static Labelling.Verdict of(String options, String name, String... labels) throws Exception {
        return labellings(options).of(TARGET).identify(name, TagSet.of(labels));
    }

    @Test
    void movesLabelsThatTheTargetHasShortNamesFirst() {
        assertThat(Exported.moved(TagSet.of("job", "x", "a", "b"), Set.of("job")))
                .isEqualTo(TagSet.of("exported_job", "x", "a", "b"));
        assertThat(Exported.moved(TagSet.of("job", "x", "exported_job", "y"), Set.of("job")))
                .isEqualTo(TagSet.of("exported_exported_job", "x", "exported_job", "y"));
        assertThat(Exported.moved(TagSet.of("job", "x", "exported_job", "y"), Set.of("job", "exported_job")))
                .isEqualTo(TagSet.of("exported_exported_job", "x", "exported_exported_exported_job", "y"));
        TagSet free = TagSet.of("a", "b");
        assertThat(Exported.moved(free, Set.of("job"))).isSameAs(free);
    }

    @Test
    void honorsLabelsWhereAsked() throws Exception {
        assertThat(of("", "m", "job", "x")).isEqualTo(new Kept("m", TagSet.of("exported_job", "x")));
        assertThat(of("honor_labels = true", "m", "job", "x")).isEqualTo(new Kept("m", TagSet.of("job", "x")));
    }

    @Test
    void targetsWithEqualNamesOfLabelsShareOneUnlessARuleLooksAtTheirValues() throws Exception {
        Labellings free = labellings(
                "metric_relabel_configs = [{ source_labels = ['code'], regex = '5..', action =" + " 'drop' }]");
        assertThat(free.of(TARGET)).isSameAs(free.of(TagSet.of("job", "other", "instance", "h:2")));
        assertThat(free.of(TARGET)).isNotSameAs(free.of(TagSet.of("job", "other")));
        assertThat(free.isOwn(TARGET)).isFalse();
        Labellings bound = labellings("metric_relabel_configs = [{ source_labels = ['instance'], regex = '(.+):1',"
                + " target_label = 'node' }]");
        assertThat(bound.isOwn(TARGET)).isTrue();
        assertThat(bound.of(TARGET).identify("m", TagSet.of("instance", "x")))
                .isEqualTo(
                        new Kept("m", TagSet.of("exported_instance", "x", "instance", "h:1", "job", "j", "node", "h")));
    }

    @Test
    void labellingsGoWithTheirTargets() throws Exception {
        Labellings labellings = labellings("");
        Labelling stays = labellings.of(TARGET);
        for (int i = 0; i < 1000; i++) {
            labellings.of(TARGET.with("name_" + i, "x"));
        }
        await().until(() -> {
            System.gc();
            labellings.of(TARGET.with("another", "x"));
            return labellings.size() < 10;
        });
        assertThat(labellings.of(TARGET)).isSameAs(stays);
    }

    @Test
    void rulesMayDropAndRename() throws Exception {
        String rules = "metric_relabel_configs = [{ source_labels = ['__name__'], regex = 'go_.*', action = 'drop' },"
                + " { source_labels = ['__name__'], regex = 'old_(.*)', target_label = '__name__', replacement ="
                + " 'new_$1' }]";
        assertThat(of(rules, "go_x")).isEqualTo(Dropped.BY_RULES);
        assertThat(of(rules, "old_x", "a", "1")).isEqualTo(new Kept("new_x", TagSet.of("a", "1")));
        assertThat(of("metric_relabel_configs = [{ regex = '__name__', action = 'labeldrop' }]", "m", "a", "1"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.isLimit()).isFalse());
    }

    @Test
    void namesMustBeValidAfterTheRules() throws Exception {
        assertThat(of("metric_name_validation_scheme = 'legacy'", "a.b")).isInstanceOf(Refused.class);
        assertThat(of("metric_name_validation_scheme = 'legacy'", "a:b")).isInstanceOf(Kept.class);
        assertThat(of("", "a.b", "c.d", "1")).isInstanceOf(Kept.class);
    }

    @Test
    void limitsCountTheTargetsLabelsAndTheName() throws Exception {
        assertThat(of("label_limit = 4", "m", "a", "1")).isInstanceOf(Kept.class);
        assertLimit(of("label_limit = 3", "m", "a", "1"), "label_limit");
        assertLimit(of("label_name_length_limit = 8", "m", "ninebytes", "1"), "label_name_length_limit");
        assertLimit(of("label_value_length_limit = 5", "m", "a", "äöü"), "label_value_length_limit");
        assertLimit(of("label_value_length_limit = 5", "sixsix"), "label_value_length_limit");
        assertThat(labellings("label_value_length_limit = 2").isOwn(TARGET)).isTrue();
        assertLimit(of("label_value_length_limit = 2", "m"), "instance");
    }

    private static void assertLimit(Labelling.Verdict verdict, String part) {
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.isLimit()).isTrue();
            assertThat(refused.why()).contains(part);
        });
    }
}
