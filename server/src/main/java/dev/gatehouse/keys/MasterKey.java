package dev.gatehouse.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.gatehouse.config.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Encrypts what the database must not show. The key is a Tink keyset in a file that only its owner may read.
 *
 * <p>Thread-safe.
 */
public final class MasterKey {
    private final Aead aead;

    private MasterKey(Aead aead) {
        this.aead = aead;
    }

    /**
     * Reads the key file.
     *
     * @return empty where there is no file
     * @throws StartupException when the file cannot be read, can be read by others, or holds no key
     */
    public static Optional<MasterKey> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            PrivateFile.exposure(file).ifPresent(permissions -> {
                throw new StartupException("The master key file " + file + " can be read or changed by others ("
                        + permissions + "); run: chmod 600 " + file);
            });
            return parse(Files.readString(file, StandardCharsets.UTF_8)).or(() -> {
                throw new StartupException(
                        "The master key file " + file + " holds no valid key; restore it from a backup");
            });
        } catch (IOException e) {
            throw new StartupException("The master key file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** The key of a keyset, or nothing where the text is none. */
    static Optional<MasterKey> parse(String keyset) {
        try {
            return Optional.of(of(TinkJsonProtoKeysetFormat.parseKeyset(
                    keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Makes a new key and keeps it in the file, readable by its owner only. */
    public static MasterKey create(Path file) {
        String keyset = newKeyset();
        try {
            PrivateFile.write(file, keyset);
        } catch (IOException e) {
            throw new StartupException("The master key file " + file + " cannot be written: " + e.getMessage());
        }
        return parse(keyset).orElseThrow();
    }

    /** A new key as text. */
    static String newKeyset() {
        try {
            KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    handle, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is part of every Java platform", e);
        }
    }

    private static MasterKey of(KeysetHandle handle) throws GeneralSecurityException {
        return new MasterKey(handle.getPrimitive(AeadConfig2026.get(), Aead.class));
    }

    /**
     * @param identity says what the ciphertext belongs to, for example its table and row; only with the same identity is
     *     it decrypted
     */
    public byte[] encrypt(byte[] plaintext, String identity) {
        try {
            return aead.encrypt(plaintext, identity.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /** @throws GeneralSecurityException when another key or identity was used, or the ciphertext was changed */
    public byte[] decrypt(byte[] ciphertext, String identity) throws GeneralSecurityException {
        return aead.decrypt(ciphertext, identity.getBytes(StandardCharsets.UTF_8));
    }
}
