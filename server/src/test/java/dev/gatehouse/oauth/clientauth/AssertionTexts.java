package dev.gatehouse.oauth.clientauth;

import com.nimbusds.oauth2.sdk.GeneralException;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.fuzz.Jwts;
import dev.gatehouse.fuzz.Reader;
import dev.gatehouse.oauth.message.ClientAssertion;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;

/** Client assertions, up to where the client is looked for. */
public final class AssertionTexts implements Reader {
    private static final Jdbi NOBODY = Jdbi.create(() -> {
        throw new SQLException("no database here");
    });

    private final Jwts jwts = new Jwts();
    private final ClientAssertions assertions = new ClientAssertions(
            new Clients(NOBODY, Jwts.CLOCK),
            (client, header) -> List.of(),
            new UsedAssertionStore(NOBODY),
            "https://id.example",
            Set.of("https://id.example"),
            Set.of("https://id.example/token"),
            Jwts.CLOCK);

    @Override
    public void read(byte[] sent) throws Exception {
        assertions.authenticate(ClientAssertion.read(jwts.of(sent)), "https://id.example/token");
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof GeneralException
                || failure instanceof ClientAssertions.Unacceptable
                || failure instanceof ConnectionException;
    }
}
