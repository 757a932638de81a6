package dev.gatehouse.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.gatehouse.config.StartupException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A master key that a key management service keeps closed: it stands in the database, encrypted by the service, which is
 * asked once at each start. The service is spoken to by whatever implementation of Tink's {@link KmsClient} is on the class
 * path, as a {@link ServiceLoader} finds it.
 *
 * @param uri names the key at the service, for example {@code gcp-kms://projects/...}
 */
record KmsMasterKey(String uri) implements MasterKeySource {
    private static final byte[] PURPOSE = "gatehouse master key".getBytes(StandardCharsets.UTF_8);

    @Override
    public Opened first() {
        String keyset = MasterKey.newKeyset();
        try {
            byte[] wrapped = service().encrypt(keyset.getBytes(StandardCharsets.UTF_8), PURPOSE);
            return new Opened(MasterKey.parse(keyset).orElseThrow(), wrapped);
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    @Override
    public MasterKey open(byte @Nullable [] wrapped) {
        if (wrapped == null) {
            throw new StartupException("The database was made with a master key from elsewhere, not from " + uri
                    + "; \"gatehouse keys rewrap --to-kms\" changes that");
        }
        try {
            String keyset = new String(service().decrypt(wrapped, PURPOSE), StandardCharsets.UTF_8);
            return MasterKey.parse(keyset).orElseThrow(() -> new StartupException(mend()));
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    private Aead service() throws GeneralSecurityException {
        for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
            if (client.doesSupport(uri)) {
                return client.withDefaultCredentials().getAead(uri);
            }
        }
        throw new StartupException(
                "No key management service on the class path knows " + uri + "; add a Tink KmsClient for it");
    }

    private StartupException refused(GeneralSecurityException failure) {
        return new StartupException(
                "The key management service did not do its part for " + uri + ": " + failure.getMessage());
    }

    @Override
    public String mend() {
        return "The master key that " + uri + " opens is not the one this database was made with";
    }
}
