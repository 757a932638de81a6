package dev.gatehouse.oauth.metadata;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients have to know of a registered service before they ask for a token (RFC 9728 section 2): told from the rows
 * that tokens for it are issued from. Thread-safe; remembers an answer until the service changes.
 */
public final class ResourceMetadata {
    public static final String PATH = "/.well-known/oauth-protected-resource";

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final Resources resources;
    private final List<String> authorizationServers;
    private final ChangeAwareCache<String, @Nullable Response> answers;

    /** @param serviceTopic the topic under which changes of services are announced */
    public ResourceMetadata(
            Resources resources,
            List<String> authorizationServers,
            ChangeFeed changes,
            String serviceTopic,
            int maximumRemembered) {
        this.resources = resources;
        this.authorizationServers = authorizationServers;
        this.answers = new ChangeAwareCache<>(changes, serviceTopic, id -> id, maximumRemembered, LIFETIME);
    }

    /** The answer if it is remembered, or null; never waits. */
    public @Nullable Response remembered(Request request) {
        return answers.getIfPresent(request.pathParameter("serviceId"));
    }

    /** @throws dev.gatehouse.api.ApiException ERR12015 where there is no such service */
    public Response of(Request request) {
        String serviceId = request.pathParameter("serviceId");
        Response answer = answers.get(serviceId, this::load);
        if (answer == null) {
            throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
        }
        return answer;
    }

    private @Nullable Response load(String serviceId) {
        return resources
                .ofService(serviceId)
                .map(target -> Response.of(200, Response.JSON, Json.bytes(metadata(target)))
                        .withEntityTagOfBody())
                .orElse(null);
    }

    private Map<String, Object> metadata(Resources.Target target) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", target.audience());
        metadata.put("authorization_servers", authorizationServers);
        List<String> scopes = target.scopes().orElseThrow().stream().sorted().toList();
        if (!scopes.isEmpty()) {
            metadata.put("scopes_supported", scopes);
        }
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("resource_name", target.name());
        return metadata;
    }
}
