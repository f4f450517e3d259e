package io.heliograph.plugins.transform.strings;

import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.plugins.transform.shape.FieldStep;
import io.heliograph.plugins.transform.strings.StringsConfig.Left;
import io.heliograph.plugins.transform.strings.StringsConfig.Plain;
import io.heliograph.plugins.transform.strings.StringsConfig.Replace;
import io.heliograph.plugins.transform.strings.StringsConfig.Subject;
import io.heliograph.plugins.transform.strings.StringsConfig.Trim;
import io.heliograph.plugins.transform.strings.StringsConfig.TrimPrefix;
import io.heliograph.plugins.transform.strings.StringsConfig.TrimSuffix;
import io.heliograph.plugins.transform.strings.StringsConfig.ValidUtf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changes texts: those of names and tags once per series, those of fields row by row.
public final class StringsProcessor implements Processor {
    private final List<TextRule> rules = new ArrayList<>();
    private final List<TextRule> ofFields = new ArrayList<>();

    /// As configured; the host makes it.
    public StringsProcessor(StringsConfig config, PluginContext context) {
        addPlain(config.lowercase(), text -> text.toLowerCase(Locale.ROOT));
        addPlain(config.uppercase(), text -> text.toUpperCase(Locale.ROOT));
        addPlain(config.titlecase(), Texts::titlecase);
        addTrims(config);
        for (Replace replace : config.replace()) {
            add(replace.subject(), text -> Texts.replace(text, replace.old(), replace.replacement()));
        }
        for (Left left : config.left()) {
            add(left.subject(), text -> Texts.left(text, left.width()));
        }
        addPlain(config.base64decode(), Texts::base64decode);
        for (ValidUtf8 valid : config.validUtf8()) {
            add(valid.subject(), text -> Texts.validUtf8(text, valid.replacement()));
        }
    }

    private void addPlain(List<Plain> changes, UnaryOperator<String> change) {
        for (Plain plain : changes) {
            add(plain.subject(), change);
        }
    }

    private void addTrims(StringsConfig config) {
        for (Trim trim : config.trim()) {
            IntPredicate cut = cut(trim.cutset());
            add(trim.subject(), text -> Texts.trimRight(Texts.trimLeft(text, cut), cut));
        }
        for (Trim trim : config.trimLeft()) {
            IntPredicate cut = cut(trim.cutset());
            add(trim.subject(), text -> Texts.trimLeft(text, cut));
        }
        for (Trim trim : config.trimRight()) {
            IntPredicate cut = cut(trim.cutset());
            add(trim.subject(), text -> Texts.trimRight(text, cut));
        }
        for (TrimPrefix trim : config.trimPrefix()) {
            add(trim.subject(), text -> Texts.trimPrefix(text, trim.prefix()));
        }
        for (TrimSuffix trim : config.trimSuffix()) {
            add(trim.subject(), text -> Texts.trimSuffix(text, trim.suffix()));
        }
    }

    private static IntPredicate cut(@Nullable String cutset) {
        return cutset == null || cutset.isEmpty() ? Texts::isSpace : c -> cutset.indexOf(c) >= 0;
    }

    private void add(Subject subject, UnaryOperator<String> change) {
        TextRule rule = new TextRule(subject, change);
        rules.add(rule);
        if (rule.isOfFields()) {
            ofFields.add(rule);
        }
    }

    @Override
    public Plan plan(Series series) {
        Series changed = series;
        for (TextRule rule : rules) {
            changed = rule.apply(changed);
        }
        if (!ofFields.isEmpty()) {
            return Plan.each(new FieldStep(changed, new FieldTexts(ofFields)));
        }
        return changed == series ? Plan.KEEP : Plan.become(changed);
    }
}
