package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connector.conformance.client.CallArguments;
import dev.gatehouse.connector.conformance.client.ConnectorCall;
import dev.gatehouse.connector.conformance.client.Reply;
import dev.gatehouse.connector.conformance.client.SessionUserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom a call is for: both forms of {@code userId}, people without an account, and nothing secret in what is told. */
public interface AccountPromises extends Promises {
    @Test
    default void tellsUnknownPeopleHowToConnect() {
        Optional<String> unknown = subject().unknownUser();
        assumeTrue(unknown.isPresent(), "Needs ConformanceSubject.unknownUser");
        harmlessFor(unknown.get()).expect(403, 404).expectText("connect");
    }

    @Test
    default void takesUserIdsInSessionForm() {
        harmlessFor(session().toString()).expect(200);
    }

    @Test
    default void refusesSessionsOfAnotherConnector() {
        SessionUserId session = session();
        harmlessFor(session.at("port-of-somebody-else").toString()).expectComplaintAbout("userId");
    }

    @Test
    default void refusesSessionsThatLackAPart() {
        SessionUserId session = session();
        harmlessFor(session.port() + "://" + session.username()).expectComplaintAbout("userId");
        harmlessFor(session.port() + "://").expectComplaintAbout("userId");
    }

    @Test
    default void refusesWrongPasswords() {
        harmlessFor(session().withPassword("wrong").toString()).expect(403);
    }

    @Test
    default void neverTellsASecret() {
        String guessed = "hidden-" + UUID.randomUUID();
        Set<String> secrets = new TreeSet<>(subject().secrets());
        secrets.add(guessed);
        List<String> people =
                new ArrayList<>(List.of(subject().user(), new SessionUserId("port-x", "maria", guessed).toString()));
        subject().unknownUser().ifPresent(people::add);
        subject().sessionUser().map(SessionUserId::parse).ifPresent(session -> {
            secrets.add(session.password());
            people.add(session.toString());
            people.add(session.withPassword(guessed).toString());
        });
        for (String userId : people) {
            for (Reply reply : provoked(userId)) {
                assertThat(reply.everything())
                        .as("answer of %s", reply.call())
                        .doesNotContain(secrets.toArray(CharSequence[]::new));
            }
        }
    }

    /** Answers to calls that are right or wrong in several ways. */
    private List<Reply> provoked(String userId) {
        CallArguments all = harmlessArguments().with("userId", userId);
        CallArguments nowhere = all.with("filepath", "/gatehouse-conformance-missing/../..");
        ConnectorCall broken = harmless().body("application/json", BodyPublishers.ofString(all.json() + "}"));
        ConnectorCall cut = harmless()
                .body(
                        "application/json",
                        BodyPublishers.ofString(
                                all.json().substring(0, all.json().length() - 2)));
        ConnectorCall otherType = harmless().body("text/plain", BodyPublishers.ofString(all.json()));
        List<ConnectorCall> calls =
                List.of(harmless().json(all), harmless().query(all), harmless().json(nowhere), broken, cut, otherType);
        return calls.stream().map(connector()::send).toList();
    }

    private SessionUserId session() {
        assumeTrue(subject().sessionUser().isPresent(), "Needs ConformanceSubject.sessionUser");
        return SessionUserId.parse(subject().sessionUser().orElseThrow());
    }
}
