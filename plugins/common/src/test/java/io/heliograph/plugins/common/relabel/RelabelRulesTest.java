package io.heliograph.plugins.common.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Explanation;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.TagSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules at work, beyond the tables of Prometheus.
class RelabelRulesTest {
    private final TagSet labels = TagSet.of("__name__", "up", "job", "Straße", "pod_a", "1", "pod_b", "2");

    @Test
    void nothingChangedIsTheSameObject() {
        RelabelRules rules = rules(rule(RelabelAction.REPLACE, "job", "(.*)", "job", "$1"));
        assertThat(rules.apply(labels)).isSameAs(labels);
        assertThat(RelabelRules.NONE.apply(labels)).isSameAs(labels);
    }

    @Test
    void caseIsMappedCharacterByCharacter() {
        RelabelRules rules = rules(rule(RelabelAction.UPPERCASE, "job", "(.*)", "job", "$1"));
        assertThat(rules.apply(labels)).isEqualTo(labels.with("job", "STRAßE"));
    }

    @Test
    void ofTwoLabelsThatGetOneNameTheLaterWins() {
        RelabelRules rules = rules(rule(RelabelAction.LABELMAP, null, "pod_(.)", null, "pod"));
        assertThat(rules.apply(labels)).isEqualTo(labels.with("pod", "2"));
        RelabelRules written = rules(
                rule(RelabelAction.REPLACE, null, "(.*)", "pod_a", "new"),
                rule(RelabelAction.LABELMAP, null, "pod_(.)", null, "pod"));
        assertThat(written.apply(labels)).isEqualTo(labels.with("pod", "new").with("pod_a", "new"));
    }

    @Test
    void labelMapSeesWhatWasThereBefore() {
        RelabelRules rules = rules(rule(RelabelAction.LABELMAP, null, "pod_a|job", null, "pod_a"));
        assertThat(rules.apply(labels)).isEqualTo(labels.with("pod_a", "1"));
    }

    @Test
    void aNameThatIsNoneSkipsTheRule() {
        List<RelabelConfig> configs = List.of(rule(RelabelAction.REPLACE, "job", "(.*)", "${1}", "x"));
        assertThat(RelabelRules.of(configs, NameValidation.LEGACY).apply(labels))
                .isSameAs(labels);
        assertThat(RelabelRules.of(configs, NameValidation.UTF8).apply(labels)).isEqualTo(labels.with("Straße", "x"));
    }

    @Test
    void hashesAsPrometheusDoes() {
        RelabelConfig hash = new RelabelConfig(
                RelabelAction.HASHMOD, List.of("pod_a", "pod_b"), "-", "(.*)", "shard", "$1", 1L << 62);
        assertThat(rules(hash).apply(labels))
                .extracting(tags -> tags.get("shard"))
                .isNotNull();
    }

    @Test
    void touches() {
        RelabelRules rules = rules(
                rule(RelabelAction.KEEP, "read", "a", null, "$1"),
                rule(RelabelAction.REPLACE, null, "(.*)", "pre_${1}", "$1"),
                rule(RelabelAction.LABELDROP, null, "tmp_.*", null, "$1"),
                rule(RelabelAction.LABELMAP, null, "from_(.+)", null, "to_$1"));
        assertThat(List.of("read", "pre_x", "tmp_x", "from_x", "to_x")).allMatch(rules::touches);
        assertThat(List.of("other", "tmp", "pre", "from_")).noneMatch(rules::touches);
        assertThat(rules(rule(RelabelAction.LABELKEEP, null, "a|b", null, "$1")))
                .matches(keep -> keep.touches("c") && !keep.touches("a"));
    }

    @Test
    void explains() {
        RelabelRules rules = rules(
                rule(RelabelAction.LABELDROP, null, "pod_.*", null, "$1"),
                rule(RelabelAction.DROP, "job", "Stra.*", null, "$1"),
                rule(RelabelAction.REPLACE, null, "(.*)", "never", "x"));
        TagSet rest = TagSet.of("__name__", "up", "job", "Straße");
        assertThat(rules.explain(labels))
                .containsExactly(
                        new Explanation.Step("labeldrop regex=\"pod_.*\"", labels, rest),
                        new Explanation.Step("drop source_labels=[job] regex=\"Stra.*\"", rest, null));
    }

    @Test
    void messagesSayWhatToDo() {
        assertThatThrownBy(() -> rule(RelabelAction.HASHMOD, "a", "(.*)", "b", "$1"))
                .hasMessage("not a number of shards: 0; hashmod needs at least 1 (try 8)");
        assertThatThrownBy(() -> rule(RelabelAction.REPLACE, "a", "(.*)", null, "$1"))
                .hasMessage("must be set for the action replace (try target_label = \"shard\")");
        assertThatThrownBy(() -> rule(RelabelAction.LABELDROP, "a", "(.*)", null, "$1"))
                .hasMessage("has no meaning for the action labeldrop: it takes a regex and nothing else (try regex ="
                        + " \"tmp_.*\")")
                .extracting(thrown -> ((InvalidOptionException) thrown).key())
                .isEqualTo("source_labels");
        List<RelabelConfig> configs = List.of(rule(RelabelAction.REPLACE, "a", "(.*)", "a-b", "$1"));
        assertThatThrownBy(() -> RelabelRules.of("metric_relabel_configs", configs, NameValidation.LEGACY))
                .hasMessage("rule 1, target_label: not a name of a label: 'a-b' (try service_name)");
    }

    private static RelabelRules rules(RelabelConfig... configs) {
        return RelabelRules.of(List.of(configs), NameValidation.UTF8);
    }

    private static RelabelConfig rule(
            RelabelAction action, @Nullable String source, String regex, @Nullable String target, String replacement) {
        return new RelabelConfig(
                action, source == null ? List.of() : List.of(source), ";", regex, target, replacement, 0);
    }
}
