package dev.gatehouse.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All projects, and the folder with the content of their files. Thread-safe. */
final class DepositStore {
    private final Path folder;
    private final long largestFile;
    private final Map<String, Deposit> deposits = new LinkedHashMap<>();
    private long number = 1_000_000;

    DepositStore(Path folder, long largestFile) {
        this.folder = folder;
        this.largestFile = largestFile;
    }

    /** Makes a project whose id is made of its number. */
    synchronized Deposit add(String owner, Function<Long, String> id) {
        Deposit deposit = new Deposit(id.apply(++number), owner);
        deposits.put(deposit.id, deposit);
        return deposit;
    }

    /** A project that the person may see; nobody else may. */
    synchronized Deposit owned(String id, String user) {
        Deposit deposit = Optional.ofNullable(deposits.get(id))
                .orElseThrow(() -> RepositoryRefusal.noSuch("The persistent identifier does not exist."));
        return visible(deposit, user);
    }

    synchronized Deposit ofBucket(String bucket, String user) {
        Deposit deposit = deposits.values().stream()
                .filter(candidate -> candidate.bucket.equals(bucket))
                .findFirst()
                .orElseThrow(() -> RepositoryRefusal.noSuch("Bucket does not exist."));
        return visible(deposit, user);
    }

    private static Deposit visible(Deposit deposit, String user) {
        if (!deposit.owner.equals(user)) {
            throw RepositoryRefusal.permissionDenied();
        }
        return deposit;
    }

    /** The latest first. */
    synchronized List<Deposit> ownedBy(String user) {
        List<Deposit> owned = new ArrayList<>(deposits.values().stream()
                .filter(deposit -> deposit.owner.equals(user))
                .toList());
        java.util.Collections.reverse(owned);
        return owned;
    }

    synchronized void remove(Deposit deposit) {
        deposits.remove(deposit.id);
    }

    /** Does something to a project while nobody else does. */
    synchronized <T extends @Nullable Object> T with(Deposit deposit, Function<Deposit, T> action) {
        return action.apply(deposit);
    }

    /** Stores content, all of it or nothing. */
    StoredFile store(String name, InputStream body, OptionalLong length) throws IOException {
        MessageDigest md5 = digest();
        Path content = folder.resolve(UUID.randomUUID().toString());
        try {
            long size = copy(body, content, md5);
            if (length.isPresent() && length.getAsLong() != size) {
                throw new IOException("the upload broke off");
            }
            String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
                    .orElse("application/octet-stream");
            String checksum = HexFormat.of().formatHex(md5.digest());
            return new StoredFile(UUID.randomUUID().toString(), name, size, checksum, type, content, Instant.now());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(content);
            throw e;
        }
    }

    private long copy(InputStream body, Path content, MessageDigest md5) throws IOException {
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(content), md5)) {
            byte[] block = new byte[64 * 1024];
            long size = 0;
            for (int read = body.read(block); read >= 0; read = body.read(block)) {
                size += read;
                if (size > largestFile) {
                    throw new RepositoryRefusal(413, "Request Entity Too Large");
                }
                out.write(block, 0, read);
            }
            return size;
        }
    }

    void forget(StoredFile file) {
        try {
            Files.deleteIfExists(file.content());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
