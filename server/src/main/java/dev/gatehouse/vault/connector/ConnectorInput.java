package dev.gatehouse.vault.connector;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a service as connectors send it: flat, or wrapped as {@code {"type","data"}}. What is not known of it is kept as it
 * was sent; a service that gives no tokens by OAuth 2 is one that people log in to. Thread-safe.
 */
public final class ConnectorInput {
    /** Members that are columns; whatever else is sent is kept as an option. */
    private static final Set<String> COLUMNS = Set.of(
            "servicename",
            "implements",
            "authorize_url",
            "refresh_url",
            "revoke_url",
            "client_id",
            "client_secret",
            "credentials");

    /** One of them makes a flat service an OAuth 2 service, which then needs all but the secret. */
    private static final List<String> WORKFLOW = List.of("authorize_url", "refresh_url", "client_id", "client_secret");

    private static final String CONTRACT = "token-storage.yaml";

    private final OutgoingUrls urls;
    private final BodySchema<JsonNode> envelope = new BodySchema<>(CONTRACT, "ServiceEnvelope", JsonNode.class);
    private final BodySchema<JsonNode> oauth = new BodySchema<>(CONTRACT, "OAuth2ServiceInput", JsonNode.class);
    private final BodySchema<JsonNode> login = new BodySchema<>(CONTRACT, "LoginServiceInput", JsonNode.class);

    public ConnectorInput(OutgoingUrls urls) {
        this.urls = urls;
    }

    /** What was sent, see {@link Connector}; the text form of it hides the secret. */
    record Given(
            String name,
            ConnectorType type,
            List<String> implementsInterfaces,
            Connector.OAuthWorkflow workflow,
            @Nullable JsonNode credentials,
            JsonNode options,
            @Nullable String clientSecret) {
        /** The connector, as this client registers it now. */
        Connector registeredBy(String registrant, Instant now) {
            Connector.Dates dates = new Connector.Dates(now, now);
            return new Connector(name, registrant, type, implementsInterfaces, workflow, credentials, options, dates);
        }

        @Override
        public String toString() {
            return "Given[" + name + "]";
        }
    }

    /**
     * What the body says.
     *
     * @throws ApiException ERR11003 or ERR11004, also for URLs that would not be called
     */
    public Given read(byte[] body) {
        JsonNode given = envelope.read(body);
        boolean wrapped = given.has("type") && given.path("data").isObject();
        JsonNode data = wrapped ? given.get("data") : given;
        ConnectorType type = wrapped ? wrappedType(given.get("type"), data) : flatType(data);
        JsonNode service = (type == ConnectorType.OAUTH2 ? oauth : login).read(Json.bytes(data));
        if (type == ConnectorType.OAUTH2) {
            checkUrls(service);
        }
        return given(type, service);
    }

    /** Other types than the two, such as {@code BaseService}, say no more than that it is a service. */
    private static ConnectorType wrappedType(JsonNode type, JsonNode data) {
        String label = type.asString("");
        if (!label.endsWith("Service")) {
            throw ApiException.invalid("/type", "must be OAuth2Service, LoginService or BaseService");
        }
        return Stream.of(ConnectorType.values())
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseGet(() -> flatType(data));
    }

    private static ConnectorType flatType(JsonNode data) {
        boolean entered = data.has("credentials") && !data.has("authorize_url");
        return !entered && WORKFLOW.stream().anyMatch(data::hasNonNull) ? ConnectorType.OAUTH2 : ConnectorType.LOGIN;
    }

    private void checkUrls(JsonNode service) {
        List<Violation> violations = new ArrayList<>();
        for (String member : List.of("authorize_url", "refresh_url", "revoke_url")) {
            Optional.ofNullable(text(service, member))
                    .flatMap(url -> urls.problem(AuthorizeUrl.decoded(url)))
                    .ifPresent(problem -> violations.add(new Violation("/" + member, problem)));
        }
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }

    /** Members that are the other type's have no meaning, and are left out. */
    private static Given given(ConnectorType type, JsonNode service) {
        boolean oauth = type == ConnectorType.OAUTH2;
        ObjectNode options = ((ObjectNode) service).deepCopy();
        options.remove(COLUMNS);
        return new Given(
                VaultNames.connector(service.get("servicename").asString(), "/servicename"),
                type,
                service.get("implements").valueStream().map(JsonNode::asString).toList(),
                oauth ? workflow(service) : new Connector.OAuthWorkflow(null, null, null, null),
                oauth ? null : credentials(service.path("credentials")),
                options,
                oauth ? text(service, "client_secret") : null);
    }

    private static Connector.OAuthWorkflow workflow(JsonNode service) {
        return new Connector.OAuthWorkflow(
                text(service, "authorize_url"),
                text(service, "refresh_url"),
                text(service, "revoke_url"),
                text(service, "client_id"));
    }

    /** A person is asked for what nobody says they are not asked for. */
    private static JsonNode credentials(JsonNode sent) {
        ObjectNode credentials = sent instanceof ObjectNode object ? object.deepCopy() : Json.object();
        for (String member : List.of("userId", "password")) {
            credentials.put(member, sent.path(member).booleanValue(true));
        }
        return credentials;
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asString() : null;
    }
}
