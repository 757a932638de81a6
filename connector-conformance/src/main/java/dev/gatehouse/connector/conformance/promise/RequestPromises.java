package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.RawCall;
import dev.gatehouse.connector.conformance.client.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Requests in all forms of the interface are understood, others are refused with what is wrong with them. */
public interface RequestPromises extends Promises {
    @Test
    default void takesArgumentsAsJsonBody() {
        harmlessFor(subject().user()).expect(200);
    }

    @Test
    default void takesArgumentsAsQuery() {
        CallArguments all = harmlessArguments().with("userId", subject().user());
        connector().send(harmless().query(all)).expect(200);
    }

    @Test
    default void namesTheMissingUserId() {
        connector().send(harmless().json(harmlessArguments())).expectComplaintAbout("userId");
        connector().send(harmless().query(harmlessArguments())).expectComplaintAbout("userId");
        connector().send(harmless()).expectComplaintAbout("userId");
    }

    @Test
    default void namesAUserIdThatIsNoText() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        for (var wrong : List.of(json.numberNode(5), json.booleanNode(true), json.arrayNode(), json.nullNode())) {
            ConnectorCall call = harmless().json(harmlessArguments().with("userId", wrong));
            connector().send(call).expectComplaintAbout("userId");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"userId\": ", "[]", "\"text\"", "null", "{\"userId\": \"\\ud8\"}", "<a/>", "\u0000"})
    default void refusesBodiesThatAreNoJsonObject(String body) {
        connector()
                .send(harmless().body("application/json", BodyPublishers.ofString(body)))
                .expect(400);
    }

    @Test
    default void refusesJsonThatIsNestedTooDeep() {
        String body = "{\"userId\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        connector()
                .send(harmless().body("application/json", BodyPublishers.ofString(body)))
                .expect(400, 413);
    }

    @Test
    default void refusesBodiesOfOtherMediaTypes() {
        for (String type : List.of("text/plain", "application/xml", "image/png", "nonsense")) {
            String body = harmlessArguments().with("userId", subject().user()).json();
            connector()
                    .send(harmless().body(type, BodyPublishers.ofString(body)))
                    .expect(400, 415);
        }
    }

    /** Written by hand, as no library sends such. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%4"})
    default void refusesQueriesThatCannotBeDecoded(String value) throws IOException {
        try (RawCall call = connector().connect(0)) {
            call.head("GET " + harmless().path() + "?userId=" + value, "Connection: close");
            assertThat(call.status())
                    .as("status of GET %s?userId=%s", harmless().path(), value)
                    .isBetween(400, 499);
        }
    }

    @Test
    default void refusesOtherMethodsAndNamesThoseItTakes() {
        for (String method : List.of("TRACE", "PROPFIND", "OPTION")) {
            Reply reply = connector().send(ConnectorCall.of(method, harmless().path()));
            reply.expect(405, 501);
            if (reply.status() == 405) {
                String allowed = reply.headers().firstValue("Allow").orElse("");
                assertThat(allowed).as("header Allow").contains("GET");
            }
        }
    }

    @Test
    default void sendsNoBodyToHead() {
        CallArguments all = harmlessArguments().with("userId", subject().user());
        ConnectorCall head = new ConnectorCall("HEAD", harmless().path(), all.query(), "", BodyPublishers.noBody());
        Reply reply = connector().send(head);
        assertThat(reply.status()).isLessThan(500);
        assertThat(reply.body()).isEmpty();
        harmlessFor(subject().user()).expect(200);
    }

    @Test
    default void unknownPathsAreNotFound() {
        for (String path : List.of("", "/nothing", "/../..", "/%2e%2e/%2e%2e/etc/passwd", "/%00", "/%ff")) {
            Reply reply = connector().send(ConnectorCall.of("GET", harmless().path() + "-unknown" + path));
            assertThat(reply.status()).as(reply.call()).isIn(400, 404);
        }
    }

    @Test
    default void answersErrorsAsJsonObjects() {
        ConnectorCall broken = harmless().body("application/json", BodyPublishers.ofString("{"));
        ConnectorCall unknownPath = ConnectorCall.of("GET", harmless().path() + "-unknown");
        for (ConnectorCall bad : List.of(harmless().json(harmlessArguments()), broken, unknownPath)) {
            Reply reply = connector().send(bad);
            assertThat(reply.status()).as("status of %s", bad).isBetween(400, 499);
            assertThat(reply.json().isObject())
                    .as("%s answered %s", bad, reply.text())
                    .isTrue();
        }
    }
}
