package dev.gatehouse.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses and URLs are called. */
class AddressRulesTest {
    private final OutgoingRules strict = new OutgoingRules(false);
    private final OutgoingRules development = new OutgoingRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void s18_refusesEveryAddressThatIsNotPublic(String address) {
        assertThat(strict.allows(InetAddress.ofLiteral(address))).isFalse();
        assertThat(strict.objectionTo(url("https", address))).isPresent();
        assertThat(strict.objectionTo(url("http", address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.3.1", "2606:4700::1", "64:ff9b::808:808"})
    void callsPublicAddressesByHttpsAlone(String address) {
        assertThat(strict.allows(InetAddress.ofLiteral(address))).isTrue();
        assertThat(strict.objectionTo(url("https", address))).isEmpty();
        assertThat(strict.objectionTo(url("http", address))).isPresent();
        assertThat(development.objectionTo(url("http", address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/t", "http://127.0.0.1/t", "http://[::1]:1/t", "https://localhost/t"})
    void s18_callsThisMachineInDevelopmentOnly(String url) {
        assertThat(development.objectionTo(URI.create(url))).isEmpty();
        assertThat(development.allows(InetAddress.getLoopbackAddress())).isTrue();
        assertThat(strict.allows(InetAddress.getLoopbackAddress())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/token",
                "ftp://example.org/token",
                "file:///etc/passwd",
                "gopher://localhost:70/",
                "https://user:secret@example.org/token",
                "https://example.org/token#fragment",
                "https:///token",
                "/token",
                "mailto:a@example.org",
                "http://localhost.example.org/token",
                "http://169.254.169.254/latest/meta-data"
            })
    void s18_refusesUrlsOfOtherForms(String url) {
        assertThat(strict.objectionTo(URI.create(url))).isPresent();
        assertThat(development.objectionTo(URI.create(url))).isPresent();
    }

    private static URI url(String scheme, String address) {
        return URI.create(scheme + "://" + (address.contains(":") ? "[" + address + "]" : address) + "/token");
    }
}
