package dev.gatehouse.connectors.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connectors.webdav.settings.Layout;
import dev.gatehouse.connectors.webdav.settings.UploadMethod;
import dev.gatehouse.connectors.webdav.settings.WebDavServer;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A storage at a {@link ScriptedServer}. */
public record Scripted(ScriptedServer server, WebDavStorage storage) implements AutoCloseable {
    static final String TOKEN = "token-of-alice";
    public static final Account ALICE = new Account("alice", new Credential.BearerToken(TOKEN));
    static final FilePath FILE = FilePath.parse("/file");

    public static Scripted at(ScriptedServer server) {
        return at(server, Layout.PLAIN, Duration.ofSeconds(20));
    }

    public static Scripted at(ScriptedServer server, Layout layout, Duration patience) {
        return new Scripted(
                server,
                new WebDavStorage(new WebDavServer(
                        server.url(), layout, UploadMethod.DIRECT, Duration.ofSeconds(5), patience, 4)));
    }

    /** How a call failed; in no case it tells a token. */
    static ConnectorException failure(ThrowingCallable call) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(TOKEN);
        return failure;
    }

    @Override
    public void close() {
        server.close();
        storage.close();
    }
}
