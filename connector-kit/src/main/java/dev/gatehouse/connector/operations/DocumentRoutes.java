package dev.gatehouse.connector.operations;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.connector.binding.OpenApiDocument;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The documents a connector serves, at {@code /openapi}, and a page to browse them, at {@code /ui}. */
public final class DocumentRoutes {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Every file that may be asked for; nothing else is read. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "page.js", new Asset("/ui/page.js", "text/javascript"),
            "page.css", new Asset("/ui/page.css", "text/css"),
            "swagger-ui.css", new Asset(WEBJAR + "swagger-ui.css", "text/css"),
            "swagger-ui-bundle.js", new Asset(WEBJAR + "swagger-ui-bundle.js", "text/javascript"));

    private final String connector;
    private final Map<String, OpenApiDocument> documents = new LinkedHashMap<>();

    /** Read when asked for the first time; all who ask get the same bytes. */
    private final Map<String, byte[]> assets = new ConcurrentHashMap<>();

    private record Asset(String resource, String mediaType) {}

    private DocumentRoutes(String connector, List<OpenApiDocument> documents) {
        this.connector = connector;
        documents.forEach(document -> this.documents.put(document.name(), document));
    }

    public static List<Route> all(String connector, List<OpenApiDocument> documents) {
        DocumentRoutes routes = new DocumentRoutes(connector, documents);
        return List.of(
                OpenRoute.get("/ui", "ui", routes::page),
                OpenRoute.get("/ui/{asset}", "ui", routes::asset),
                OpenRoute.get("/openapi", "openapi", routes::overview),
                OpenRoute.get("/openapi.yaml", "openapi", request -> yaml(routes.first())),
                OpenRoute.get("/openapi.json", "openapi", request -> json(routes.first())),
                OpenRoute.get("/openapi/{file}", "openapi", routes::document));
    }

    private OpenApiDocument first() {
        return documents.values().iterator().next();
    }

    private Response overview(Request request) {
        List<Map<String, String>> entries = documents.keySet().stream()
                .map(name -> Map.of("name", name, "url", "/openapi/" + name + ".yaml"))
                .toList();
        return OpenRoute.json(200, Map.of("connector", connector, "documents", entries));
    }

    private Response document(Request request) {
        String file = Objects.requireNonNull(request.pathParameters().get("file"));
        String name = file.replaceFirst("\\.(yaml|json)$", "");
        return Optional.ofNullable(documents.get(name))
                .filter(document -> !file.equals(name))
                .map(document -> file.endsWith(".json") ? json(document) : yaml(document))
                .orElseThrow(() -> ErrorCode.INVALID_REQUEST_PATH.with(request.path()));
    }

    private static Response yaml(OpenApiDocument document) {
        return Response.of(200, "application/yaml", document.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Response json(OpenApiDocument document) {
        return OpenRoute.json(200, document.tree());
    }

    private Response page(Request request) throws IOException {
        return Response.of(200, "text/html; charset=utf-8", resource("/ui/page.html"))
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("Referrer-Policy", "no-referrer");
    }

    private Response asset(Request request) {
        Asset asset = ASSETS.get(request.pathParameters().get("asset"));
        if (asset == null) {
            throw ErrorCode.INVALID_REQUEST_PATH.with(request.path());
        }
        byte[] content = assets.computeIfAbsent(asset.resource(), DocumentRoutes::resource);
        return Response.of(200, asset.mediaType(), content);
    }

    private static byte[] resource(String path) {
        try (InputStream in = DocumentRoutes.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
