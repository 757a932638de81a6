package dev.gatehouse.connector.conformance.raw;

import dev.gatehouse.connector.conformance.subject.ConformanceSubject.Trouble;
import dev.gatehouse.connector.conformance.subject.VendorTrouble;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Who may be called for, and how the third party stands to them. */
final class RawPeople {
    static final String MARIA = "maria";
    static final String EMMY = "emmy";
    static final String PASSWORD = "p:ss/w\u00f6rd@raw";

    private static final Set<String> CONNECTED = Set.of(MARIA, EMMY);

    private final AtomicReference<VendorTrouble> trouble = new AtomicReference<>();
    private final Faults faults;

    RawPeople(Faults faults) {
        this.faults = faults;
    }

    Trouble trouble(VendorTrouble kind) {
        trouble.set(kind);
        return () -> trouble.set(null);
    }

    /** Whose files and projects are meant. */
    String person(String userId) {
        String person = userId.contains("://") ? ofSession(userId) : connected(userId);
        failAsTheVendorDoes();
        return person;
    }

    private String connected(String userId) {
        if (!CONNECTED.contains(userId)) {
            boolean curt = faults.has(Fault.ASKS_NOBODY_TO_CONNECT);
            throw new Refused(403, curt ? "No." : "Connect an account first, and try again.");
        }
        return userId;
    }

    private String ofSession(String userId) {
        String told = faults.has(Fault.TELLS_THE_USER_ID_IN_ERRORS) ? " It is " + userId : "";
        boolean anyPort = faults.has(Fault.TAKES_SESSIONS_OF_OTHER_CONNECTORS);
        if (!anyPort && !userId.startsWith("port-raw://")) {
            throw new Refused(400, "userId is for another connector." + told);
        }
        String credentials = userId.substring(userId.indexOf("://") + 3);
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            throw new Refused(400, "userId has no password." + told);
        }
        if (!credentials.substring(colon + 1).equals(PASSWORD)) {
            throw new Refused(403, "The third party refuses; connect with the right password." + told);
        }
        return credentials.substring(0, colon);
    }

    private void failAsTheVendorDoes() {
        Optional<VendorTrouble> kind = Optional.ofNullable(trouble.get());
        int status = kind.map(RawPeople::status).orElse(0);
        if (status > 0) {
            int told = status != 403 && faults.has(Fault.BLAMES_ITSELF_FOR_THE_VENDOR) ? 500 : status;
            throw new Refused(told, "The third party does not do it: reconnect, or try again later.");
        }
    }

    /** Fails an upload that does not fit. */
    void expectSpace() {
        if (trouble.get() == VendorTrouble.OUT_OF_SPACE) {
            throw new Refused(507, "There is no space left.");
        }
    }

    private static int status(VendorTrouble kind) {
        return switch (kind) {
            case TOKEN_EXPIRED, OUT_OF_SPACE -> 0;
            case ACCESS_REVOKED -> 403;
            case SILENT -> 504;
            case BROKEN -> 502;
            case GONE -> 503;
        };
    }
}
