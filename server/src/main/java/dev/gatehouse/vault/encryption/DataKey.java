package dev.gatehouse.vault.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.gatehouse.keys.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * A key that encrypts rows, AES-256-GCM. Thread-safe.
 *
 * @param keyId names it in every ciphertext it makes
 */
record DataKey(int keyId, Aead aead) {

    /** A new keyset as it is stored: encrypted under the master key. */
    static byte[] generate(MasterKey masterKey, int keyId) {
        try {
            KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
            String keyset = TinkJsonProtoKeysetFormat.serializeKeyset(
                    handle, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            return masterKey.encrypt(keyset.getBytes(StandardCharsets.UTF_8), identity(keyId));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is part of every Java platform", e);
        }
    }

    /** @throws IllegalStateException when another master key wrapped it */
    static DataKey unwrap(MasterKey masterKey, int keyId, byte[] wrapped) {
        try {
            String keyset = new String(masterKey.decrypt(wrapped, identity(keyId)), StandardCharsets.UTF_8);
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            return new DataKey(keyId, handle.getPrimitive(AeadConfig2026.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("data key " + keyId + " cannot be opened with this master key", e);
        }
    }

    static String identity(int keyId) {
        return "data_key/" + keyId;
    }

    @Override
    public String toString() {
        return "DataKey[" + keyId + "]";
    }
}
