package dev.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerUrisTest {
    private final IssuerUris uris = new IssuerUris("https://a.example/id");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/id",
                "https://a.example/id/",
                "https://a.example/id/orders",
                "https://A.EXAMPLE/id/orders",
                "HTTPS://a.example:443/id/orders/deeper",
                "https://somebody@a.example/id/orders"
            })
    void coversWhatIsBelow(String uri) {
        assertThat(uris.covers(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example",
                "https://a.example/ids",
                "https://a.example/identity/orders",
                "https://a.example.org/id/orders",
                "https://a.example:8443/id/orders",
                "http://a.example/id/orders",
                "https://a.exampleid/orders",
                "urn:a.example/id/orders",
                "relative",
                "https://a.example/id/ not a URI"
            })
    void doesNotCoverWhatBeginsLikeIt(String uri) {
        assertThat(uris.covers(uri)).isFalse();
        assertThat(uris.serviceId(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/id/orders, orders",
        "https://A.example:443/id/orders, orders",
        "https://a.example/id/a%2Fb%20c, a/b c",
        "https://a.example/id/%6Frders, orders",
        "https://a.example/id/a+b, a+b"
    })
    void readsTheServiceThatItNames(String uri, String serviceId) {
        assertThat(uris.serviceId(uri)).contains(serviceId);
        assertThat(uris.serviceId(uris.ofService(serviceId))).contains(serviceId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/id",
                "https://a.example/id/",
                "https://a.example/id/orders/",
                "https://a.example/id/orders?x=1",
                "https://a.example/id/orders#x",
                "https://somebody@a.example/id/orders",
                "https://a.example/id/a%00b"
            })
    void whatIsDeeperOrMoreNamesNoService(String uri) {
        assertThat(uris.serviceId(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/id, true",
        "https://a.example/id/, true",
        "HTTPS://A.example:443/id, true",
        "https://a.example/ID, false",
        "https://a.example:444/id, false",
        "https://a.example/id?x, false",
        "https://somebody@a.example/id, false",
        "https://a.example/id/orders, false"
    })
    void knowsItself(String uri, boolean itself) {
        assertThat(uris.isIssuer(uri)).isEqualTo(itself);
    }

    @Test
    void theIssuerMayHaveNoPath() {
        IssuerUris root = new IssuerUris("https://a.example");

        assertThat(root.covers("https://a.example")).isTrue();
        assertThat(root.serviceId("https://a.example/orders")).contains("orders");
        assertThat(root.serviceId("https://a.example/")).isEmpty();
        assertThat(root.covers("https://a.example.org/orders")).isFalse();
    }
}
