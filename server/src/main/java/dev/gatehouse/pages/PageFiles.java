package dev.gatehouse.pages;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The stylesheet, the icon and the one small script of the pages. Immutable. */
public final class PageFiles {
    private final Map<String, Response> files = Map.of(
            "pages.css", file("pages.css", "text/css"),
            "icon.svg", file("icon.svg", "image/svg+xml"),
            "submit.js", file("submit.js", "text/javascript"),
            "leave.js", file("leave.js", "text/javascript"));

    public Route route() {
        return Route.get("/pages/{file}", Protection.open("what pages look like"), this::file)
                .withMemory(this::file);
    }

    private Response file(Request request) {
        Response file = files.get(request.pathParameter("file"));
        if (file == null) {
            throw ErrorCode.INVALID_REQUEST_PATH.with(request.path());
        }
        return file;
    }

    private static Response file(String name, String mediaType) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/pages/" + name)) {
            return Response.of(200, mediaType, in.readAllBytes()).withEntityTagOfBody();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
