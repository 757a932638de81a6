package dev.gatehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connector.settings.ConnectorSetting;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The interface fileStorage over HTTP. */
class FileStorageApiTest {
    private static final RunningConnector CONNECTOR = Connector.named("port-memory")
            .loginService()
            .implementing(new MemoryStorage())
            .environment(Map.of())
            .with(ConnectorSetting.TOKEN_STORAGE, "none")
            .with(ConnectorSetting.PORT, "0")
            .start();

    private final Caller caller = new Caller(CONNECTOR.url());
    private final String user = "port-memory://user" + System.nanoTime() + ":pw";

    @AfterAll
    static void stop() {
        CONNECTOR.close();
    }

    private String at(String path) {
        return Caller.query("filepath", path, "userId", user);
    }

    private String arguments(String path) {
        return "{\"filepath\":\"" + path + "\",\"userId\":\"" + user + "\"}";
    }

    private static byte[] form(String boundary, String... parts) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parts.length; i += 2) {
            String file = parts[i].equals("files") ? "; filename=\"any\"" : "";
            form.append("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(parts[i])
                    .append("\"")
                    .append(file)
                    .append("\r\n\r\n")
                    .append(parts[i + 1])
                    .append("\r\n");
        }
        return form.append("--").append(boundary).append("--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFieldThatIsNotUtf8IsRefusedByName() {
        String text = new String(form("bound", "filepath", "/PLACE", "userId", user), StandardCharsets.UTF_8);
        Caller.Reply reply = caller.send(
                "POST",
                "/storage/file",
                text.replace("PLACE", "\u00fc").getBytes(StandardCharsets.ISO_8859_1),
                "Content-Type",
                "multipart/form-data; boundary=bound");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("CON11004", "filepath is not UTF-8");
    }

    @Test
    void halfACharacterIsNobodysName() {
        Caller.Reply reply = caller.json("GET", "/storage/folder", "{\"userId\":\"a\\ud800\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("userId has half a character in it");
    }

    private Caller.Reply post(String... parts) {
        return caller.send(
                "POST", "/storage/file", form("bound", parts), "Content-Type", "multipart/form-data; boundary=bound");
    }

    @Test
    void aFileIsWrittenReadListedUpdatedAndDeletedWithArgumentsInTheBody() {
        assertThat(post("filepath", "/a/ü b.txt", "userId", user, "files", "héllo\r\n--boun\r")
                        .json()
                        .toString())
                .isEqualTo("{\"success\":true}");
        Caller.Reply read = caller.json("GET", "/storage/file", arguments("/a/ü b.txt"));
        assertThat(read.text()).isEqualTo("héllo\r\n--boun\r");
        assertThat(read.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(read.header("Content-Disposition")).contains("%C3%BC%20b.txt");
        assertThat(caller.json("GET", "/storage/folder", arguments("/")).json().toString())
                .isEqualTo("{\"files\":[\"/a/\"]}");
        assertThat(caller.json("DELETE", "/storage/file", arguments("/a")).status())
                .isEqualTo(200);
        assertThat(caller.json("GET", "/storage/file", arguments("/a/ü b.txt")).status())
                .isEqualTo(404);
    }

    @Test
    void theSameWithArgumentsInTheQuery() {
        byte[] large = new byte[3_000_000];
        new java.util.Random(1).nextBytes(large);
        assertThat(caller.bytes("POST", "/storage/file" + at("/x"), large).status())
                .isEqualTo(200);
        Caller.Reply read = caller.get("/storage/file" + at("/x"));
        assertThat(read.bytes()).isEqualTo(large);
        assertThat(read.header("Content-Length")).isEqualTo("3000000");
        assertThat(caller.bytes("PATCH", "/storage/file" + at("/x"), "new".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(caller.get("/storage/file" + at("/x")).text()).isEqualTo("new");
        assertThat(caller.get("/storage/folder" + at("/")).json().toString()).isEqualTo("{\"files\":[\"/x\"]}");
        assertThat(caller.send("DELETE", "/storage/file" + at("/x"), null).status())
                .isEqualTo(200);
        assertThat(caller.get("/storage/file" + at("/x")).json().get("code").asString())
                .isEqualTo("CON20404");
    }

    @Test
    void everythingWrongWithArgumentsIsToldAtOnce() {
        Caller.Reply reply = caller.json("GET", "/storage/file?filpath=1", "{\"filepath\":3}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asString()).isEqualTo("CON11004");
        assertThat(reply.json().get("violations").toString())
                .isEqualTo(
                        "[{\"field\":\"filpath\",\"problem\":\"is not a parameter here; there are filepath, userId\"},"
                                + "{\"field\":\"filepath\",\"problem\":\"is a number; send a string\"},"
                                + "{\"field\":\"userId\",\"problem\":\"is required\"}]");
    }

    @Test
    void aFieldBehindTheContentIsRefusedAndNothingIsStored() {
        Caller.Reply reply = post("filepath", "/late", "files", "content", "userId", user);
        assertThat(reply.text()).contains("userId is required");

        reply = post("filepath", "/late", "userId", user, "files", "content", "extra", "1");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("CON11005", "the part extra comes behind the content");
        assertThat(caller.get("/storage/file" + at("/late")).status()).isEqualTo(404);
    }
}
