package dev.gatehouse.connector.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the connector answered.
 *
 * @param call the request, without anything secret
 * @param status the HTTP status
 * @param headers the headers
 * @param body the whole body
 */
public record Reply(String call, int status, HttpHeaders headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SHOWN = 500;

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw new AssertionError(call + " answered what is not JSON: " + shown(), notJson);
        }
    }

    /** Expects one of these statuses. */
    public Reply expect(Integer... statuses) {
        assertThat(status).as("Status of %s, which answered: %s", call, shown()).isIn(Arrays.asList((Object[])
                statuses));
        return this;
    }

    /** Expects 400, and the field's name in the answer. */
    public Reply expectComplaintAbout(String field) {
        return expect(400).expectText(field);
    }

    /** Expects one of these words in the answer, in whatever case. */
    public Reply expectText(String... words) {
        String told = text().toLowerCase(Locale.ROOT);
        assertThat(List.of(words))
                .as("Words in the answer of %s, which was: %s", call, shown())
                .anySatisfy(word -> assertThat(told).contains(word.toLowerCase(Locale.ROOT)));
        return this;
    }

    /** Everything that was answered, headers too. */
    public String everything() {
        return headers.map() + "\n" + text();
    }

    private String shown() {
        String text = text();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
