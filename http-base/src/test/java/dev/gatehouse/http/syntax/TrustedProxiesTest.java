package dev.gatehouse.http.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.syntax.TrustedProxies.Field;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static TrustedProxies proxies(Field field) {
        return new TrustedProxies(AddressBlock.all("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"), field);
    }

    private static String caller(Field field, String peer, String said) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String value : said.split("\\|")) {
            headers.add(field == Field.FORWARDED ? "Forwarded" : "X-Forwarded-For", value);
        }
        return proxies(field).caller(peer, headers::getAll);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.1.2.3; 203.0.113.9; 203.0.113.9",
                "10.1.2.3; 6.6.6.6, 203.0.113.9; 203.0.113.9",
                "10.1.2.3; 6.6.6.6|203.0.113.9; 203.0.113.9",
                "10.1.2.3; 6.6.6.6, 203.0.113.9, 192.0.2.7; 203.0.113.9",
                "10.1.2.3; 203.0.113.9:4711; 203.0.113.9",
                "2001:db8::1; [2001:dead::9]:4711; 2001:dead:0:0:0:0:0:9",
                "2001:db8::1%eth0; 2001:dead::9; 2001:dead:0:0:0:0:0:9",
                "10.1.2.3; 10.0.0.1, 10.0.0.2; 10.0.0.1",
                "10.1.2.3; unknown; 10.1.2.3",
                "10.1.2.3; 6.6.6.6, unknown, 192.0.2.7; 192.0.2.7",
                "10.1.2.3; evil.example; 10.1.2.3",
                "10.1.2.3; ''; 10.1.2.3",
                "203.0.113.50; 6.6.6.6; 203.0.113.50"
            })
    void s30_theCallerIsTheLastWhoIsNoTrustedProxy(String peer, String said, String caller) {
        assertThat(caller(Field.X_FORWARDED_FOR, peer, said)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "for=203.0.113.9;proto=https;by=10.1.2.3 # 203.0.113.9",
                "for=6.6.6.6, For=\"203.0.113.9:80\";proto=http # 203.0.113.9",
                "proto=http;for=\"[2001:dead::9]:4711\" # 2001:dead:0:0:0:0:0:9",
                "for=6.6.6.6, for=_hidden # 10.1.2.3",
                "for=203.0.113.9;host=\"a,for=6.6.6.6\" # 203.0.113.9",
                "for=203.0.113.9;host=\"a\\\",for=6.6.6.6\" # 203.0.113.9",
                "for=6.6.6.6, for=203.0.113.9;host=\"a # 10.1.2.3",
                "for=6.6.6.6, for=203.0.113.9;host=\"a\\ # 10.1.2.3",
                "for=6.6.6.6, for=203.0.113.9;host # 10.1.2.3",
                "for=6.6.6.6, for=203.0.113.9;=a # 10.1.2.3",
                "for=6.6.6.6, for=203.0.113.9 x # 10.1.2.3",
                "for=6.6.6.6,, for=203.0.113.9 # 10.1.2.3",
                "for=203.0.113.9 ; proto=http, # 203.0.113.9",
                "proto=http # 10.1.2.3"
            })
    void s30_asRfc7239SaysIt(String said, String caller) {
        assertThat(caller(Field.FORWARDED, "10.1.2.3", said)).isEqualTo(caller);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\\a"})
    void s13_aQuotedTextMayBeLong(String piece) {
        String said = "for=203.0.113.9;host=\"" + piece.repeat(100_000) + "\"";
        assertThat(caller(Field.FORWARDED, "10.1.2.3", said)).isEqualTo("203.0.113.9");
    }

    @Test
    void s30_aFieldThatTheProxiesDoNotWriteIsNotRead() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Forwarded", "for=6.6.6.6");

        assertThat(proxies(Field.X_FORWARDED_FOR).caller("10.1.2.3", headers::getAll))
                .isEqualTo("10.1.2.3");
    }

    @Test
    void s30_nobodyIsBelievedWhereNoneIsNamed() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "6.6.6.6");

        assertThat(TrustedProxies.NONE.caller("127.0.0.1", headers::getAll)).isEqualTo("127.0.0.1");
    }
}
