package dev.gatehouse.parties;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application without any idea of signing in: it serves fixed pages, or shows what it is told about its visitors. */
final class Application implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    Application() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Serves this HTML at this path from now on. */
    Application serve(String path, String html) {
        pages.put(path, html);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] page = pages.getOrDefault(path, seen(path, exchange)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static String seen(String path, HttpExchange exchange) {
        StringBuilder page = new StringBuilder("<!doctype html><link rel=icon href=data:,><title>Application</title>");
        page.append("<h1>Application at ").append(path).append("</h1><ul>");
        exchange.getRequestHeaders()
                .forEach((name, values) -> page.append("<li>")
                        .append(name.toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(String.join(", ", values).replace("&", "&amp;").replace("<", "&lt;"))
                        .append("</li>"));
        return page.append("</ul>").toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
