package dev.gatehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Existing callers are Python programs that use requests: JSON with GET and DELETE, forms with a file. */
class PythonCallerTest {
    private static final String CALLS = """
            import sys, io, requests

            port = sys.argv[1]
            user = "port-memory://maria:p:w%20"

            def ok(response):
                assert response.status_code < 300, response.text
                return response

            for name, content in (("/folder1/file1", b"one"), ("/folder1/über uns.txt", b""), ("/big", b"x" * 5000000)):
                ok(requests.post(f"{port}/storage/file", data={"filepath": name, "userId": user},
                                 files={"files": (name, io.BytesIO(content), "multipart/form-data")}))
                read = ok(requests.get(f"{port}/storage/file", json={"filepath": name, "userId": user}))
                assert read.content == content, name
            listed = ok(requests.get(f"{port}/storage/folder", json={"filepath": "/folder1", "userId": user})).json()
            assert sorted(listed["files"]) == ["/folder1/file1", "/folder1/über uns.txt"], listed
            ok(requests.patch(f"{port}/storage/file", data={"filepath": "/big", "userId": user}, files={"files": b"new"}))
            assert ok(requests.get(f"{port}/storage/file", json={"filepath": "/big", "userId": user})).content == b"new"
            ok(requests.post(f"{port}/storage/file", data={"filepath": "/big", "userId": user, "username": "maria"},
                             files={"file": ("big", b"newest")}))
            assert ok(requests.get(f"{port}/storage/file", json={"filepath": "/big", "userId": user})).content == b"newest"
            ok(requests.delete(f"{port}/storage/file", json={"filepath": "/big", "userId": user}))
            gone = requests.get(f"{port}/storage/file", json={"filepath": "/big", "userId": user})
            assert gone.status_code == 404, gone.text
            bad = requests.get(f"{port}/storage/file", json={"filepath": "/big", "userId": None})
            assert bad.status_code == 400 and "userId" in bad.json()["description"], bad.text
            print("done")
            """;

    private static String python(String program, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", program);
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().put("NO_PROXY", "*");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** The test is skipped where it is missing, and fails when everything must run. */
    @BeforeAll
    static void needsRequests() throws Exception {
        boolean found = runsSilently("import requests");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as("python3-requests is installed").isTrue();
        }
        assumeTrue(found, "python3-requests is not installed");
    }

    private static boolean runsSilently(String program) throws Exception {
        try {
            return python(program).isEmpty();
        } catch (IOException noPython) {
            return false;
        }
    }

    @Test
    void whatTheyDoWorks() throws Exception {
        Connector connector = Connector.named("port-memory").loginService().implementing(new MemoryStorage());
        try (RunningConnector running = TestConnectors.of(connector).start()) {
            assertThat(python(CALLS, running.url().toString())).isEqualTo("done\n");
        }
    }
}
