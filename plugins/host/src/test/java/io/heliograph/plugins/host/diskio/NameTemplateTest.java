package io.heliograph.plugins.host.diskio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {
    private static final Map<String, String> PROPERTIES = Map.of("DM_VG_NAME", "vg", "DM_LV_NAME", "root");

    private static @Nullable String fill(String template) {
        return NameTemplate.parse(template).fill(PROPERTIES);
    }

    @ParameterizedTest
    @CsvSource({
        "$DM_VG_NAME/$DM_LV_NAME, vg/root",
        "${DM_VG_NAME}x, vgx",
        "plain, plain",
        "'', ''",
        "$, $",
        "${, ${",
        "${DM_VG_NAME, ${DM_VG_NAME",
        "a$-$DM_LV_NAME, a$-root"
    })
    void filled(String template, String name) {
        assertThat(fill(template)).isEqualTo(name);
    }

    @Test
    void anUnknownProperty() {
        assertThat(fill("$DM_VG_NAME/$ID_FS_LABEL")).isNull();
    }
}
