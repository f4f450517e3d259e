package io.heliograph.plugins.mysql.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsnTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ 127.0.0.1:3306 '' '' ''",
                "tcp(127.0.0.1:3306)/ 127.0.0.1:3306 '' '' ''",
                "user:pa@ss/w:rd@tcp(db:3307)/shop?tls=false db:3307 user pa@ss/w:rd shop",
                "user@tcp(db)/ db:3306 user '' ''",
                "user:p(x)@tcp([::1]:9)/d [::1]:9 user p(x) d",
                "tcp([de:ad::1])/ [de:ad::1]:3306 '' '' ''",
                "@unix(/run/mysqld.sock)/shop /run/mysqld.sock '' '' shop",
                "user:p?w@/d 127.0.0.1:3306 user p?w d",
                "unix/ /tmp/mysql.sock '' '' ''"
            })
    void readsAddressAndLogin(String text, String address, String user, String password, String database) {
        Dsn dsn = Dsn.parse(text);
        assertThat(dsn.address()).isEqualTo(address);
        assertThat(dsn.user()).isEqualTo(user);
        assertThat(dsn.password().reveal()).isEqualTo(password);
        assertThat(dsn.database()).isEqualTo(database);
    }

    @Test
    void readsNothingAsTheServerOfThisMachine() {
        assertThat(Dsn.parse("")).hasToString("tcp(127.0.0.1:3306)/");
    }

    @Test
    void readsParameters() {
        DsnParameters parameters = Dsn.parse("u:p@tcp(h)/?tls=skip-verify&timeout=1m30s&readTimeout=500ms&compress=true"
                        + "&collation=utf8mb4_bin&charset=utf8&parseTime=true&sql_mode=%27ANSI%27")
                .parameters();
        assertThat(parameters.tls()).isEqualTo(Tls.UNVERIFIED);
        assertThat(parameters.connectTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(parameters.readTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(parameters.compress()).isTrue();
        assertThat(parameters.collation()).isEqualTo("utf8mb4_bin");
        assertThat(parameters.meaningless()).isEqualTo(Set.of("charset", "parseTime"));
        assertThat(parameters.sessionVariables()).isEqualTo(Map.of("sql_mode", "'ANSI'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "u:hidden@tcp(h) slash",
                "u:hidden@tcp(h:99999)/ port",
                "u:hidden@tcp(h/x?allowLocalInfile=true:3306)/ host",
                "u:hidden@tcp(h/ bracket",
                "u:hidden@pipe(h)/ protocol",
                "u:hidden@tcp(h)/?tls=maybe tls",
                "u:hidden@tcp(h)/?timeout=fast duration",
                "u:hidden@tcp(h)/?x=%zz parameter"
            })
    void refusesOthersWithoutShowingThePassword(String text, String what) {
        assertThatThrownBy(() -> Dsn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageNotContaining("hidden");
    }
}
