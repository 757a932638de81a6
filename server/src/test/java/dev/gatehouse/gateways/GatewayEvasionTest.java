package dev.gatehouse.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a caller sends: each request that reaches the service behind a gateway is one that Gatehouse allows when asked
 * about what the service received, byte by byte, and it says of the caller what Gatehouse said and nothing else.
 */
class GatewayEvasionTest {
    private static final GuardedGateway.All GATEWAYS = new GuardedGateway.All();

    private final GuardedOrders orders = GATEWAYS.orders();
    private final String reader = orders.authorization("orders.r");
    private final String writer = orders.authorization("orders.w");

    @AfterAll
    static void stop() {
        GATEWAYS.close();
    }

    @ParameterizedTest
    @EnumSource
    void s11_noSpellingOfATargetServesWhatWasNotDecided(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        int passed = 0;
        for (String target : EvasiveTraffic.spellings()) {
            for (String caller : new String[] {reader, "X-Caller: nobody"}) {
                gateway.send("GET " + target, caller);
                passed += gateway.arrivedRightly(shown(target)).size();
            }
        }
        settle(gateway);
        assertThat(passed).as("requests that were no evasion").isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void s11_noMixtureOfPiecesServesWhatWasNotDecided(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        long seed = Long.getLong("gateways.seed", 20_260_101);
        EvasiveTraffic.mixtures(seed).limit(400).forEach(target -> {
            gateway.send("GET " + target, reader);
            gateway.arrivedRightly(shown(target));
        });
        settle(gateway);
    }

    @ParameterizedTest
    @EnumSource
    void s11_theMethodThatWasDecidedIsTheOneThatIsServed(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        for (String method : List.of(
                "get",
                "Get",
                "HEAD",
                "DELETE",
                "delete",
                "PATCH",
                "TRACE",
                "OPTIONS",
                "CONNECT",
                "PROPFIND",
                "M-SEARCH",
                "GET\t",
                "GET ",
                " GET",
                "G\u00cbT",
                "X",
                "")) {
            gateway.send(method + " /v1/orders/7", reader);
            gateway.arrivedRightly(method);
        }
        for (String name : List.of(
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override",
                "x-http-method-override",
                "X_HTTP_Method_Override",
                "X-HTTP_Method-Override")) {
            Wire.Reply reply = gateway.send("GET /v1/orders/7", reader, name + ": DELETE");
            for (Arrived arrived : gateway.arrivedRightly(name)) {
                assertThat(arrived.asFrameworksRead().keySet())
                        .as(name + " with " + reply.status())
                        .doesNotContain("x-http-method-override", "x-http-method", "x-method-override");
            }
            gateway.send("GET /v1/orders/7", reader, name + ": GET", name + ": DELETE");
            gateway.arrivedRightly(name + " twice");
        }
        settle(gateway);
    }

    @ParameterizedTest
    @EnumSource
    void s11_nobodySaysInGatehousesPlaceWhatIsAskedOrWhoCalls(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        List<String> forged = new ArrayList<>();
        for (String name : List.of("X-Auth-Subject", "X-Auth-Client", "X-Auth-Scope", "X-Auth-Endpoint")) {
            forged.add(name + ": forged");
            forged.add(name.toLowerCase() + ": forged");
            forged.add(name.replace('-', '_') + ": forged");
            forged.add(name.replace("X-Auth-", "X-Auth_") + ": forged");
            forged.add(name.replace("X-Auth-", "X_Auth-") + ": forged");
            forged.add(name.replace("-", ".") + ": forged");
            forged.add(name + " : forged");
            forged.add(name + "\t: forged");
            forged.add(" " + name + ": forged");
            forged.add("X-Other: a\r\n " + name + ": forged");
            forged.add("X-Other: a\n" + name + ": forged");
            forged.add("X-Other: a\r" + name + ": forged");
            forged.add("X-Other: a\u0000\r\n" + name + ": forged");
        }
        for (String[] pair : new String[][] {
            {"X-Original-Method: GET", "X-Original-URI: /health"},
            {"X-Forwarded-Method: GET", "X-Forwarded-Uri: /health"},
            {"X-Original-URL: /health", "X-Rewrite-URL: /health"},
            {"X_Original_Method: GET", "X_Original_URI: /health"},
            {"X_Forwarded_Method: GET", "X_Forwarded_Uri: /health"}
        }) {
            forged.add(pair[0]);
            forged.add(pair[1]);
            forged.add(String.join("\r\n", pair));
            forged.add(String.join("\r\n", pair) + "\r\n" + String.join("\r\n", pair));
        }
        for (String field : forged) {
            for (String target : List.of("/health", "/v1/orders/7", "/v1/admin")) {
                gateway.send("GET " + target, field, reader);
                gateway.arrivedRightly(target + " with " + shown(field));
            }
        }
        settle(gateway);
    }

    @ParameterizedTest
    @EnumSource
    void s11_fieldsNamedInConnectionTakeNothingAway(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        for (String named : List.of(
                "X-Original-URI, X-Original-Method",
                "X-Forwarded-Uri, X-Forwarded-Method",
                "X-Auth-Subject, X-Auth-Client, X-Auth-Scope, X-Auth-Endpoint",
                "x-auth-scope",
                "X-AUTH-SCOPE,close",
                "\"X-Auth-Scope\"",
                "Authorization",
                "X-HTTP-Method-Override",
                "Host, Content-Length, Transfer-Encoding",
                "Cookie, Upgrade, TE, Keep-Alive")) {
            for (String target : List.of("/health", "/v1/orders/7", "/v1/admin")) {
                gateway.send("GET " + target, "Connection: " + named, reader, "X-HTTP-Method-Override: GET");
                gateway.arrivedRightly(target + " with Connection: " + named);
                gateway.send("GET " + target, "Keep-Alive: x", "Proxy-Connection: " + named, "TE: trailers", reader);
                gateway.arrivedRightly(target + " with Proxy-Connection: " + named);
            }
        }
        settle(gateway);
    }

    @ParameterizedTest
    @EnumSource
    void s13_noFramingHidesARequestInAnother(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        String hidden = "GET /v1/admin HTTP/1.1\r\nHost: orders.example.org\r\n\r\n";
        String chunkedHidden = "0\r\n\r\n" + hidden;
        for (String framing : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nContent-Length: 5",
                "Transfer-Encoding: xchunked\r\nContent-Length: 5",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding:\u000bchunked\r\nContent-Length: 5",
                "Transfer-Encoding: \u0000chunked\r\nContent-Length: 5",
                "Transfer-Encoding : chunked\r\nContent-Length: 5",
                " Transfer-Encoding: chunked\r\nContent-Length: 5",
                "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 5",
                "X: y\nTransfer-Encoding: chunked\nContent-Length: 5",
                "X: y\rTransfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer_Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: CHUNKED",
                "Content-Length: 5\r\nContent-Length: 100",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: -1",
                "Content-Length: 5 5",
                "Content-Length: 5\r\nContent_Length: 0",
                "Content-Length: 18446744073709551621",
                "Expect: 100-continue\r\nContent-Length: 5",
                "Expect: something\r\nContent-Length: 5")) {
            String head =
                    "POST /v1/orders HTTP/1.1\r\nHost: orders.example.org\r\n" + writer + "\r\n" + framing + "\r\n\r\n";
            Wire.sendAndLinger(gateway.port(), head + chunkedHidden, 150);
            gateway.arrivedRightly(shown(framing));
        }
        for (String chunks : List.of(
                "5;x\r\nhello\r\n0\r\n\r\n",
                "5\nhello\n0\n\n",
                "05\r\nhello\r\n0\r\nX-Auth-Subject: forged\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloXX0\r\n\r\n",
                "ffffffffffffffff5\r\nhello\r\n0\r\n\r\n",
                "5;\"\r\n\"\r\nhello\r\n0\r\n\r\n")) {
            String head = "POST /v1/orders HTTP/1.1\r\nHost: orders.example.org\r\n" + writer
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n";
            Wire.sendAndLinger(gateway.port(), head + chunks + hidden, 150);
            for (Arrived arrived : gateway.arrivedRightly(shown(chunks))) {
                // HAProxy has no means to leave trailers out, as the guide says.
                assertThat(arrived.trailers().isEmpty() || kind == Gateway.Kind.HAPROXY)
                        .as("no trailers in " + arrived)
                        .isTrue();
            }
        }
        settle(gateway);
    }

    @ParameterizedTest
    @EnumSource
    void s11_everyRequestOfAConnectionIsDecided(Gateway.Kind kind) {
        GuardedGateway gateway = GATEWAYS.get(kind);
        String host = " HTTP/1.1\r\nHost: orders.example.org\r\n";
        String allowed = "GET /v1/orders/7" + host + reader + "\r\n\r\n";
        for (String next : List.of(
                "GET /v1/orders/7" + host + "\r\n",
                "GET /v1/admin" + host + reader + "\r\n\r\n",
                "GET /v1/admin\r\n",
                "GET /v1/admin\r\n\r\n",
                "GET /v1/orders/7 HTTP/1.0\r\n" + reader + "\r\n\r\n",
                "GET /v1/admin HTTP/1.0\r\n" + reader + "\r\nConnection: keep-alive\r\n\r\n",
                "GET /v1/orders/7 HTTP/2.0\r\n" + reader + "\r\n\r\n",
                "GET /v1/orders/7 HTTP/1.10\r\n" + reader + "\r\n\r\n",
                "GET /v1/orders/7 http/1.1\r\n" + reader + "\r\n\r\n",
                "GET  /v1/orders/7" + host + reader + "\r\n\r\n",
                "GET /v1/orders/7 x" + host + reader + "\r\n\r\n",
                "GET /v1/admin\thttp/1.1 HTTP/1.1\r\n" + reader + "\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\r\n\r\n" + allowed,
                "GET /v1/orders/7" + host + reader + "\r\n" + reader.replace("Bearer ", "Bearer x") + "\r\n\r\n",
                "GET /v1/orders/7" + host + "Authorization: Bearer x\r\n" + reader + "\r\n\r\n",
                "GET /v1/orders/7" + host + "Host: elsewhere\r\n" + reader + "\r\n\r\n")) {
            Wire.sendAndLinger(gateway.port(), allowed + next, 150);
            gateway.arrivedRightly(shown(next));
            Wire.sendAndLinger(gateway.port(), next, 150);
            gateway.arrivedRightly(shown(next));
        }
        settle(gateway);
    }

    /** What was sent before has reached the service by the time that a later request has; none of it may come late. */
    private void settle(GuardedGateway gateway) {
        String last = "/v1/orders/" + UUID.randomUUID();
        assertThat(gateway.send("GET " + last, reader).status()).isEqualTo(200);
        await().until(() -> gateway.arrivedRightly("all of it").stream()
                .anyMatch(arrived -> arrived.target().equals(last)));
    }

    private static String shown(String sent) {
        return sent.length() > 200 ? sent.substring(0, 200) + "..." : sent;
    }
}
