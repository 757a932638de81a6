package dev.gatehouse.operations;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our own contracts at {@code /openapi}, with a page to browse them. */
public final class OpenapiRoutes {
    private static final Protection OPEN = Protection.open("the contract is public, like the source it comes with");
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String BASE_POLICY = "default-src 'none'; script-src 'self'; img-src 'self' data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Every file that may be asked for; nothing else is read. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "page.js", new Asset("/openapi/page.js", "text/javascript"),
            "page.css", new Asset("/openapi/page.css", "text/css"),
            "oauth2-redirect.js", new Asset(WEBJAR + "oauth2-redirect.js", "text/javascript"),
            "swagger-ui.css", new Asset(WEBJAR + "swagger-ui.css", "text/css"),
            "swagger-ui-bundle.js", new Asset(WEBJAR + "swagger-ui-bundle.js", "text/javascript"));

    private static final List<String> CONTRACTS = List.of(
            "registry", "access", "clients", "users", "oauth", "token-storage", "events", "port-service", "operations");

    private record Asset(String resource, String mediaType) {}

    private final String pagePolicy;
    private final Map<String, Response> contracts;

    /** Read when asked for the first time; all who ask get the same bytes. */
    private final Map<String, Response> assets = new ConcurrentHashMap<>();

    /** @param issuer where the page and the contracts send people and their browsers for tokens */
    public OpenapiRoutes(URI issuer) {
        pagePolicy = BASE_POLICY + "; style-src 'self' 'unsafe-inline'; connect-src 'self' " + issuer.resolve("/");
        contracts = CONTRACTS.stream().collect(Collectors.toUnmodifiableMap(name -> name + ".yaml", name -> {
            byte[] contract = ServedContract.of(resource("/contracts/" + name + ".yaml"), issuer);
            return Response.of(200, "application/yaml", contract).withEntityTagOfBody();
        }));
    }

    public List<Route> all() {
        return List.of(
                Route.get("/openapi", OPEN, this::page).withQuery("contract"),
                Route.get("/openapi/oauth2-redirect", OPEN, this::redirected).ignoringOtherQuery(),
                Route.get("/openapi/contract/{name}", OPEN, this::contract).withMemory(this::contract),
                Route.get("/openapi/page/{asset}", OPEN, this::asset).withMemory(this::rememberedAsset));
    }

    private Response page(Request request) {
        return html(resource("/openapi/page.html"), pagePolicy);
    }

    /** Where the authorization endpoint answers to; its query, which only the page's script reads, goes nowhere else. */
    private Response redirected(Request request) {
        return html(resource("/openapi/oauth2-redirect.html"), BASE_POLICY)
                .withHeader("Referrer-Policy", "no-referrer");
    }

    private Response contract(Request request) {
        Response contract = contracts.get(request.pathParameter("name"));
        if (contract == null) {
            throw ErrorCode.INVALID_REQUEST_PATH.with(request.path());
        }
        return contract;
    }

    private @Nullable Response rememberedAsset(Request request) {
        return assets.get(requested(request).resource());
    }

    private Response asset(Request request) {
        Asset asset = requested(request);
        return assets.computeIfAbsent(
                asset.resource(),
                file -> Response.of(200, asset.mediaType(), resource(file)).withEntityTagOfBody());
    }

    private static Asset requested(Request request) {
        Asset asset = ASSETS.get(request.pathParameter("asset"));
        if (asset == null) {
            throw ErrorCode.INVALID_REQUEST_PATH.with(request.path());
        }
        return asset;
    }

    private static Response html(byte[] page, String policy) {
        return Response.of(200, "text/html; charset=utf-8", page).withHeader("Content-Security-Policy", policy);
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
