package dev.gatehouse.guard;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.decision.GuardedEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what a guard knows in a file, so that its service can start while the registry is away. The file decides who may
 * call: whoever can write it can open the service. It holds no secret.
 */
final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final GuardOptions options;
    private final Path file;

    Snapshot(GuardOptions options, Path file) {
        this.options = options;
        this.file = file;
    }

    void write(Known known) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("serviceId", options.serviceId());
        content.put("issuer", options.issuer().toString());
        content.put("asOf", known.asOf().toString());
        content.put("resource", known.resource());
        if (known.rules().methodParameters() != null) {
            content.put("methodParameters", known.rules().methodParameters());
        }
        if (known.rules().content() != null) {
            content.put("content", known.rules().content());
        }
        content.put("refuses", known.rules().refuses());
        content.put("keys", known.keys().toString(true));
        content.put(
                "endpoints", known.endpoints().stream().map(Snapshot::written).toList());
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, JSON.writeValueAsString(content));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("cannot write the snapshot {}: {}", file, e.toString());
        }
    }

    private static Map<String, Object> written(GuardedEndpoint endpoint) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("endpoint", endpoint.name());
        written.put(
                "requires", endpoint.alternatives().stream().map(List::copyOf).toList());
        Duration maxAge = endpoint.maxAge();
        if (maxAge != null) {
            written.put("maxAge", maxAge.toSeconds());
        }
        return written;
    }

    /** What was written last, unless it is another service's or cannot be read. */
    Optional<Known> read() {
        try {
            JsonNode content = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
            boolean ours = content.path("serviceId").asString("").equals(options.serviceId())
                    && content.path("issuer")
                            .asString("")
                            .equals(options.issuer().toString());
            return ours ? Optional.of(known(content)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException | ParseException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("cannot read the snapshot {}: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private Known known(JsonNode content) throws ParseException {
        return Known.of(
                options,
                content.path("endpoints").valueStream().map(Snapshot::endpoint).toList(),
                new DecisionRules(
                        content.has("methodParameters") ? texts(content.path("methodParameters")) : null,
                        content.has("content") ? contentRules(content.path("content")) : null,
                        content.path("refuses").asBoolean(true)),
                "",
                content.path("resource").asString(),
                JWKSet.parse(content.path("keys").asString()),
                Instant.parse(content.path("asOf").asString()));
    }

    private static ContentRules contentRules(JsonNode written) {
        return new ContentRules(
                written.path("serviceType").asString(""),
                written.path("description").asString(""),
                written.path("entityTag").asString(""),
                written.path("resource").asStringOpt().orElse(null));
    }

    private static List<String> texts(JsonNode written) {
        return written.valueStream().map(JsonNode::asString).toList();
    }

    private static GuardedEndpoint endpoint(JsonNode written) {
        List<Set<String>> alternatives = written.path("requires")
                .valueStream()
                .map(each -> each.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()))
                .toList();
        return new GuardedEndpoint(
                written.path("endpoint").asString(""),
                alternatives,
                written.has("maxAge")
                        ? Duration.ofSeconds(written.path("maxAge").asLong())
                        : null);
    }
}
