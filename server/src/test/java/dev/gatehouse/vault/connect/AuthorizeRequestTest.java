package dev.gatehouse.vault.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeRequestTest {
    private static final Map<String, String> REQUEST = new LinkedHashMap<>();

    static {
        REQUEST.put("response_type", "code");
        REQUEST.put("client_id", "us");
        REQUEST.put("redirect_uri", "https://here.example/back?x=1&y");
        REQUEST.put("state", "s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://v.example/a                                                       | https://v.example/a?
            https://v.example/a?                                                      | https://v.example/a?
            https://v.example/a?scope=x%20y                                           | https://v.example/a?scope=x%20y&
            https://v.example/a?tenant=t&client_id=old&response_type=token&state=old  | https://v.example/a?tenant=t&
            https://v.example/a%3Fredirect_uri=https://o.example&response_type=code   | https://v.example/a?
            https://v.example/a%3fscope%3Dx%26redirect_uri%3Dhttps%253A%252F%252Fo.example | https://v.example/a?scope=x&
            https://v.example/a?redirect_uri=https://o.example/x&p=%26                 | https://v.example/a?p=%26&
            """)
    void membersStandOnceWhateverWasRegistered(String registered, String start) {
        assertThat(AuthorizeRequest.parse(registered).with(REQUEST).uri().toString())
                .isEqualTo(start
                        + "response_type=code&client_id=us"
                        + "&redirect_uri=https%3A%2F%2Fhere.example%2Fback%3Fx%3D1%26y&state=s");
    }

    @Test
    void tellsTheRedirectUriInside() {
        assertThat(AuthorizeRequest.parse("https://v.example/a%3Fredirect_uri=https://o.example/rds&client_id=c")
                        .redirectUri())
                .hasValue("https://o.example/rds");
        assertThat(AuthorizeRequest.parse("https://v.example/a").redirectUri()).isEmpty();
    }
}
