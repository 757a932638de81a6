package dev.gatehouse.access.decision;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.syntax.FieldName;
import java.util.List;

/**
 * What a request says that a gateway holds back.
 *
 * @param asked the request
 * @param question the gateway's, with the header fields and the body of what it asks about
 */
record GatewayContent(ForwardedRequest asked, Request question) implements RequestContent {
    /** Envoy's word for a body of which it sends the beginning only. */
    private static final String PARTIAL = "X-Envoy-Auth-Partial-Body";

    @Override
    public String method() {
        return asked.method();
    }

    @Override
    public String query() {
        return asked.query();
    }

    @Override
    public List<String> fields(String name) {
        return question.headers(FieldName.of(name));
    }

    @Override
    public byte[] body() {
        return question.body();
    }

    @Override
    public boolean isWhole() {
        return !question.bodyTooLarge() && !"true".equalsIgnoreCase(question.header(PARTIAL));
    }
}
