package dev.gatehouse.http;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network between a server and its database, which a test can cut, hold up and mend. */
public final class DatabaseLink implements AutoCloseable {
    /** For a server behind it that is to notice when it is cut. */
    public static final Map<String, String> NOTICED = Map.of("GATEHOUSE_DATABASE_WAIT_SECONDS", "6");

    private static final Pattern PORT = Pattern.compile("(//127\\.0\\.0\\.1:)(\\d+)(/)");

    private final DatabaseAddress database;
    private volatile int databasePort;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> listening = ConcurrentHashMap.newKeySet();
    private volatile boolean deaf;
    private final ReentrantReadWriteLock traffic = new ReentrantReadWriteLock();
    private ServerSocket listener;

    public DatabaseLink(DatabaseAddress database) {
        this.database = database;
        Matcher matcher = PORT.matcher(database.jdbcUrl());
        matcher.find();
        this.databasePort = Integer.parseInt(matcher.group(2));
        this.port = listen(FreePort.next());
    }

    /** The database, reached through this link. */
    public DatabaseAddress address() {
        String url = PORT.matcher(database.jdbcUrl()).replaceFirst("$1" + port + "$3");
        return new DatabaseAddress(url, database.user(), database.password());
    }

    /** Leads new connections to another server; those that are open stay as they are. */
    public void leadTo(int otherPort) {
        databasePort = otherPort;
    }

    private int listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 100);
            listener = socket;
            Thread.ofVirtual().start(() -> accept(socket));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket near = socket.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                open.add(near);
                open.add(far);
                if (socket.isClosed()) { // cut meanwhile, by who may not have seen these two
                    near.close();
                    far.close();
                }
                Thread.ofVirtual().start(() -> forward(near, far));
                Thread.ofVirtual().start(() -> forward(far, near));
            }
        } catch (IOException cut) {
            // Nobody is let in any more.
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                if (new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains("listen gatehouse_change")) {
                    listening.add(to);
                    if (deaf) {
                        return;
                    }
                }
                traffic.readLock().lock();
                try {
                    to.getOutputStream().write(bytes, 0, count);
                } finally {
                    traffic.readLock().unlock();
                }
            }
        } catch (IOException closed) {
            // The other direction ends too.
        }
        listening.remove(to);
        open.remove(from);
        open.remove(to);
    }

    /** Ends every connection and refuses new ones, as a stopped server does. */
    public void cut() {
        close();
    }

    /** Ends every connection, and lets new ones in. */
    public void drop() {
        try {
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection over which changes are heard, and each that takes its place; all others stand. */
    public void cutChanges() {
        deaf = true;
        try {
            for (Socket socket : listening) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets connections stand and new ones in, but carries nothing, as a lost route does. */
    public void holdUp() {
        traffic.writeLock().lock();
    }

    /** The same, until the server that is behind this knows it. */
    public void cutChanges(TestServer server) {
        cutChanges();
        await().until(() -> !changeFeed(server).equals("UP"));
    }

    /** Lets the server that is behind this hear changes again. */
    public void mendChanges(TestServer server) {
        mend();
        await().until(() -> changeFeed(server).equals("UP"));
    }

    private static String changeFeed(TestServer server) {
        return server.admin().get("/health/ready").json().get("changeFeed").asString();
    }

    /** Carries everything again. */
    public void mend() {
        deaf = false;
        if (traffic.isWriteLockedByCurrentThread()) {
            traffic.writeLock().unlock();
        }
        if (listener.isClosed()) {
            listen(port);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            drop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
