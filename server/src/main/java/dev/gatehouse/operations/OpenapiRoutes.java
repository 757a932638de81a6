package dev.gatehouse.operations;

import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Our own contracts at {@code /openapi}, with a page to browse them. */
public final class OpenapiRoutes {
    private static final Protection OPEN = Protection.open("the contract is public, like the source it comes with");
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    /** Every file that may be asked for; nothing else is read. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "page.js", new Asset("/openapi/page.js", "text/javascript"),
            "page.css", new Asset("/openapi/page.css", "text/css"),
            "swagger-ui.css", new Asset(WEBJAR + "swagger-ui.css", "text/css"),
            "swagger-ui-bundle.js", new Asset(WEBJAR + "swagger-ui-bundle.js", "text/javascript"));

    private static final List<String> CONTRACTS =
            List.of("registry", "clients", "users", "oauth", "token-storage", "events", "port-service", "operations");

    private record Asset(String resource, String mediaType) {}

    public List<Route> all() {
        return List.of(
                Route.get("/openapi", OPEN, this::page).withQuery("contract"),
                Route.get("/openapi/contract/{name}", OPEN, this::contract),
                Route.get("/openapi/page/{asset}", OPEN, this::asset));
    }

    private Response page(Request request) {
        return html(resource("/openapi/page.html"));
    }

    private Response contract(Request request) {
        String name = request.pathParameter("name");
        if (!name.endsWith(".yaml") || !CONTRACTS.contains(name.substring(0, name.length() - 5))) {
            throw ErrorCode.INVALID_REQUEST_PATH.with(request.path());
        }
        return Response.of(200, "application/yaml", resource("/contracts/" + name))
                .withEntityTagOfBody();
    }

    private Response asset(Request request) {
        Asset asset = ASSETS.get(request.pathParameter("asset"));
        if (asset == null) {
            throw ErrorCode.INVALID_REQUEST_PATH.with(request.path());
        }
        return Response.of(200, asset.mediaType(), resource(asset.resource())).withEntityTagOfBody();
    }

    private static Response html(byte[] page) {
        return Response.of(200, "text/html; charset=utf-8", page)
                .withHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    private static byte[] resource(String path) {
        try (InputStream in = OpenapiRoutes.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
