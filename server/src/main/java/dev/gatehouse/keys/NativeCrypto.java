package dev.gatehouse.keys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the native crypto provider first where the build has one for this platform; the JDK's own serves otherwise. */
public final class NativeCrypto {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCrypto.class);
    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeCrypto() {}

    public static void install() {
        try {
            Class.forName(PROVIDER).getMethod("install").invoke(null);
        } catch (ClassNotFoundException e) {
            LOG.info("no native crypto provider for this platform; the JDK's own is used");
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn("the native crypto provider cannot be used, the JDK's own is: {}", e.toString());
        }
    }
}
