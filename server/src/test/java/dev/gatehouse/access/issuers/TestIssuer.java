package dev.gatehouse.access.issuers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of its own on loopback, which can be made to misbehave. Thread-safe. */
public final class TestIssuer implements AutoCloseable {
    /** Answers a request for a document. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JWK> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile ECKey key;
    private volatile Behaviour keys = exchange -> send(exchange, new JWKSet(List.copyOf(published)).toString(true));
    private volatile Behaviour metadata;
    private volatile String metadataPath = "/tenant/.well-known/openid-configuration";

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        metadata = exchange -> send(exchange, metadataOf(name(), jwksUri()));
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
        rotate();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/keys")) {
                fetches.incrementAndGet();
                keys.answer(exchange);
            } else if (path.equals(metadataPath)) {
                metadata.answer(exchange);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    public static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    static String metadataOf(String issuer, String jwksUri) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, jwksUri);
    }

    /** Its {@code iss}. */
    String name() {
        return base() + "/tenant";
    }

    public String jwksUri() {
        return base() + "/keys";
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often its keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public ECKey key() {
        return key;
    }

    public void answerKeysWith(Behaviour behaviour) {
        keys = behaviour;
    }

    void answerMetadataWith(Behaviour behaviour) {
        metadata = behaviour;
    }

    /** Has its metadata elsewhere than where OpenID Connect looks for it. */
    void tellAt(String path) {
        metadataPath = path;
    }

    /** Signs with a new key from now on, beside which the earlier ones stay published. */
    public void rotate() {
        try {
            key = new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        published.add(key.toPublicJWK());
    }

    /** Claims as such an issuer writes them, with these on top; null removes one. */
    JWTClaimsSet claims(Map<String, Object> more) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(name())
                .audience("gatehouse")
                .subject(UUID.randomUUID().toString())
                .claim("azp", "web")
                .claim("scope", "oauth.service.r")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
        more.forEach(claims::claim);
        return claims.build();
    }

    String token(Map<String, Object> more) {
        return token("JWT", more);
    }

    String token(String type, Map<String, Object> more) {
        try {
            return signed(type, JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key), claims(more));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String signed(String type, JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(type))
                .keyID(keyId)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
