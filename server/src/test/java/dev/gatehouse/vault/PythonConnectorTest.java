package dev.gatehouse.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Existing connectors are Python programs that use requests and know one URL. */
class PythonConnectorTest {
    private static final String REGISTER = """
            import json, os, sys, requests

            def register_service(servicename, authorize_url, refresh_url, client_id, client_secret):
                tokenStorage = os.getenv("CENTRAL_SERVICE_TOKEN_STORAGE")
                if tokenStorage is None:
                    return False
                data = {
                    "servicename": servicename,
                    "authorize_url": authorize_url,
                    "refresh_url": refresh_url,
                    "client_id": client_id,
                    "client_secret": client_secret,
                    "implements": ["fileStorage", "metadata"],
                }
                headers = {"Content-Type": "application/json"}
                response = requests.post(f"{tokenStorage}/service", json=data, headers=headers)
                if response.status_code != 200:
                    raise Exception("Cannot find and register Token Storage, msg:\\n{}".format(response.text))
                response = response.json()
                if response["success"]:
                    return True
                return False

            name = sys.argv[1]
            for attempt in range(2):
                assert register_service(name, "https://vendor.example/authorize", "https://vendor.example/token",
                                        "our-id", "our-secret") is True
            storage = os.environ["CENTRAL_SERVICE_TOKEN_STORAGE"]
            token = {"type": "Token", "data": {"service": {"type": "OAuth2Service", "data": {"servicename": name}},
                     "access_token": "ABC", "user": {"type": "User", "data": {"username": "Max Mustermann"}}}}
            added = requests.post(f"{storage}/user/Max Mustermann/token", json=token)
            assert added.status_code == 201 and added.json() == {"success": True}, added.text
            read = requests.get(f"{storage}/user/Max Mustermann/token/{name}")
            assert read.json()["data"]["access_token"] == "ABC", read.text
            print(json.dumps(requests.get(f"{storage}/service/{name}").json()))
            """;

    private record Ran(int status, String output) {}

    private static Ran python(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c");
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().putAll(environment);
        builder.environment().put("NO_PROXY", "*");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    @BeforeAll
    static void needsRequests() throws Exception {
        try {
            assumeTrue(python(Map.of(), "import requests").status() == 0, "needs python3-requests");
        } catch (IOException e) {
            assumeTrue(false, "needs python3");
        }
    }

    @Test
    void aConnectorRegistersWithNothingButAUrl() throws Exception {
        TestServer server = TestServer.shared();
        TestServer.Registered client = server.newClient("admin", VaultCallers.SCOPES);
        URI admin = server.gatehouse().adminUrl();
        String storage = admin.getScheme() + "://" + client.clientId() + ":" + client.secret() + "@" + admin.getHost()
                + ":" + admin.getPort() + "/token-storage";
        String name = VaultCallers.newName();

        Ran ran = python(Map.of("CENTRAL_SERVICE_TOKEN_STORAGE", storage), REGISTER, name);

        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains(name, "our-secret");
    }
}
