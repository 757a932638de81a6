package dev.gatehouse.cli;

import dev.gatehouse.api.Json;
import dev.gatehouse.config.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A running server's admin listener, called with a client's id and secret. */
final class AdminApi {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI url;
    private final String authorization;

    private AdminApi(URI url, String clientId, String secret) {
        this.url = url;
        byte[] credentials = (clientId + ":" + secret).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /**
     * The listener and credentials as they are given, and otherwise as the server wrote them at its first start.
     *
     * @param data the server's data folder, or null for where the environment says
     * @param url null for the one in the file
     * @throws StartupException where something is missing
     */
    static AdminApi find(Map<String, String> environment, @Nullable Path data, @Nullable URI url) {
        Path folder = data != null ? data : Path.of(environment.getOrDefault("GATEHOUSE_DATA", "data"));
        Path file = folder.resolve("bootstrap.json");
        Optional<JsonNode> bootstrap = read(file);
        URI listener = url != null ? url : URI.create(value(bootstrap, "adminUrl", file));
        String clientId = environment.get("GATEHOUSE_CLIENT_ID");
        String secret = environment.get("GATEHOUSE_CLIENT_SECRET");
        return clientId != null && secret != null
                ? new AdminApi(listener, clientId, secret)
                : new AdminApi(listener, value(bootstrap, "clientId", file), value(bootstrap, "clientSecret", file));
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), JsonNode.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new StartupException("The file " + file + " cannot be read");
        }
    }

    private static String value(Optional<JsonNode> bootstrap, String member, Path file) {
        return bootstrap
                .map(found -> found.path(member).asString(""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new StartupException("There is no " + member + " in " + file + "; set --data, or"
                        + " --url with GATEHOUSE_CLIENT_ID and GATEHOUSE_CLIENT_SECRET"));
    }

    /** @throws StartupException where the server is not there or answers with another status */
    JsonNode send(String method, String path, int expected) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request(method, path), BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new StartupException("The server at " + url + " refused: " + description(answer.body()));
            }
            return Json.read(answer.body(), JsonNode.class);
        } catch (IOException e) {
            throw new StartupException("The server at " + url + " does not answer; is it running?");
        }
    }

    /**
     * Reads an answer line by line as it comes.
     *
     * @throws StartupException as {@link #send}, and where the answer breaks off; the lines until then were handed on
     */
    void lines(String path, Consumer<String> each) throws InterruptedException {
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(request("GET", path), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new StartupException("The server at " + url + " does not answer; is it running?");
        }
        try (BufferedReader body = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                throw new StartupException("The server at " + url + " refused: "
                        + description(body.lines().collect(Collectors.joining("\n"))));
            }
            for (String line = body.readLine(); line != null; line = body.readLine()) {
                each.accept(line);
            }
        } catch (IOException e) {
            throw new StartupException("The server at " + url + " broke off its answer; do the same again to go on");
        }
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/$", "") + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", authorization)
                .method(method, BodyPublishers.noBody())
                .build();
    }

    private static String description(String body) {
        try {
            return Json.read(body, JsonNode.class).path("description").asString(body);
        } catch (JacksonException e) {
            return body;
        }
    }
}
