package dev.gatehouse.vault.portservice;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import dev.gatehouse.http.outgoing.OutgoingException;
import dev.gatehouse.http.outgoing.OutgoingHttp;
import dev.gatehouse.http.outgoing.OutgoingRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks connectors for people's projects. It says who the person is; the connector gets by itself what opens the third party
 * to them. Thread-safe; meant for virtual threads.
 */
public final class ConnectorCalls {
    private static final String PLACE_OF_NAME = "{servicename}";
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Within a host name it must not lead anywhere else than the operator said. */
    private static final Pattern FIT_FOR_HOST = Pattern.compile("[a-z0-9-]{1,63}");

    private final OutgoingHttp http;
    private final Optional<String> url;
    private final Duration time;

    /**
     * @param http to wherever the operator says
     * @param url of connectors, with a place for the service's name; empty where nobody is to be asked
     */
    public ConnectorCalls(OutgoingHttp http, Optional<String> url, Duration time) {
        this.http = http;
        this.url = url;
        this.time = time;
    }

    /** Whether connectors can be asked at all. */
    boolean isPossible() {
        return url.isPresent();
    }

    OutgoingAnswer projects(String connector, String userId) {
        return call("GET", connector, "/metadata/project", userId);
    }

    OutgoingAnswer createProject(String connector, String userId) {
        return call("POST", connector, "/metadata/project", userId);
    }

    OutgoingAnswer removeProject(String connector, String userId, String projectId) {
        return call("DELETE", connector, "/metadata/project/" + PathSegment.of(projectId), userId);
    }

    /** @throws ApiException ERR12142 where there is no answer */
    private OutgoingAnswer call(String method, String connector, String path, String userId) {
        URI target = URI.create(baseUrl(connector) + path);
        Map<String, String> headers = Map.of("Content-Type", "application/json", "User-Agent", "Gatehouse");
        String body = Json.text(Map.of("userId", userId));
        try {
            return http.send(new OutgoingRequest(method, target, headers, body, time, MAX_BYTES, () -> true));
        } catch (OutgoingException e) {
            throw failed(connector, e.getMessage());
        }
    }

    private String baseUrl(String connector) {
        String template = url.orElseThrow(
                () -> failed(connector, "nobody said where connectors are; the setting is connector-url"));
        if (!FIT_FOR_HOST.matcher(connector).matches()) {
            throw failed(connector, "its name could not be part of a host name");
        }
        return template.replace(PLACE_OF_NAME, connector);
    }

    static ApiException failed(String connector, String reason) {
        return ErrorCode.CONNECTOR_FAILED.with(connector, reason);
    }
}
