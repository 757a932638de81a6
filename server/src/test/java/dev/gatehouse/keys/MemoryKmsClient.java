package dev.gatehouse.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A key management service inside this process: one AES key for each URI {@code memory-kms://…}. */
public final class MemoryKmsClient implements KmsClient {
    private static final Map<String, Aead> KEYS = new ConcurrentHashMap<>();

    @Override
    public boolean doesSupport(String keyUri) {
        return keyUri.startsWith("memory-kms://");
    }

    @Override
    public KmsClient withCredentials(String credentialPath) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String keyUri) {
        return KEYS.computeIfAbsent(keyUri, uri -> newKey());
    }

    private static Aead newKey() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                    .getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
