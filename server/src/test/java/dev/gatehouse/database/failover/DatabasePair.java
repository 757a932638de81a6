package dev.gatehouse.database.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.ProxyProcess;
import dev.gatehouse.parties.InstalledProgram;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.embedded.PostgresUser;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Two database servers, of which one is the primary, as docs/high-availability.md has them set up, with HAProxy. */
final class DatabasePair implements Closeable {
    private final PairGuide guide = new PairGuide();
    private final Path directory;
    private final Path programs;
    private final Deque<Closeable> started = new ArrayDeque<>();
    private final List<DatabaseMember> members;

    /**
     * Starts all. Where a program is missing, the test is skipped, and fails when everything must run.
     *
     * @param directory an empty one
     */
    DatabasePair(Path directory) throws Exception {
        this.directory = directory;
        programs = programsOfPostgres();
        InstalledProgram.find("patroni", DatabaseMember.PATRONI.toString());
        InstalledProgram.find("etcd", "/usr/bin/etcd");
        // Its parts may belong to another user.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            startEtcd();
            members = List.of(startMember(0), startMember(1));
            awaitComplete();
            assertThat(shell(guide.listing(directory.resolve("db1/config.yml"))))
                    .contains("Leader", "Sync Standby");
            shell(guide.makingTheDatabase());
            Path ofProxy = Files.createDirectory(directory.resolve("haproxy"));
            started.push(ProxyProcess.start("haproxy", ofProxy, guide.haproxy(), guide.proxyPort())::close);
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private static Path programsOfPostgres() {
        String[] places = IntStream.iterate(20, version -> version >= 14, version -> version - 1)
                .mapToObj(version -> "/usr/lib/postgresql/" + version + "/bin/postgres")
                .toArray(String[]::new);
        return InstalledProgram.find("postgresql", places).getParent();
    }

    private void startEtcd() throws IOException {
        Path data = directory.resolve("etcd");
        Process etcd = new ProcessBuilder("sh", "-c", "exec " + guide.etcdCommand(data))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("etcd.log").toFile())
                .start();
        started.push(() -> etcd.destroyForcibly().onExit().join());
        await().until(() -> isListening(guide.etcdPort()) || !etcd.isAlive());
        assertThat(etcd.isAlive())
                .as(Files.readString(directory.resolve("etcd.log")))
                .isTrue();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private DatabaseMember startMember(int which) throws IOException {
        Path own = Files.createDirectory(directory.resolve("db" + (which + 1)));
        PostgresUser user = new PostgresUser(own, programs.resolve("postgres"));
        Files.writeString(own.resolve("config.yml"), guide.patroni(which, own, programs));
        DatabaseMember member = new DatabaseMember(guide.member(which).patroni(), own, user);
        started.push(member);
        return member;
    }

    private static String shell(String commands) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-euc", commands)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return output;
    }

    /** As a process is told of both servers. */
    DatabaseAddress addressOfBoth() {
        return DatabaseAddress.parse(guide.urlOfBoth());
    }

    /** As a process is told of HAProxy. */
    DatabaseAddress addressOfProxy() {
        return DatabaseAddress.parse(guide.urlOfProxy());
    }

    /** The primary, as soon as there is one. */
    DatabaseMember awaitPrimary() {
        return await().until(
                        () -> members.stream().filter(DatabaseMember::isPrimary).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Until there is a primary, and the other one has all it acknowledges. */
    void awaitComplete() {
        await().until(() -> members.stream().anyMatch(DatabaseMember::isPrimary)
                && members.stream().anyMatch(DatabaseMember::isSynchronous));
    }

    /** Until another one is the primary. */
    void awaitPrimaryBeside(DatabaseMember former) {
        await().until(() -> members.stream().anyMatch(member -> member != former && member.isPrimary()));
    }

    /** Ends all of it, also what was frozen. */
    @Override
    public void close() throws IOException {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
