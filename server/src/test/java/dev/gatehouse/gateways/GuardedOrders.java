package dev.gatehouse.gateways;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.keys.MasterKey;
import dev.gatehouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A service as it is registered, tokens for it, and the decision about a request that reached it. */
final class GuardedOrders {
    private static final String ENDPOINTS = """
            [{"endpoint":"/v1/orders@get","operation":"list","scope":"orders.r"},
             {"endpoint":"/v1/orders@post","operation":"place","scope":"orders.w"},
             {"endpoint":"/v1/orders/{orderId}@get","operation":"read","scope":"orders.r"},
             {"endpoint":"/v1/orders/{orderId}@delete","operation":"cancel","scope":"orders.w orders.admin"},
             {"endpoint":"/v1/orders/mine@get","operation":"mine","scope":"orders.mine"},
             {"endpoint":"/v1/files/{path+}@get","operation":"file","scope":"orders.r"},
             {"endpoint":"/v1/files/private/{path+}@get","operation":"privateFile","scope":"orders.admin"},
             {"endpoint":"/v1/admin@get","operation":"admin","scope":"orders.admin"},
             {"endpoint":"/v1/live@get","operation":"live","scope":"orders.r"},
             {"endpoint":"/v0/orders@get","operation":"old","scope":"orders.r","deprecated":true,"sunset":"2027-06-03T00:00:00Z"},
             {"endpoint":"/health@get","operation":"health","scope":""}]
            """;
    private static final List<String> IDENTITY =
            List.of("x-auth-subject", "x-auth-client", "x-auth-scope", "x-auth-endpoint");
    private static final List<String> DECIDED_BY = List.of(
            "Authorization",
            "Origin",
            "Access-Control-Request-Method",
            "X-HTTP-Method-Override",
            "X-HTTP-Method",
            "X-Method-Override");

    private final TestServer server = TestServer.shared();
    private final String serviceId = "orders-" + UUID.randomUUID();

    GuardedOrders() {
        server.administrator().post("/oauth2/service", """
                {"serviceId":"%s","serviceType":"openapi","serviceName":"Orders",
                 "scope":"orders.r orders.w orders.mine orders.admin"}
                """.formatted(serviceId)).expect(200);
        server.administrator()
                .post("/oauth2/service/" + serviceId + "/endpoint", ENDPOINTS)
                .expect(201);
    }

    String serviceId() {
        return serviceId;
    }

    /** The policy with the ports of the examples. */
    String exportedForNginx() {
        return exportedForNginx(0);
    }

    /** The same where decisions are kept for so many seconds. */
    String exportedForNginx(int keepSeconds) {
        return server.administrator()
                .get("/oauth2/service/" + serviceId + "/policy?format=nginx&listen=127.0.0.1:8000"
                        + "&upstream=http://127.0.0.1:8080&gatehouse=http://127.0.0.1:6883&keepSeconds=" + keepSeconds)
                .expect(200)
                .text();
    }

    TestServer server() {
        return server;
    }

    /** The field with a token of a new client. */
    String authorization(String... scopes) {
        return "Authorization: Bearer " + server.as("admin", scopes).token();
    }

    /** The field with a token that was good until two minutes ago. */
    String expiredAuthorization() throws Exception {
        ECKey key = signingKey();
        String issuer = server.publicUrl().toString();
        Instant past = Instant.now().minus(Duration.ofMinutes(2));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(issuer)
                .subject("somebody")
                .claim("client_id", "somebody")
                .claim("scope", "orders.r")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(past.minus(Duration.ofMinutes(5))))
                .expirationTime(Date.from(past))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return "Authorization: Bearer " + token.serialize();
    }

    private ECKey signingKey() throws Exception {
        MasterKey masterKey =
                MasterKey.read(server.data().resolve("master.key")).orElseThrow();
        Map<String, Object> row = server.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select key_id, encrypted_key from signing_key where algorithm = 'ES256'")
                        .mapToMap()
                        .first());
        byte[] plain = masterKey.decrypt((byte[]) row.get("encrypted_key"), "signing_key/" + row.get("key_id"));
        return ECKey.parse(new String(plain, StandardCharsets.UTF_8));
    }

    /** What Gatehouse itself says about a request that reached the service, when asked without a gateway. */
    Wire.Reply decisionAbout(Arrived arrived) {
        List<String> fields = new ArrayList<>(
                List.of("X-Original-Method: " + arrived.method(), "X-Original-URI: " + arrived.target()));
        for (String name : DECIDED_BY) {
            arrived.values(name).forEach(value -> fields.add(name + ": " + value));
        }
        return Wire.send(server.adminUrl().getPort(), "GET /access/" + serviceId, fields.toArray(String[]::new));
    }

    /** Why the request should not have reached the service as it did; null where there is nothing against it. */
    String objectionTo(Arrived arrived) {
        if (arrived.ambiguous()) {
            return "servers can disagree about where it ends";
        }
        Wire.Reply decision = decisionAbout(arrived);
        if (decision.status() != 200) {
            return "the decision about it is " + decision.text();
        }
        Map<String, String> read = arrived.asFrameworksRead();
        for (String name : IDENTITY) {
            if (!read.getOrDefault(name, "").equals(decision.header(name))) {
                return name + " is " + read.get(name) + ", not " + decision.header(name);
            }
        }
        return read.keySet().stream()
                .filter(name -> name.startsWith("x-auth-") && !IDENTITY.contains(name)
                        || name.startsWith("x-original-")
                        || name.equals("x-rewrite-url")
                        || name.equals("x-forwarded-uri")
                        || name.equals("x-forwarded-method"))
                .findFirst()
                .map(name -> name + " came through")
                .orElse(null);
    }
}
