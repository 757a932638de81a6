package dev.gatehouse.authority.model;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.oauth.Visitor;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.TestServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A browser that somebody is signed in with, as far as anybody knows. */
final class Browser {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestServer server;
    private final String cookies;

    private Browser(TestServer server, SecretValue session) {
        this.server = server;
        this.cookies = "gatehouse-form=" + SecretValue.generate().reveal() + "; gatehouse-session=" + session.reveal();
    }

    /** There before anybody does anything: what a password costs is no matter here. */
    static Browser signedIn(TestServer server, String user) {
        SecretValue session = SecretValue.generate();
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("""
                insert into session (session_hash, session_id, user_id, user_agent, authenticated, last_used, expires)
                values (?, ?, ?, 'A browser', now(), now(), now() + interval '1 hour')
                """, session.hash(), UUID.randomUUID().toString(), user));
        return new Browser(server, session);
    }

    Answer get(String path) {
        return server.open().get(path, "Cookie", cookies);
    }

    /** Sends the form of a page, with these fields filled in. */
    Answer submit(Answer page, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(Visitor.hidden(page));
        all.putAll(fields);
        return server.open()
                .send("POST", Visitor.action(page), Visitor.encoded(all), "Content-Type", FORM, "Cookie", cookies);
    }
}
