package dev.gatehouse.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example",
                "https://a.example/cb?x=1&y=%2F",
                "https://a.example:8443/",
                "http://127.0.0.1/cb",
                "http://127.0.0.1:51004/cb",
                "http://[::1]:61023/cb",
                "http://localhost:3000/cb"
            })
    void accepts(String uri) {
        assertThat(RedirectUris.problem(uri, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/cb",
                "a.example/cb",
                "//a.example/cb",
                "https:/cb",
                "https:cb",
                "https://",
                "https:///cb",
                "https://a.example/cb#",
                "https://a.example/cb#part",
                "https://user@a.example/cb",
                "https://user:secret@a.example/cb",
                "https://a.example@evil.example/cb",
                "https://a.example/ cb",
                "https://a.example\\@evil.example/cb",
                "https://bücher.example/cb",
                "https://*.example/cb",
                "http://a.example/cb",
                "http://localhost.evil.example/cb",
                "http://127.0.0.1.evil.example/cb",
                "http://0.0.0.0/cb",
                "HTTPS://a.example/cb",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "urn:ietf:wg:oauth:2.0:oob",
                "org.example.app:/cb"
            })
    void s1_refuses(String uri) {
        assertThat(RedirectUris.problem(uri, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.example.app:/cb", "com.example.my-app://cb/path", "https://a.example/cb"})
    void nativeClientsMayUseReverseDomainSchemes(String uri) {
        assertThat(RedirectUris.problem(uri, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"myapp:/cb", "javascript:alert(1)", "data:text/html,x", "org.example.app:/cb#x", "ftp://a.b/c"})
    void s1_nativeClientsMayNotUseOtherSchemes(String uri) {
        assertThat(RedirectUris.problem(uri, true)).isPresent();
    }
}
