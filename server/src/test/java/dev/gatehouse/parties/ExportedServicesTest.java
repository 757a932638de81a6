package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Policies of several services in one file of nginx. */
class ExportedServicesTest {
    private final TestServer server = TestServer.shared();
    private final int port = FreePort.next();

    private void register(String id, String endpoint) {
        server.administrator()
                .post(
                        "/oauth2/service",
                        "{\"serviceId\":\"%s\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}"
                                .formatted(id))
                .expect(200);
        server.administrator()
                .post(
                        "/oauth2/service/" + id + "/endpoint",
                        "[{\"endpoint\":\"%s\",\"operation\":\"x\",\"scope\":\"\"}]".formatted(endpoint))
                .expect(201);
    }

    private String exported(String id, String name, Application application) {
        return server.administrator()
                .get("/oauth2/service/%s/policy?format=nginx&listen=127.0.0.1:%d&upstream=%s&gatehouse=%s&serverName=%s"
                        .formatted(
                                id,
                                port,
                                application.url(),
                                "http://127.0.0.1:" + server.adminUrl().getPort(),
                                name))
                .expect(200)
                .text();
    }

    private String answer(String host, String target) throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachIsServedUnderItsOwnName() throws Exception {
        InstalledProgram.find("nginx", "/usr/sbin/nginx");
        register("exported-shop", "/shop@get");
        register("exported-blog", "/blog@get");
        try (Application shop = new Application().serve("/shop", "of the shop");
                Application blog = new Application().serve("/blog", "of the blog");
                AutoCloseable nginx = GatewayProcess.start(
                        true,
                        port,
                        exported("exported-shop", "shop.example.org", shop)
                                + exported("exported-blog", "blog.example.org", blog))) {
            assertThat(nginx).isNotNull();
            assertThat(answer("shop.example.org", "/shop"))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("of the shop");
            assertThat(answer("blog.example.org", "/blog"))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("of the blog");
            assertThat(answer("shop.example.org", "/blog")).startsWith("HTTP/1.1 403 ");
            assertThat(answer("blog.example.org", "/shop")).startsWith("HTTP/1.1 403 ");
            assertThat(answer("SHOP.example.org.:" + port, "/shop")).endsWith("of the shop");
            assertThat(answer("shop.example.org", "http://shop.example.org/shop"))
                    .endsWith("of the shop");
            // Decided as one service's, a request must not reach it as another's, nor as nobody's.
            assertThat(answer("blog.example.org", "http://shop.example.org/shop"))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(answer("other.example.org", "/shop")).startsWith("HTTP/1.1 421 ");
        }
    }
}
