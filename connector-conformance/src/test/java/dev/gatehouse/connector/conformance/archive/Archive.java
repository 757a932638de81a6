package dev.gatehouse.connector.conformance.archive;

import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.FileStorage;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.conformance.subject.ConformanceSubject;
import dev.gatehouse.connector.conformance.subject.Limits;
import dev.gatehouse.connector.conformance.subject.Memory;
import dev.gatehouse.connector.settings.ConnectorSetting;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The connector while it runs. */
public final class Archive implements ConformanceSubject {
    private final ContentStore contents = new ContentStore();
    private final Limits limits;
    private final RunningConnector connector;

    /** Starts it. */
    public Archive(Mistake mistake, Limits limits) throws IOException {
        this.limits = limits;
        this.connector = Connector.named("port-archive")
                .loginService()
                .implementing(new MistakenStorage(new ArchiveStorage(contents), mistake))
                .implementing(new ArchiveProjects(contents))
                .environment(Map.of())
                .with(ConnectorSetting.TOKEN_STORAGE, "none")
                .with(ConnectorSetting.PORT, "0")
                .start();
    }

    /** The archive's storage, for a connector of somebody else's. */
    public static FileStorage newStorage() {
        try {
            return new ArchiveStorage(new ContentStore());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Override
    public URI address() {
        return connector.url();
    }

    @Override
    public String user() {
        return "port-archive://maria:" + Visitors.PASSWORD;
    }

    @Override
    public Optional<String> sessionUser() {
        return Optional.of(user());
    }

    @Override
    public Optional<String> anotherUser() {
        return Optional.of("port-archive://emmy:" + Visitors.PASSWORD);
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
    public void close() {
        connector.close();
        contents.close();
    }
}
