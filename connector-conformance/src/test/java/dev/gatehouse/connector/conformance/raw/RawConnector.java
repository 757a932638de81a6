package dev.gatehouse.connector.conformance.raw;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import dev.gatehouse.connector.conformance.subject.Memory;
import dev.gatehouse.connector.conformance.subject.VendorTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.JsonNodeFactory;

/** The connector while it runs. */
public final class RawConnector implements ConformanceSubject {
    private static final int FEW = 8;

    private final Faults faults;
    private final Limits limits;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Blobs blobs;
    private final RawPeople people;
    private final RawStorageRoutes storage;
    private final RawProjectRoutes projects;

    /** Starts it. */
    public RawConnector(Fault fault, Limits limits) throws IOException {
        this.faults = new Faults(fault);
        this.limits = limits;
        this.blobs = new Blobs(faults);
        this.people = new RawPeople(faults);
        this.storage = new RawStorageRoutes(people, blobs, faults);
        this.projects = new RawProjectRoutes(people, blobs, faults);
        this.threads = faults.has(Fault.SERVES_FEW_AT_A_TIME)
                ? Executors.newFixedThreadPool(FEW, Thread.ofVirtual().factory())
                : Executors.newVirtualThreadPerTaskExecutor();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (Refused refused) {
            refuse(exchange, refused.status(), refused.getMessage());
        } catch (RuntimeException failed) {
            refuse(exchange, 500, failed.toString());
        } finally {
            exchange.close();
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals("/storage/file") || path.equals("/storage/folder")) {
            storage.serve(exchange);
        } else if (path.equals("/metadata/project") || path.startsWith("/metadata/project/")) {
            projects.serve(exchange);
        } else if (path.equals("/health/live") || path.equals("/health/ready")) {
            RawAnswer.json(exchange, 200, "{\"status\":\"UP\"}");
        } else if (path.equals("/metrics") && !faults.has(Fault.HAS_NO_METRICS)) {
            RawAnswer.text(exchange, 200, "# TYPE requests counter\nrequests 1\n");
        } else {
            throw new Refused(404, "There is nothing at this path.");
        }
    }

    private void refuse(HttpExchange exchange, int status, String message) throws IOException {
        int told = status == 404 && faults.has(Fault.FAILS_WHERE_SOMETHING_IS_MISSING) ? 500 : status;
        RawAnswer.json(
                exchange,
                told,
                JsonNodeFactory.instance.objectNode().put("statusCode", told).put("description", message));
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public String user() {
        return RawPeople.MARIA;
    }

    @Override
    public Optional<String> unknownUser() {
        return Optional.of("nobody");
    }

    @Override
    public Optional<String> sessionUser() {
        return Optional.of("port-raw://maria:" + RawPeople.PASSWORD);
    }

    @Override
    public Optional<String> anotherUser() {
        return Optional.of(RawPeople.EMMY);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(RawPeople.PASSWORD);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public OptionalLong memoryInUse() {
        return Memory.ofThisProcess();
    }

    @Override
    public Optional<Trouble> cause(VendorTrouble trouble) {
        return Optional.of(people.trouble(trouble));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        blobs.close();
    }
}
